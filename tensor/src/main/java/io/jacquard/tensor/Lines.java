package io.jacquard.tensor;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Finds the user's line on the stack.
final class Lines {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final Set<String> OURS =
            Set.of("ir", "runtime", "cpu", "tensor", "nn", "train", "models", "recipe", "trust");

    private static final String LAMBDA = "lambda$";
    private static final Map<String, Boolean> HIDDEN = new ConcurrentHashMap<>();

    private Lines() {}

    /// The innermost frame outside Jacquard and the JDK, for example `Net.forward(Net.java:21)`.
    static String user() {
        return WALKER.walk(Lines::user);
    }

    // Asked once an operation, through all frames of the layers.
    private static String user(Stream<StackWalker.StackFrame> frames) {
        for (var all = frames.iterator(); all.hasNext(); ) {
            StackWalker.StackFrame f = all.next();
            if (!HIDDEN.computeIfAbsent(f.getClassName(), Lines::isHidden)) {
                return text(f);
            }
        }
        return "";
    }

    private static boolean isHidden(String className) {
        if (className.startsWith("java.") || className.startsWith("jdk.")) {
            return true;
        }
        if (!className.startsWith("io.jacquard.")) {
            return false;
        }
        String[] parts = className.split("\\.", 4);
        return parts.length == 4 && OURS.contains(parts[2]) && !className.endsWith("Test");
    }

    private static String text(StackWalker.StackFrame f) {
        String name = f.getClassName();
        String type = name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
        String place = "(" + f.getFileName() + ":" + f.getLineNumber() + ")";
        return type + "." + method(f.getMethodName()) + place;
    }

    // A lambda is named after the method around it: `lambda$forward$0`.
    private static String method(String name) {
        int number = name.lastIndexOf('$');
        return name.startsWith(LAMBDA) && number > LAMBDA.length()
                ? name.substring(LAMBDA.length(), number)
                : name;
    }
}

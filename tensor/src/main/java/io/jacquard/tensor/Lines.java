package io.jacquard.tensor;

import java.util.Set;
import java.util.regex.Pattern;

/// Finds the user's line on the stack.
final class Lines {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final Set<String> OURS =
            Set.of("ir", "runtime", "cpu", "tensor", "nn", "train", "models", "recipe", "trust");

    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

    private Lines() {}

    /// The innermost frame outside Jacquard and the JDK, for example `Net.forward(Net.java:21)`.
    static String user() {
        return WALKER.walk(frames ->
                frames.filter(f -> !hidden(f.getClassName()))
                        .findFirst()
                        .map(Lines::text)
                        .orElse(""));
    }

    private static boolean hidden(String className) {
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
        String method = LAMBDA.matcher(f.getMethodName()).replaceFirst("$1");
        return "%s.%s(%s:%d)".formatted(type, method, f.getFileName(), f.getLineNumber());
    }
}

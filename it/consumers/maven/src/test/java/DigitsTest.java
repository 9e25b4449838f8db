import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DigitsTest {
    private static final Pattern ACCURACY = Pattern.compile("accuracy (0\\.\\d+)");

    @Test
    void learnsToReadDigits() throws ReflectiveOperationException {
        var said = run();
        var accuracy = ACCURACY.matcher(said);

        assertTrue(accuracy.find(), said);
        assertTrue(Double.parseDouble(accuracy.group(1)) > 0.92, said);
        assertTrue(said.contains("The first picture shows a 7"), said);
    }

    /// The program's class has no name in the source, so it is looked up.
    private static String run() throws ReflectiveOperationException {
        var type = Class.forName("Digits");
        var maker = type.getDeclaredConstructor();
        var main = type.getDeclaredMethod("main");
        maker.setAccessible(true);
        main.setAccessible(true);
        var before = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            main.invoke(maker.newInstance());
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

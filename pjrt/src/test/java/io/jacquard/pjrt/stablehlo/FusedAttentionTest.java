package io.jacquard.pjrt.stablehlo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jacquard.ir.Attention;
import io.jacquard.ir.Builder;
import io.jacquard.ir.Control;
import io.jacquard.ir.DType;
import io.jacquard.ir.Function;
import io.jacquard.ir.TensorType;
import io.jacquard.ir.Value;
import io.jacquard.ir.autodiff.ReverseMode;
import io.jacquard.testkit.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Compares the calls of cuDNN's fused attention with those that JAX lowers to, in
/// `jax/fused-attention.json` made by `fixtures/fused_attention.py`: target, types, layouts and
/// configuration.
class FusedAttentionTest {
    private static final EmitOptions FUSED = EmitOptions.standard().withFusedHead(128);
    private static final Pattern CALL =
            Pattern.compile(
                    "custom_call @(\\S+)\\(.*?\\) \\{api_version = (\\d) : i32, "
                            + "backend_config = \"(.*?)\", operand_layouts = \\[(.*?)\\], "
                            + "result_layouts = \\[(.*?)\\]} : \\((.*?)\\) -> \\((.*?)\\)\n");
    private static final Pattern LAYOUT = Pattern.compile("dense<(?:\\[(.*?)]|0)> : tensor<");

    @TestFactory
    Stream<DynamicTest> callsAreThoseOfJax() throws IOException {
        return fixture().at("cases").list().stream()
                .map(c -> DynamicTest.dynamicTest(name(c), () -> check(c)));
    }

    private static Json fixture() throws IOException {
        String file = "/jax/fused-attention.json";
        try (InputStream in = FusedAttentionTest.class.getResourceAsStream(file)) {
            byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();
            return Json.parse(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    private static String name(Json c) {
        String target = c.at("backward").at("target").text();
        return "%s, %s".formatted(target, c.at("inference").at("operands"));
    }

    private static void check(Json c) {
        List<Json> inference = calls(StableHlo.of(attention(c), FUSED).text());
        assertThat(inference).containsExactly(c.at("inference"));
        List<Json> training = calls(StableHlo.of(gradient(attention(c)), FUSED).text());
        assertThat(training).containsExactly(c.at("forward"), c.at("backward"));
    }

    private static List<Json> calls(String text) {
        return CALL.matcher(text).results().map(FusedAttentionTest::call).toList();
    }

    private static Json call(MatchResult m) {
        Map<String, Json> members = new TreeMap<>();
        members.put("target", new Json.Text(m.group(1)));
        members.put("version", new Json.Real(Double.parseDouble(m.group(2))));
        members.put("config", Json.parse(m.group(3).replace("\\22", "\"")));
        members.put("operandLayouts", layouts(m.group(4)));
        members.put("resultLayouts", layouts(m.group(5)));
        members.put("operands", types(m.group(6)));
        members.put("results", types(m.group(7)));
        return new Json.Members(members);
    }

    private static Json layouts(String text) {
        List<Json> all = new ArrayList<>();
        Matcher m = LAYOUT.matcher(text);
        while (m.find()) {
            String axes = m.group(1) == null ? "0" : m.group(1);
            all.add(Json.parse("[" + axes + "]"));
        }
        return new Json.Items(all);
    }

    private static Json types(String text) {
        return new Json.Items(Stream.of(text.split(", ", -1)).<Json>map(Json.Text::new).toList());
    }

    private static Function attention(Json c) {
        DType dtype = c.at("dtype").text().equals("bf16") ? DType.BF16 : DType.F16;
        int[] s = c.at("shape").list().stream().mapToInt(n -> (int) n.number()).toArray();
        TensorType q = TensorType.of(dtype, s[0], s[1], s[3], s[5]);
        TensorType k = TensorType.of(dtype, s[0], s[2], s[4], s[5]);
        List<TensorType> types = new ArrayList<>(List.of(q, k, k));
        List<Json> mask = c.at("mask").list();
        if (!mask.isEmpty()) {
            DType seen = mask.getFirst().text().equals("seen") ? DType.BOOL : dtype;
            int batch = (int) mask.get(1).number();
            types.add(TensorType.of(seen, batch, (int) mask.get(2).number(), s[3], s[4]));
        }
        boolean causal = c.at("causal").equals(new Json.Truth(true));
        return attention(new Attention(1 / Math.sqrt(s[5]), causal), types);
    }

    private static Function attention(Attention op, List<TensorType> types) {
        Builder b = new Builder("attend");
        List<Value> operands = new ArrayList<>();
        types.forEach(t -> operands.add(b.parameter("x", t)));
        return b.build(List.of(b.append(op, operands).result()));
    }

    // The result and the gradients of queries, keys and values.
    private static Function gradient(Function function) {
        Builder b = new Builder("both");
        List<Value> x = b.parametersOf(function);
        Value y = b.inline(function, x).getFirst();
        Value d = b.parameter("d", y.type());
        List<Value> results = new ArrayList<>(List.of(y));
        results.addAll(ReverseMode.gradients(b, y, d, x.subList(0, 3)));
        return b.build(results);
    }

    private static TensorType bf16(int... sizes) {
        return TensorType.of(DType.BF16, sizes);
    }

    private static List<String> targets(Function function) {
        return calls(StableHlo.of(function, FUSED).text()).stream()
                .map(c -> c.at("target").text())
                .toList();
    }

    private static List<String> targets(TensorType... operands) {
        return targets(attention(new Attention(0.5, false), List.of(operands)));
    }

    @Test
    void theTextAroundTheCallsIsTheOneThatWasRead() throws IOException {
        TensorType mask = TensorType.of(DType.BOOL, 2, 1, 1, 6);
        List<TensorType> types =
                List.of(bf16(2, 4, 4, 16), bf16(2, 2, 6, 16), bf16(2, 2, 6, 16), mask);
        Function f = gradient(attention(new Attention(0.25, true), types));
        GoldenTextTest.check("fused_attention", StableHlo.of(f, FUSED).text());
    }

    @Test
    void nothingIsFusedUnlessAsked() {
        TensorType x = bf16(1, 2, 4, 16);
        Function f = attention(new Attention(0.5, true), List.of(x, x, x));
        assertThat(StableHlo.of(f, EmitOptions.standard()).text()).doesNotContain("custom_call");
        assertThat(targets(f)).containsExactly("__cudnn$fmhaSoftmax");
    }

    @Test
    void whatDoesNotFitIsDecomposed() {
        TensorType x = bf16(1, 2, 4, 16);
        assertThat(targets(x, x, x)).hasSize(1);
        TensorType wide = TensorType.of(DType.F32, 1, 2, 4, 16);
        assertThat(targets(wide, wide, wide)).isEmpty();
        TensorType odd = bf16(1, 2, 4, 12);
        assertThat(targets(odd, odd, odd)).isEmpty();
        TensorType large = bf16(1, 2, 4, 136);
        assertThat(targets(large, large, large)).isEmpty();
        assertThat(targets(x, x, bf16(1, 2, 4, 8))).isEmpty();
    }

    @Test
    void aGradientWithAMaskNeedsEvenLengths() {
        TensorType x = bf16(1, 2, 5, 16);
        Function plain = attention(new Attention(0.5, false), List.of(x, x, x));
        assertThat(targets(gradient(plain))).hasSize(2);
        Function masked = attention(new Attention(0.5, false), List.of(x, x, x, bf16(1, 1, 5, 5)));
        assertThat(targets(gradient(masked))).containsExactly("__cudnn$fmhaScaleBiasSoftmax");
    }

    @Test
    void aMaskIsRepeatedOverTimeAndItsGradientSummed() {
        TensorType x = bf16(1, 2, 4, 16);
        TensorType mask = bf16(1, 1, 1, 4);
        Function f = attention(new Attention(0.5, false), List.of(x, x, x, mask));
        Builder b = new Builder("mask");
        List<Value> all = b.parametersOf(f);
        Value y = b.inline(f, all).getFirst();
        Function g = b.build(ReverseMode.gradients(b, y, y, List.of(all.getLast())));
        String text = StableHlo.of(g, FUSED).text();
        assertThat(calls(text)).hasSize(2);
        assertThat(text)
                .contains("(tensor<1x1x1x4xbf16>) -> tensor<1x1x4x4xbf16>")
                .contains("applies stablehlo.add across dimensions = [2]")
                .contains("-> (tensor<1x1x1x4xbf16>)");
    }

    @Test
    void aGradientInAnotherFunctionCallsTheForwardAgain() {
        TensorType x = bf16(1, 2, 4, 16);
        Function body = attention(new Attention(0.5, false), List.of(x, x, x));
        Builder b = new Builder("scan");
        List<Value> all = b.parametersOf(body);
        Control.Scan scan = new Control.Scan(body, 1, 0, 2, false);
        Value y = b.append(scan, all).result();
        Function f = b.build(ReverseMode.gradients(b, y, y, List.of(all.getLast())));
        assertThat(targets(f)).endsWith("__cudnn$fmhaSoftmax", "__cudnn$fmhaSoftmaxBackward");
    }
}

package peers;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Training steps of Deeplearning4j: {@code fit} of one batch, with workspaces and without calls of the collector. */
public final class Dl4jSteps {
    private Dl4jSteps() {}

    public static void main(String[] words) throws Exception {
        Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
        Nd4j.getMemoryManager().togglePeriodicGc(false);
        boolean cnn = Steps.isCnn(words[0]);
        MultiLayerNetwork network = new MultiLayerNetwork(cnn ? cnn() : mlp());
        network.init();
        List<DataSet> pool = pool(cnn ? new long[] {Steps.BATCH, 3, 32, 32} : new long[] {Steps.BATCH, 784});
        boolean plain = Boolean.parseBoolean(System.getProperty("org.eclipse.deeplearning4j.helpers.disable", "true"));
        Steps.serve(plain ? "dl4j" : "dl4j-onednn", "1.0.0-M2.1", batch -> network.fit(pool.get(batch)), network::score);
    }

    private static List<DataSet> pool(long[] shape) {
        int count = 1;
        for (long size : shape) {
            count *= (int) size;
        }
        List<DataSet> pool = new ArrayList<>();
        for (int i = 0; i < Steps.POOL; i++) {
            var x = Nd4j.create(Steps.normal(count, i), shape, 'c');
            var y = Nd4j.create(Steps.oneHot(i), new long[] {Steps.BATCH, Steps.CLASSES}, 'c');
            pool.add(new DataSet(x, y));
        }
        return pool;
    }

    private static MultiLayerConfiguration mlp() {
        return layers()
                .layer(dense(256))
                .layer(dense(128))
                .layer(output())
                .setInputType(InputType.feedForward(784))
                .build();
    }

    private static MultiLayerConfiguration cnn() {
        return layers()
                .layer(conv(32)).layer(pool())
                .layer(conv(64)).layer(pool())
                .layer(conv(64))
                .layer(dense(64))
                .layer(output())
                .setInputType(InputType.convolutional(32, 32, 3))
                .build();
    }

    private static NeuralNetConfiguration.ListBuilder layers() {
        return new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(DataType.FLOAT)
                .updater(new Adam(1e-3))
                .trainingWorkspaceMode(WorkspaceMode.ENABLED)
                .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
                .weightInit(WeightInit.XAVIER_UNIFORM)
                .activation(Activation.RELU)
                .convolutionMode(ConvolutionMode.Truncate)
                .list();
    }

    private static DenseLayer dense(int units) {
        return new DenseLayer.Builder().nOut(units).build();
    }

    private static ConvolutionLayer conv(int filters) {
        return new ConvolutionLayer.Builder(3, 3).nOut(filters).build();
    }

    private static SubsamplingLayer pool() {
        return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX).kernelSize(2, 2).stride(2, 2).build();
    }

    private static OutputLayer output() {
        return new OutputLayer.Builder(LossFunction.MCXENT).activation(Activation.SOFTMAX).nOut(Steps.CLASSES).build();
    }
}

using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

/// <summary>A network of the golden table as this library builds and trains it, through public members only.</summary>
internal sealed class GoldenSubject<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly GoldenNetwork golden;
    private readonly Loss loss;
    private readonly Regularizer regularizer;

    public GoldenSubject(GoldenNetwork golden)
    {
        this.golden = golden;
        (loss, regularizer) = (LossOf(golden), RegularizerOf(golden.Regularizer));
        Network = new Network<T>(golden.X.Length, seed: 0, [.. golden.Layers.Select(DefinitionOf)]);
        foreach (var (layer, given) in Network.Layers.Zip(golden.Layers))
        {
            (layer.Weights, layer.Biases) = (MatrixOf(given.Weights), MatrixOf(given.Biases));
            if (given.Normalization is not null)
            {
                (layer.Gains, layer.Shifts) = (MatrixOf(given.Gains!), MatrixOf(given.Shifts!));
            }
        }
    }

    public Network<T> Network { get; }

    public Matrix<T> X => MatrixOf(golden.X);

    public Matrix<T> Y => MatrixOf(golden.Y);

    /// <summary>
    /// dW[1], db[1], … in the order of the parameters, of the first batch: with a learning rate of 1, plain gradient descent moves every
    /// parameter by exactly its gradient.
    /// </summary>
    public double[][][] Gradients()
    {
        var before = Parameters();
        new Trainer<T>(Network, loss, Optimizer.GradientDescent(1), regularizer).Step(X, Y);
        return [.. before.Zip(Parameters(), (old, moved) => old.Zip(moved, (a, b) => a.Zip(b, (x, y) => x - y).ToArray()).ToArray())];
    }

    /// <summary>Trains by the network's own optimizer; returns J of every step.</summary>
    public IReadOnlyList<double> Train(int epochs)
    {
        var trainer = new Trainer<T>(Network, loss, OptimizerOf(golden.Optimizer), regularizer);
        var options = new FitOptions
        {
            Epochs = epochs,
            BatchSize = golden.BatchSize ?? FitOptions.AllExamples,
            Shuffle = false,
            EvaluateTrainingSet = false,
        };
        return trainer.Fit(Dataset.FromMatrices(X, Y), options: options).StepCosts;
    }

    /// <summary>All parameters, in their order, as rows of double.</summary>
    public double[][][] Parameters() => [.. Network.Parameters.Select(parameter => RowsOf(parameter.Matrix))];

    public static double[][] RowsOf(Matrix<T> matrix) =>
        [.. matrix.ToRowArrays().Select(row => Array.ConvertAll(row, double.CreateChecked))];

    private static Matrix<T> MatrixOf(double[][] rows) =>
        Matrix<T>.Build.DenseOfRowArrays([.. rows.Select(row => Array.ConvertAll(row, T.CreateChecked))]);

    private static Dense DefinitionOf(GoldenLayer layer) => new(layer.Units, ActivationOf(layer))
    {
        Regularizer = layer.Regularizer is null ? null : RegularizerOf(layer.Regularizer),
        Normalization = layer.Normalization is null ? null : NormalizationOf(layer.Normalization),
    };

    private static Activation ActivationOf(GoldenLayer layer) => layer.Activation switch
    {
        "Identity" => Activation.Identity,
        "Sigmoid" => Activation.Sigmoid,
        "Tanh" => Activation.Tanh,
        "ReLU" => Activation.ReLU,
        "LeakyReLU" => Activation.LeakyReLU(layer.Slope!.Value),
        "Softmax" => Activation.Softmax,
        var other => throw new NotSupportedException(other),
    };

    private static Normalization NormalizationOf(GoldenNormalization normalization) => normalization.Kind switch
    {
        "LayerNormalization" => Normalization.Layer(normalization.Epsilon),
        var other => throw new NotSupportedException(other),
    };

    private static Loss LossOf(GoldenNetwork golden) => golden.Loss switch
    {
        // The library's own refuses a softmax output; one of the user's own does not, and the Jacobian of softmax is what is compared.
        "MeanSquaredError" when golden.Layers[^1].Activation == "Softmax" => new OwnSquaredError(),
        "CrossEntropy" => Loss.CrossEntropy,
        "BinaryCrossEntropy" => Loss.BinaryCrossEntropy,
        "MeanSquaredError" => Loss.MeanSquaredError,
        var other => throw new NotSupportedException(other),
    };

    private static Regularizer RegularizerOf(GoldenPenalty penalty) => penalty.Kind switch
    {
        "None" => Regularizer.None,
        "L2" => Regularizer.L2(penalty.Lambda),
        "L1" => Regularizer.L1(penalty.Lambda),
        "ElasticNet" => Regularizer.ElasticNet(penalty.Lambda1, penalty.Lambda2),
        var other => throw new NotSupportedException(other),
    };

    private static Optimizer OptimizerOf(GoldenRule rule) => rule.Kind switch
    {
        "GradientDescent" => Optimizer.GradientDescent(rule.LearningRate),
        "Momentum" => Optimizer.Momentum(rule.LearningRate, rule.Beta),
        "RMSprop" => Optimizer.RMSprop(rule.LearningRate, rule.Beta, rule.Epsilon),
        "Adam" => Optimizer.Adam(rule.LearningRate, rule.Beta1, rule.Beta2, rule.Epsilon),
        var other => throw new NotSupportedException(other),
    };
}

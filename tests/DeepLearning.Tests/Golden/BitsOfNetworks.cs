using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace DeepLearning.Tests;

/// <summary>
/// Ten small networks that between them use the functions, optimizers and options whose rounding could depend on the processor.
/// </summary>
internal static class BitsOfNetworks
{
    private static readonly FitOptions Epochs = new() { Epochs = 3, BatchSize = 16 };

    /// <summary>Trains a network and gives the SHA-256 of all its parameters.</summary>
    public static IReadOnlyDictionary<string, Func<string>> All { get; } = new Dictionary<string, Func<string>>(StringComparer.Ordinal)
    {
        ["one unit"] = () => Train<float>(12, [new(1, Activation.Sigmoid)], Loss.BinaryCrossEntropy, Optimizer.GradientDescent(0.5)),
        ["one unit, double, momentum, L2"] = () => Train<double>(
            7, [new(1, Activation.Sigmoid)], Loss.BinaryCrossEntropy, Optimizer.Momentum(0.1), Regularizer.L2(0.1)),
        ["ReLU, dropout, Adam"] = () => Train<float>(
            17, [new(13, Activation.ReLU) { KeepProbability = 0.8 }, new(7, Activation.LeakyReLU()), new(3, Activation.Softmax)],
            Loss.CrossEntropy, Optimizer.Adam(), inputKeepProbability: 0.9),
        ["tanh, layer normalization, RMSprop, double"] = () => Train<double>(
            9, [new(33, Activation.Tanh) { Normalization = Normalization.Layer() }, new(4, Activation.Softmax)], Loss.CrossEntropy,
            Optimizer.RMSprop()),
        ["SELU, ELU, clipping by norm, Nesterov"] = () => Train<float>(
            11, [new(19, Activation.SELU), new(5, Activation.ELU(0.7)), new(2, Activation.Identity)], Loss.MeanSquaredError,
            Optimizer.Nesterov(0.05),
            clipping: GradientClipping.ByGlobalNorm(0.3)),
        ["GELU, softplus, Nadam, double"] = () => Train<double>(
            6, [new(21, Activation.GELU), new(10, Activation.Softplus), new(3, Activation.Identity)], Loss.Huber(), Optimizer.Nadam(),
            Regularizer.ElasticNet(0.01, 0.02)),
        ["SiLU, layer normalization, max-norm, AdamW"] = () => Train<float>(
            65,
                [new(67, Activation.SiLU) { Normalization = Normalization.Layer(), Constraint = Constraint.MaxNorm(1) },
                    new(10, Activation.Softmax)],
            Loss.SmoothedCrossEntropy(), Optimizer.AdamW(),
            options: new() { Epochs = 2, BatchSize = 37, Schedule = Schedule.WarmUp(3, Schedule.CosineDecay()) }),
        ["augmented images, AMSGrad"] = () => Train<float>(
            64, [new(31, Activation.TanhGELU), new(10, Activation.Softmax)], Loss.KullbackLeibler, Optimizer.AMSGrad(), options: new()
            {
                Epochs = 2, BatchSize = 8, Schedule = Schedule.ExponentialDecay(),
                Augmentation = new(
                    new ImageShape(8, 8), Augmentation.Shift(1), Augmentation.Affine(10, 0.1, 0.05), Augmentation.Elastic(),
                    Augmentation.Noise(0.1)),
            }),
        ["hinge, clipping by value, AdaGrad, double"] = () => Train<double>(
            31, [new(29, Activation.HardSigmoid) { Initializer = Initializer.Normal(0.2) }, new(2, Activation.Identity)], Loss.Hinge,
            Optimizer.AdaGrad(),
            Regularizer.L1(0.01), clipping: GradientClipping.ByValue(0.05)),
        ["wide, one example a step, heavy ball"] = () => Train<float>(
            130, [new(257, Activation.Tanh) { Initializer = Initializer.Glorot() }, new(3, Activation.Sigmoid)], Loss.MeanAbsoluteError,
            Optimizer.HeavyBall(0.001),
            options: new() { Epochs = 1, BatchSize = 1, Schedule = Schedule.InverseTimeDecay() }),
    };

    /// <summary>The networks with a function that is computed from e^x.</summary>
    public static IReadOnlySet<string> OfExponentials { get; } = All.Keys.Except(["hinge, clipping by value, AdaGrad, double"])
        .ToHashSet(StringComparer.Ordinal);

    private static string Train<T>(
        int inputs, Dense[] layers, Loss loss, Optimizer optimizer, Regularizer? regularizer = null, GradientClipping? clipping = null,
        double inputKeepProbability = 1, FitOptions? options = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int examples = 45;
        var network = new Network<T>(inputs, seed: 3, layers) { InputKeepProbability = inputKeepProbability };
        var data =
            Dataset.FromMatrices(Given.Normal<T>(inputs, examples, seed: 5), Given.Targets<T>(loss, layers[^1].Units, examples, seed: 7));
        new Trainer<T>(network, loss, optimizer, regularizer) { Clipping = clipping }.Fit(data, options: options ?? Epochs);
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<T>(network.Theta())));
    }
}

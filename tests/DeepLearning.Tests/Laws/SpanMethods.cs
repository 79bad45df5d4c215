using System.Numerics;

namespace DeepLearning.Tests;

/// <summary>Every public method over spans of numbers that it computes with, for every implementation of its kind.</summary>
internal static class SpanMethods<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>No call of more columns than this is made, so that any size of a column may be asked for.</summary>
    private static readonly ImageShape Shape = new(2, 3, 2);

    public static IReadOnlyList<SpanMethod<T>> All { get; } =
    [
        .. Implementations.Activations.SelectMany(one => OfActivation(one.Key, one.Value)),
        .. Implementations.Normalizations.SelectMany(one => OfNormalization(one.Key, one.Value)),
        .. Implementations.Losses.SelectMany(one => OfLoss(one.Key, one.Value)),
        .. Implementations.Regularizers.SelectMany(one => OfRegularizer(one.Key, one.Value)),
        .. Implementations.Initializers.Select(one => OfInitializer(one.Key, one.Value)),
        .. Implementations.Clippings.Select(one => new SpanMethod<T>(
            "GradientClipping.Clip(gradient, sumOfSquares)", one.Key, 1, (l, _) => l[0] > 0, (s, _) => one.Value.Clip(s(0), 4))),
        .. Implementations.Constraints.SelectMany(one => OfConstraint(one.Key, one.Value)),
        .. Implementations.Optimizers.Select(one => OfOptimizer(one.Key, one.Value)),
        .. Augmentations().Select(OfAugmentation),
        new(
            "ImageAugmentation.Apply(image, augmented, seed, epoch, example)", "Shift", 2,
            (l, _) => l[0] == Shape.Length && l[1] == Shape.Length,
            (s, _) => new ImageAugmentation(Shape, Augmentation.Shift(1), Augmentation.Mirror()).Apply<T>(s(0), s(1), 1, 1, 1), (0, 1)),
        new("ExponentiallyWeightedAverage.Next(averages, values)", "0.9", 2, (l, _) => l[0] > 0 && l[0] == l[1],
            (s, _) => new ExponentiallyWeightedAverage(0.9).Next<T>(s(0), s(1)), (0, 1)),
        .. OfNetwork(),
    ];

    private static IEnumerable<SpanMethod<T>> OfActivation(string name, Activation activation)
    {
        yield return new(
            "Activation.Forward(z, a, units)", name, 2, (l, n) => AreColumns(l, n), (s, n) => activation.Forward<T>(s(0), s(1), n), (0, 1));
        yield return new(
            "Activation.Backward(z, a, delta, units)", name, 3, (l, n) => AreColumns(l, n),
            (s, n) => activation.Backward<T>(s(0), s(1), s(2), n), (0, 2), (1, 2));
    }

    private static IEnumerable<SpanMethod<T>> OfNormalization(string name, Normalization normalization)
    {
        yield return new(
            "Normalization.Forward(z, normalized, units)", name, 2, (l, n) => AreColumns(l, n),
            (s, n) => normalization.Forward<T>(s(0), s(1), n), (0, 1));
        yield return new(
            "Normalization.Backward(z, normalized, delta, units)", name, 3, (l, n) => AreColumns(l, n),
            (s, n) => normalization.Backward<T>(s(0), s(1), s(2), n), (0, 2), (1, 2));
    }

    private static IEnumerable<SpanMethod<T>> OfLoss(string name, Loss loss)
    {
        yield return new(
            "Loss.Forward(outputs, targets, losses)", name, 3, (l, _) => l[2] > 0 && AreColumns(l[..2], l[2]),
            (s, _) => loss.Forward<T>(s(0), s(1), s(2)), (0, 2), (1, 2));
        yield return new(
            "Loss.Backward(outputs, targets, delta, units)", name, 3, (l, n) => AreColumns(l, n),
            (s, n) => loss.Backward<T>(s(0), s(1), s(2), n), (0, 2), (1, 2));
        yield return new(
            "Loss.ForwardAndBackward(outputs, targets, losses, delta, units)", name, 4,
            (l, n) => AreColumns([l[0], l[1], l[3]], n) && l[2] == l[0] / n,
            (s, n) => loss.ForwardAndBackward<T>(s(0), s(1), s(2), s(3), n), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3));
        yield return new("Loss.InvalidTarget(target)", name, 1, (l, _) => l[0] > 0, (s, _) => loss.InvalidTarget<T>(s(0)));
        yield return new(
            "Loss.InvalidTarget(targets, units, example)", name, 1, (l, n) => AreColumns(l, n),
            (s, n) => loss.InvalidTarget<T>(s(0), n, out _));
    }

    private static IEnumerable<SpanMethod<T>> OfRegularizer(string name, Regularizer regularizer)
    {
        yield return new("Regularizer.Penalty(weights)", name, 1, (l, _) => l[0] > 0, (s, _) => regularizer.Penalty<T>(s(0)));
        yield return new(
            "Regularizer.AddGradient(weights, factor, gradient)", name, 2, (l, _) => l[0] > 0 && l[0] == l[1],
            (s, _) => regularizer.AddGradient(s(0), T.One, s(1)), (0, 1));
    }

    private static SpanMethod<T> OfInitializer(string name, Initializer initializer) => new(
        "Initializer.Initialize(weights, fanIn, fanOut, random)", name, 1, (l, n) => n > 0 && (l[0] == 3L * n || l[0] == n),
        (s, n) => initializer.Initialize(s(0), 3, n, new RandomStream(1)));

    private static IEnumerable<SpanMethod<T>> OfConstraint(string name, Constraint constraint)
    {
        yield return new(
            "Constraint.Apply(weights, units, first, count)", $"{name}, all units", 1, (l, n) => AreColumns(l, n),
            (s, n) => constraint.Apply(s(0), n, 0, n));
        yield return new(
            "Constraint.Apply(weights, units, first, count)", $"{name}, from the second on", 1, (l, n) => AreColumns(l, n) && n > 1,
            (s, n) => constraint.Apply(s(0), n, 1, n - 1));
        yield return new(
            "Constraint.Apply(weights, units, first, count)", $"{name}, of 4 units", 1, (l, n) => AreColumns(l, 4) && n is >= 1 and <= 4,
            (s, n) => constraint.Apply(s(0), 4, 0, n));
        yield return new(
            "Constraint.Apply(weights, units, first, count)", $"{name}, one of 4 units", 1, (l, n) => AreColumns(l, 4) && n is >= 0 and < 4,
            (s, n) => constraint.Apply(s(0), 4, n, 1));
    }

    /// <summary>The state is arrays, which the laws do not see: as long as the size says.</summary>
    private static SpanMethod<T> OfOptimizer(string name, Optimizer optimizer) => new(
        "Optimizer.Update(parameter, gradient, state, step)", name, 2,
        (l, n) => l[0] > 0 && l[0] == l[1] && (optimizer.StateCount == 0 ? n >= 0 : n == l[0]),
        (s, n) =>
        {
            var slots = Enumerable.Range(0, optimizer.StateCount).Select(_ => new T[Math.Clamp(n, 0, 100)]).ToArray();
            optimizer.Update(s(0), s(1), new OptimizerState<T>(slots, 0, n), new OptimizerStep(1, 0.01));
        },
        (0, 1));

    private static IEnumerable<Augmentation> Augmentations() =>
        [Augmentation.Mirror(1), Augmentation.Shift(1), Augmentation.Crop(0.5), Augmentation.Rotation(20), Augmentation.Elastic(),
            Augmentation.Noise(0.1)];

    private static SpanMethod<T> OfAugmentation(Augmentation augmentation) => new(
        "Augmentation.Apply(image, augmented, shape, random)", augmentation.Name, 2,
        (l, n) => n > 0 && l.All(length => length == 4L * n),
        (s, n) => augmentation.Apply<T>(s(0), s(1), new ImageShape(n, 2, 2), new RandomStream(1)), (0, 1));

    private static IEnumerable<SpanMethod<T>> OfNetwork()
    {
        var network = new Network<T>(3, 1, new Dense(4, Activation.ReLU), new Dense(2, Activation.Identity));
        var trainer = new Trainer<T>(network, Loss.MeanSquaredError, Optimizer.GradientDescent(1e-9));
        var source = Dataset.FromArrays<T>([[T.One, T.One, T.Zero], [T.One, T.Zero, T.One]], [[T.One, T.One], [T.Zero, T.One]]);
        yield return new(
            "Network.Predict(x, outputs)", "3-4-2", 2, (l, _) => AreExamples(l, 3, 2), (s, _) => network.Predict(s(0), s(1)), (0, 1));
        var ensemble = new Ensemble<T>(network, network.ConvertTo<T>());
        yield return new(
            "Ensemble.Predict(x, outputs)", "3-4-2", 2, (l, _) => AreExamples(l, 3, 2), (s, _) => ensemble.Predict(s(0), s(1)), (0, 1));
        yield return new("Trainer.Step(x, y)", "3-4-2", 2, (l, _) => AreExamples(l, 3, 2), (s, _) => trainer.Step(s(0), s(1)));
        yield return new(
            "Trainer.Step(x, y, weights)", "3-4-2", 3, (l, _) => AreExamples(l[..2], 3, 2) && (l[2] == 0 || l[2] == l[0] / 3),
            (s, _) => trainer.Step(s(0), s(1), s(2)));
        var gradients = new Gradients<T>(network);
        yield return new(
            "Trainer.ComputeGradients(x, y, gradients, weights)", "3-4-2", 3,
            (l, _) => AreExamples(l[..2], 3, 2) && (l[2] == 0 || l[2] == l[0] / 3),
            (s, _) => trainer.ComputeGradients(s(0), s(1), gradients, s(2)));
        yield return new(
            "Trainer.ComputeInputGradients(x, y, inputGradients)", "3-4-2", 3, (l, _) => AreExamples(l[..2], 3, 2) && l[2] == l[0],
            (s, _) => trainer.ComputeInputGradients(s(0), s(1), s(2)), (2, 0), (2, 1));
        yield return new(
            "ExampleSource.Read(examples, x, y)", "two examples", 2, (l, n) => n > 0 && l[0] == 3L * n && l[1] == 2L * n,
            (s, n) => source.Read(Enumerable.Range(0, Math.Clamp(n, 0, 100)).Select(i => i % 2).ToArray(), s(0), s(1)), (0, 1));
    }

    /// <summary>One or more whole columns, all spans alike.</summary>
    private static bool AreColumns(int[] lengths, int rows) =>
        rows > 0 && lengths[0] > 0 && lengths[0] % rows == 0 && lengths.All(length => length == lengths[0]);

    private static bool AreExamples(int[] lengths, int inputs, int outputs) =>
        lengths[0] > 0 && lengths[0] % inputs == 0 && lengths[1] == (long)lengths[0] / inputs * outputs;
}

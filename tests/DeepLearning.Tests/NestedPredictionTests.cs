using System.Runtime.InteropServices;
using DeepLearning.Tests.Numerics;

namespace DeepLearning.Tests;

/// <summary>An activation that itself predicts, on the thread and in the middle of the prediction around it.</summary>
[Collection(nameof(BackendTests))]
public sealed class NestedPredictionTests : IDisposable
{
    private readonly int threads = Backend.Threads;

    public void Dispose() => Backend.Threads = threads;

    /// <summary>A small network inside would write over what the one around it has computed, a large one would move its memory.</summary>
    [Theory]
    [InlineData(2, 1)]
    [InlineData(2000, 1)]
    [InlineData(2, 3)]
    [InlineData(2000, 3)]
    public void Predict_WithinAPrediction_GivesWhatBothGiveOneAfterTheOther(int widthInside, int count)
    {
        Backend.Threads = count;
        var inside = new Network<float>(1, 3, [new Dense(widthInside, Activation.Tanh), new Dense(1, Activation.Identity)]);
        var x = new float[20 * 500];
        ProductCase.Fill<float>(x, new Random(5));
        var (z, expected, actual) = (new float[40 * 500], new float[40 * 500], new float[40 * 500]);
        Around(Activation.Identity).Predict(x, z);
        inside.Predict(z, expected);

        Around(new Predicting(inside)).Predict(x, actual);

        actual.Should().Equal(expected);
    }

    private static Network<float> Around(Activation activation) => new(
        20, 7, [new Dense(30, Activation.Sigmoid), new Dense(40, activation) { Initializer = Initializer.Glorot() }]);

    private sealed class Predicting(Network<float> network) : Activation
    {
        protected override void ForwardCore<TNumber>(ReadOnlySpan<TNumber> z, Span<TNumber> a, int units) =>
            network.Predict(MemoryMarshal.Cast<TNumber, float>(z), MemoryMarshal.Cast<TNumber, float>(a));

        protected override void BackwardCore<TNumber>(ReadOnlySpan<TNumber> z, ReadOnlySpan<TNumber> a, Span<TNumber> delta, int units) =>
            throw new NotSupportedException();
    }
}

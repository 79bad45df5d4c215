using System.Numerics;

namespace DeepLearning.Tests;

/// <summary>What the loop gives is tested with the optimizers; here what it refuses.</summary>
public sealed class UpdateLoopTests
{
    [Fact]
    public void Run_UnequalLengths_IsRefused()
    {
        Failure.Of<ArgumentException>(() => Optimizer.Adam().Update<double>(new double[3], new double[2], State(3, 2), new(1, 0.1)))
            .Should().Be("gradient must be a span of 3, as many as parameter, but is one of 2. (Parameter 'gradient')");
        Failure.Of<ArgumentException>(() => Optimizer.Momentum().Update<double>(new double[3], new double[3], State(5, 1), new(1, 0.1)))
            .Should().Be("state must be a span of 3, as many as parameter, but is one of 5. (Parameter 'state')");
    }

    public static TheoryData<string> Rules => [.. Implementations.Optimizers.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Update_AnyRange_EqualsEveryElementByItself(string rule)
    {
        var optimizer = Implementations.Optimizers[rule];
        AssertEveryLength<float>(optimizer);
        AssertEveryLength<double>(optimizer);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Update_GradientThatHasBecomeZero_LeavesNoSubnormalState(string rule)
    {
        // Momentum of a dead unit fades by β a step, down to the smallest subnormal number, which rounding would keep for ever.
        var optimizer = Implementations.Optimizers[rule];
        var state = Enumerable.Range(0, optimizer.StateCount).Select(_ => new float[40]).ToArray();
        var parameter = new float[40];
        for (var step = 1; step <= 3000; step++)
        {
            var gradient = new float[40];
            gradient.AsSpan().Fill(step < 3 ? 1e-18f : 0);
            optimizer.Update(parameter, gradient, new OptimizerState<float>(state, 0, 40), new(step, 0.001));
        }

        state.SelectMany(slot => slot).Should().NotContain(value => float.IsSubnormal(value));
    }

    private static void AssertEveryLength<T>(Optimizer optimizer)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new Random(1);
        T[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked(random.NextDouble()))];
        for (var length = 1; length < 40; length++)
        {
            var (whole, gradient) = (Numbers(length), Numbers(length));
            var parts = (T[])whole.Clone();
            var stateOfWhole = Enumerable.Range(0, optimizer.StateCount).Select(_ => Numbers(length)).ToArray();
            var stateOfParts = stateOfWhole.Select(slot => (T[])slot.Clone()).ToArray();

            optimizer.Update(whole, gradient, new OptimizerState<T>(stateOfWhole, 0, length), new(3, 0.01));
            for (var i = 0; i < length; i++)
            {
                optimizer.Update(parts.AsSpan(i, 1), gradient.AsSpan(i, 1), new OptimizerState<T>(stateOfParts, i, 1), new(3, 0.01));
            }

            whole.Should().Equal(parts);
            stateOfWhole.Zip(stateOfParts, (one, other) => one.SequenceEqual(other)).Should().NotContain(false);
        }
    }

    private static OptimizerState<double> State(int length, int slots) =>
        new(Enumerable.Range(0, slots).Select(_ => new double[length]).ToArray(), 0, length);
}

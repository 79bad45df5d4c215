using System.Numerics;

namespace DeepLearning.Tests;

public sealed class OptimizerLaws
{
    public static TheoryData<string> All => [.. Implementations.Optimizers.Keys];

    /// <summary>Those that move by the gradient alone.</summary>
    public static TheoryData<string> WithoutDecay =>
        [.. Implementations.Optimizers.Where(entry => entry.Value is not AdamW { WeightDecay: > 0 }).Select(entry => entry.Key)];

    /// <summary>Each rule with a learning rate that suits the valley of Rosenbrock's function.</summary>
    public static TheoryData<string> Descents => [.. Rules.Keys];

    private static Dictionary<string, Func<double, Optimizer>> Rules { get; } = new(StringComparer.Ordinal)
    {
        ["GradientDescent"] = scale => Optimizer.GradientDescent(0.1 * scale),
        ["Momentum"] = scale => Optimizer.Momentum(0.1 * scale),
        ["RMSprop"] = scale => Optimizer.RMSprop(0.01 * scale),
        ["Adam"] = scale => Optimizer.Adam(0.05 * scale),
        ["HeavyBall"] = scale => Optimizer.HeavyBall(0.01 * scale),
        ["Nesterov"] = scale => Optimizer.Nesterov(0.01 * scale),
        ["AdaGrad"] = scale => Optimizer.AdaGrad(5 * scale),
        ["AdamW"] = scale => Optimizer.AdamW(0.05 * scale, weightDecay: 1e-5),
        ["AMSGrad"] = scale => Optimizer.AMSGrad(scale),
        ["Nadam"] = scale => Optimizer.Nadam(0.05 * scale),
        ["RAdam"] = scale => Optimizer.RAdam(0.05 * scale),
        ["Adamax"] = scale => Optimizer.Adamax(0.05 * scale),
        ["Adadelta"] = scale => Optimizer.Adadelta(scale),
        ["Lion"] = scale => Optimizer.Lion(0.01 * scale),
    };

    [Fact]
    public void Rules_CoverEveryOptimizer() => Rules.Values.Select(rule => rule(1).GetType())
        .Should().BeEquivalentTo(Implementations.Optimizers.Values.Select(optimizer => optimizer.GetType()).Distinct());

    [Theory]
    [MemberData(nameof(All))]
    public void StateNames_AreDistinctAndOneForEachState(string name) =>
        Implementations.Optimizers[name].StateNames
            .Should().HaveCount(Implementations.Optimizers[name].StateCount).And.OnlyHaveUniqueItems();

    [Theory]
    [MemberData(nameof(Descents))]
    public void Update_Parabola_ReachesTheMinimum(string name)
    {
        // J = (w₁ − 3)² + 10 (w₂ + 1)².
        var w = Descend(Rules[name](0.5), [0.0, 0], w => [2 * (w[0] - 3), 20 * (w[1] + 1)], steps: 4000);
        w[0].Should().BeApproximately(3, 0.01);
        w[1].Should().BeApproximately(-1, 0.01);
        var w32 = Descend(Rules[name](0.5), [0f, 0], w => [2 * (w[0] - 3), 20 * (w[1] + 1)], steps: 4000);
        w32[0].Should().BeApproximately(3, 0.01f);
        w32[1].Should().BeApproximately(-1, 0.01f);
    }

    [Theory]
    [MemberData(nameof(Descents))]
    public void Update_RosenbrocksValley_ReachesTheMinimum(string name)
    {
        // J = (1 − x)² + 100 (y − x²)², from the classic start; the minimum is (1, 1).
        var w = Descend(
            Rules[name](0.02), [-1.2, 1],
            w => [(-2 * (1 - w[0])) - (400 * w[0] * (w[1] - (w[0] * w[0]))), 200 * (w[1] - (w[0] * w[0]))],
            steps: 40_000);
        w[0].Should().BeApproximately(1, 0.02);
        w[1].Should().BeApproximately(1, 0.04);
    }

    [Theory]
    [MemberData(nameof(WithoutDecay))]
    public void Update_ZeroGradientAtTheFirstStep_MovesNothing(string name)
    {
        var w = Given.Normal<double>(37, 1, seed: 1).ToColumnMajorArray();
        double[] before = [.. w];
        Step(Implementations.Optimizers[name], w, new double[37], State<double>(Implementations.Optimizers[name], 37), 1);
        w.Bits().Should().Equal(before.Bits());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Update_FirstStep_MovesAgainstTheGradient(string name)
    {
        double[] w = [5, 5, 5, 5];
        Step(Implementations.Optimizers[name], w, [1, -1, 1e-3, -1e3], State<double>(Implementations.Optimizers[name], 4), 1);
        w.Zip([-1, 1, -1, 1], (after, direction) => (after - 5) * direction).Should().OnlyContain(progress => progress > 0);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Update_InRanges_IsTheWholeBitForBit(string name)
    {
        Same<double>(Implementations.Optimizers[name]);
        Same<float>(Implementations.Optimizers[name]);

        static void Same<T>(Optimizer optimizer)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            const int Length = 61;
            foreach (var cut in new[] { 1, 3, 16, 30, 60 })
            {
                var whole = Given.Normal<T>(Length, 1, seed: 1).ToColumnMajorArray();
                T[] parts = [.. whole];
                var (wholeState, partsState) = (State<T>(optimizer, Length), State<T>(optimizer, Length));
                for (var step = 1; step <= 5; step++)
                {
                    var gradient = Given.Normal<T>(Length, 1, seed: 10 + step).ToColumnMajorArray();
                    Step(optimizer, whole, gradient, wholeState, step);

                    // The later range first: the order of ranges is nobody's business.
                    optimizer.Update<T>(
                        parts.AsSpan(cut), gradient.AsSpan(cut), new(partsState, cut, Length - cut), new(step, optimizer.LearningRate));
                    optimizer.Update<T>(
                        parts.AsSpan(0, cut), gradient.AsSpan(0, cut), new(partsState, 0, cut), new(step, optimizer.LearningRate));
                }

                parts.Bits().Should().Equal(whole.Bits(), $"the cut is at {cut}");
                partsState.SelectMany(slot => slot).Bits().Should().Equal(wholeState.SelectMany(slot => slot).Bits());
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Update_LearningRateOfTheStep_IsTheOneThatCounts(string name)
    {
        var optimizer = Implementations.Optimizers[name];
        double[] once = [1, 2, 3], twice = [1, 2, 3], gradient = [0.3, -0.2, 4];
        optimizer.Update<double>(once, gradient, new(State<double>(optimizer, 3), 0, 3), new(1, 0.001));
        optimizer.Update<double>(twice, gradient, new(State<double>(optimizer, 3), 0, 3), new(1, 0.002));
        for (var i = 0; i < 3; i++)
        {
            (twice[i] - i - 1).Should().BeApproximately(2 * (once[i] - i - 1), 1e-15);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Update_NaNGradient_IsNotHiddenAndStaysAlone(string name)
    {
        var optimizer = Implementations.Optimizers[name];
        double[] w = [1, 2, 3];
        Step(optimizer, w, [0.1, double.NaN, 0.1], State<double>(optimizer, 3), 1);
        w.Select(double.IsNaN).Should().Equal(false, true, false);
    }

    private static T[] Descend<T>(Optimizer optimizer, T[] w, Func<T[], T[]> gradient, int steps)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var state = State<T>(optimizer, w.Length);
        for (var step = 1; step <= steps; step++)
        {
            Step(optimizer, w, gradient(w), state, step);
        }

        return w;
    }

    private static void Step<T>(Optimizer optimizer, T[] w, T[] gradient, T[][] state, int step)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        optimizer.Update<T>(w, gradient, new OptimizerState<T>(state, 0, w.Length), new OptimizerStep(step, optimizer.LearningRate));

    private static T[][] State<T>(Optimizer optimizer, int length) =>
        [.. Enumerable.Range(0, optimizer.StateCount).Select(_ => new T[length])];
}

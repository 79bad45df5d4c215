namespace DeepLearning.Tests;

/// <summary>The first steps of every rule, with the formula restated on one number.</summary>
public sealed class OptimizerTests
{
    private static readonly double[] Gradients = [0.5, -1.5, 2, 0];

    [Fact]
    public void GradientDescent_FourSteps_IsTheFormula()
    {
        // w := w − α dw: 1 − 0.1 (0.5 − 1.5 + 2 + 0).
        Path(Optimizer.GradientDescent(0.1)).Should().Equal([0.95, 1.1, 0.9, 0.9], (a, e) => Math.Abs(a - e) < 1e-15);
    }

    [Fact]
    public void Momentum_FourSteps_IsTheFormula()
    {
        // v = 0.05, −0.105, 0.1055, 0.09495.
        Path(Optimizer.Momentum(0.1, beta: 0.9)).Should().Equal([0.995, 1.0055, 0.99495, 0.985455], (a, e) => Math.Abs(a - e) < 1e-15);
    }

    [Fact]
    public void RMSprop_FourSteps_IsTheFormula()
    {
        var (w, s) = (1.0, 0.0);
        var expected = Gradients.Select(dw =>
        {
            s = (0.8 * s) + (0.2 * dw * dw);
            return w -= 0.01 * dw / (Math.Sqrt(s) + 1e-6);
        }).ToArray();

        // The first step by hand: s = 0.05, so w = 1 − 0.005 / (0.2236068 + 0.000001) = 0.97763942.
        expected[0].Should().BeApproximately(0.97763942, 1e-8);
        Path(Optimizer.RMSprop(0.01, beta: 0.8, epsilon: 1e-6)).Should().Equal(expected, (a, e) => Math.Abs(a - e) < 1e-15);
    }

    [Fact]
    public void Adam_FourSteps_IsTheFormula()
    {
        var (w, v, s, t) = (1.0, 0.0, 0.0, 0);
        var expected = Gradients.Select(dw =>
        {
            t++;
            v = (0.8 * v) + (0.2 * dw);
            s = (0.95 * s) + (0.05 * dw * dw);
            var corrected = v / (1 - Math.Pow(0.8, t));
            return w -= 0.01 * corrected / (Math.Sqrt(s / (1 - Math.Pow(0.95, t))) + 1e-6);
        }).ToArray();

        // The first step by hand: the corrected averages are dw and dw², so w = 1 − 0.01 · 0.5 / (0.5 + 0.000001).
        expected[0].Should().BeApproximately(0.99000002, 1e-8);
        Path(Optimizer.Adam(0.01, beta1: 0.8, beta2: 0.95, epsilon: 1e-6)).Should().Equal(expected, (a, e) => Math.Abs(a - e) < 1e-14);
    }

    [Fact]
    public void HeavyBall_FourSteps_IsTheFormula()
    {
        // v = 0.5, −1.05, 1.055, 0.9495.
        Path(Optimizer.HeavyBall(0.1, beta: 0.9)).Should().Equal([0.95, 1.055, 0.9495, 0.85455], (a, e) => Math.Abs(a - e) < 1e-15);
    }

    [Fact]
    public void HeavyBall_IsMomentumOfALargerRate() =>
        Path(Optimizer.HeavyBall(0.02, beta: 0.8))
            .Should().Equal(Path(Optimizer.Momentum(0.1, beta: 0.8)), (a, e) => Math.Abs(a - e) < 1e-15);

    [Fact]
    public void Nesterov_FourSteps_IsTheFormula()
    {
        // v as above, and the steps dw + 0.9 v = 0.95, −2.445, 2.9495, 0.85455.
        Path(Optimizer.Nesterov(0.1, beta: 0.9)).Should().Equal([0.905, 1.1495, 0.85455, 0.769095], (a, e) => Math.Abs(a - e) < 1e-15);
    }

    [Fact]
    public void AdaGrad_FourSteps_IsTheFormula()
    {
        // s = 0.25, 2.5, 6.5, 6.5.
        double[] steps = [0.05 / 0.501, -0.15 / (Math.Sqrt(2.5) + 0.001), 0.2 / (Math.Sqrt(6.5) + 0.001), 0];
        Path(Optimizer.AdaGrad(0.1, epsilon: 0.001)).Should()
            .Equal(Enumerable.Range(1, 4).Select(t => 1 - steps.Take(t).Sum()), (a, e) => Math.Abs(a - e) < 1e-15);
    }

    [Fact]
    public void AdamW_FourSteps_IsAdamAfterADecay()
    {
        // Adam's steps do not depend on w, so the decays 1 − 0.01 · 0.5 come between them.
        var adam = Path(Optimizer.Adam(0.01, 0.8, 0.95, 1e-6));
        var w = 1.0;
        var expected = adam.Select((after, t) => w = (0.995 * w) + after - (t == 0 ? 1 : adam[t - 1])).ToArray();
        expected[0].Should().BeApproximately(0.98500002, 1e-8);
        Path(Optimizer.AdamW(0.01, 0.8, 0.95, 1e-6, weightDecay: 0.5)).Should().Equal(expected, (a, e) => Math.Abs(a - e) < 1e-14);
        Path(Optimizer.AdamW(0.01, 0.8, 0.95, 1e-6, weightDecay: 0)).Should().Equal(adam);
    }

    [Fact]
    public void AMSGrad_FourSteps_IsTheFormula()
    {
        var (w, v, s, u, t) = (1.0, 0.0, 0.0, 0.0, 0);
        var expected = Gradients.Select(dw =>
        {
            t++;
            v = (0.8 * v) + (0.2 * dw);
            s = (0.5 * s) + (0.5 * dw * dw);
            u = Math.Max(u, s);
            return w -= 0.01 * v / (1 - Math.Pow(0.8, t)) / (Math.Sqrt(u / (1 - Math.Pow(0.5, t))) + 1e-6);
        }).ToArray();

        // s shrinks at the last step, whose gradient is 0, and its maximum does not.
        u.Should().BeGreaterThan(s);
        Path(Optimizer.AMSGrad(0.01, 0.8, 0.5, 1e-6)).Should().Equal(expected, (a, e) => Math.Abs(a - e) < 1e-14);
    }

    [Fact]
    public void Nadam_FourSteps_IsTheFormula()
    {
        double Mu(int t) => 0.8 * (1 - (0.5 * Math.Pow(0.96, t * 0.3)));
        var (w, v, s, product, t) = (1.0, 0.0, 0.0, 1.0, 0);
        var expected = Gradients.Select(dw =>
        {
            t++;
            v = (0.8 * v) + (0.2 * dw);
            s = (0.95 * s) + (0.05 * dw * dw);
            product *= Mu(t);
            var ahead = (Mu(t + 1) * v / (1 - (product * Mu(t + 1)))) + ((1 - Mu(t)) * dw / (1 - product));
            return w -= 0.01 * ahead / (Math.Sqrt(s / (1 - Math.Pow(0.95, t))) + 1e-6);
        }).ToArray();
        Path(Optimizer.Nadam(0.01, 0.8, 0.95, 1e-6, momentumDecay: 0.3)).Should().Equal(expected, (a, e) => Math.Abs(a - e) < 1e-14);
    }

    [Fact]
    public void Nadam_AfterManySteps_IsFinite()
    {
        double[] w = [1];
        double[][] state = [[0.5], [0.25]];
        Optimizer.Nadam(0.01, beta1: 0.999).Update<double>(w, [0.5], new(state, 0, 1), new(1_000_000_000_000, 0.01));
        w[0].Should().BeApproximately(0.99, 1e-4);
    }

    [Fact]
    public void RAdam_SixSteps_BeginsAsMomentumAndThenDivides()
    {
        // With β₂ = 0.999, ρₜ is 0.9997, 1.9990 … 4.9925 for the first five steps and 5.99 for the sixth.
        double[] gradients = [0.5, -1.5, 2, 0, 1, -1];
        var (w, v, s, t) = (1.0, 0.0, 0.0, 0);
        var expected = gradients.Select(dw =>
        {
            t++;
            v = (0.8 * v) + (0.2 * dw);
            s = (0.999 * s) + (0.001 * dw * dw);
            var (power, most) = (Math.Pow(0.999, t), 1999.0);
            var length = most - (2 * t * power / (1 - power));
            var r = Math.Sqrt((length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length));
            return w -= 0.01 * v / (1 - Math.Pow(0.8, t)) * (t <= 5 ? 1 : r * Math.Sqrt(1 - power) / (Math.Sqrt(s) + 1e-6));
        }).ToArray();

        Path(Optimizer.RAdam(0.01, 0.8, 0.999, 1e-6), gradients).Should().Equal(expected, (a, e) => Math.Abs(a - e) < 1e-14);
    }

    [Fact]
    public void Adamax_FourSteps_IsTheFormula()
    {
        // u = 0.6, 1.6, 2.1 and, as 0.5 · 2.1 is more than 0.1, 1.05; v = 0.1, −0.22, 0.224, 0.1792.
        double[] steps = [0.1 / 0.2 / 0.6, -0.22 / 0.36 / 1.6, 0.224 / 0.488 / 2.1, 0.1792 / 0.5904 / 1.05];
        Path(Optimizer.Adamax(0.01, 0.8, 0.5, epsilon: 0.1)).Should()
            .Equal(Enumerable.Range(1, 4).Select(t => 1 - (0.01 * steps.Take(t).Sum())), (a, e) => Math.Abs(a - e) < 1e-14);
    }

    [Fact]
    public void Adadelta_FourSteps_IsTheFormula()
    {
        var (w, s, d) = (1.0, 0.0, 0.0);
        var expected = Gradients.Select(dw =>
        {
            s = (0.8 * s) + (0.2 * dw * dw);
            var change = Math.Sqrt(d + 0.01) / Math.Sqrt(s + 0.01) * dw;
            d = (0.8 * d) + (0.2 * change * change);
            return w -= 0.5 * change;
        }).ToArray();
        expected[0].Should().BeApproximately(1 - (0.5 * 0.1 / Math.Sqrt(0.06) * 0.5), 1e-15);
        Path(Optimizer.Adadelta(0.5, 0.8, 0.01)).Should().Equal(expected, (a, e) => Math.Abs(a - e) < 1e-14);
    }

    [Fact]
    public void Lion_FourSteps_MovesByTheSignOfTheLookAhead()
    {
        // c = 0.1, −0.1, −0.1 and, by v alone, 0.55, with v = 0.25, −0.625, 0.6875; each step is 0.1 after a decay of 0.1 · 0.5.
        double[] signs = [1, -1, -1, 1];
        var w = 1.0;
        double[] expected = [.. signs.Select(sign => w = (0.95 * w) - (0.1 * sign))];
        Path(Optimizer.Lion(0.1, beta1: 0.8, beta2: 0.5, weightDecay: 0.5)).Should()
            .Equal(expected, (a, e) => Math.Abs(a - e) < 1e-15);
    }

    [Fact]
    public void Lion_ZeroAndNaN_StandStillAndPass()
    {
        double[] w = [1, 1, 1];
        double[][] state = [[0, 0, 0]];
        Optimizer.Lion(0.1).Update<double>(w, [0, double.NaN, double.PositiveInfinity], new(state, 0, 3), new(1, 0.1));
        w.Should().Equal(1, double.NaN, 0.9);
        state[0].Should().Equal(0, double.NaN, double.PositiveInfinity);
    }

    [Fact]
    public void Momentum_BetaZero_IsGradientDescent() =>
        Path(Optimizer.Momentum(0.1, beta: 0)).Should().Equal(Path(Optimizer.GradientDescent(0.1)), (a, e) => Math.Abs(a - e) < 1e-15);

    [Fact]
    public void Defaults_AreTheCustomaryOnes()
    {
        Optimizer.GradientDescent().LearningRate.Should().Be(0.01);
        Optimizer.Momentum().Should().BeOfType<Momentum>().Which
            .Should().BeEquivalentTo(new { LearningRate = 0.01, Beta = 0.9, StateCount = 1 });
        Optimizer.RMSprop().Should().BeOfType<RMSprop>().Which
            .Should().BeEquivalentTo(new { LearningRate = 0.001, Beta = 0.9, Epsilon = 1e-8, StateCount = 1 });
        Optimizer.Adam().Should().BeOfType<Adam>().Which
            .Should().BeEquivalentTo(new { LearningRate = 0.001, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8, StateCount = 2 });
        Optimizer.HeavyBall().Should().BeOfType<HeavyBall>().Which
            .Should().BeEquivalentTo(new { LearningRate = 0.01, Beta = 0.9, StateCount = 1 });
        Optimizer.Nesterov().Should().BeOfType<Nesterov>().Which
            .Should().BeEquivalentTo(new { LearningRate = 0.01, Beta = 0.9, StateCount = 1 });
        Optimizer.AdaGrad().Should().BeOfType<AdaGrad>().Which
            .Should().BeEquivalentTo(new { LearningRate = 0.01, Epsilon = 1e-10, StateCount = 1 });
        Optimizer.AdamW().Should().BeOfType<AdamW>().Which
            .Should()
                .BeEquivalentTo(
                    new { LearningRate = 0.001, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8, WeightDecay = 0.01, StateCount = 2 });
        Optimizer.AMSGrad().Should().BeOfType<AMSGrad>().Which
            .Should().BeEquivalentTo(new { LearningRate = 0.001, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8, StateCount = 3 });
        Optimizer.Nadam().Should().BeOfType<Nadam>().Which
            .Should()
                .BeEquivalentTo(
                    new { LearningRate = 0.002, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8, MomentumDecay = 0.004, StateCount = 2 });
        Optimizer.RAdam().Should().BeOfType<RAdam>().Which
            .Should().BeEquivalentTo(new { LearningRate = 0.001, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8, StateCount = 2 });
        Optimizer.Adamax().Should().BeOfType<Adamax>().Which
            .Should().BeEquivalentTo(new { LearningRate = 0.002, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8, StateCount = 2 });
        Optimizer.Lion().Should().BeOfType<Lion>().Which
            .Should().BeEquivalentTo(new { LearningRate = 0.0001, Beta1 = 0.9, Beta2 = 0.99, WeightDecay = 0, StateCount = 1 });
        Optimizer.Adadelta().Should().BeOfType<Adadelta>().Which
            .Should().BeEquivalentTo(new { LearningRate = 1, Rho = 0.9, Epsilon = 1e-6, StateCount = 2 });
    }

    public static TheoryData<Action, string> OutOfRange => new()
    {
        { () => Optimizer.GradientDescent(0), "learningRate must be a finite number greater than 0, got 0. (Parameter 'learningRate')" },
        { () => Optimizer.Momentum(-0.1), "learningRate must be a finite number greater than 0, got -0.1. (Parameter 'learningRate')" },
        { () => Optimizer.RMSprop(double.NaN), "learningRate must be a finite number greater than 0, got NaN. (Parameter 'learningRate')" },
        { () => Optimizer.Adam(double.PositiveInfinity), "learningRate must be a finite number greater than 0, got Infinity. (Parameter " +
            "'learningRate')" },
        { () => Optimizer.Momentum(beta: 1), "beta must be in [0, 1), got 1. (Parameter 'beta')" },
        { () => Optimizer.RMSprop(beta: -0.5), "beta must be in [0, 1), got -0.5. (Parameter 'beta')" },
        { () => Optimizer.Adam(beta1: 1.5), "beta1 must be in [0, 1), got 1.5. (Parameter 'beta1')" },
        { () => Optimizer.Adam(beta2: double.NaN), "beta2 must be in [0, 1), got NaN. (Parameter 'beta2')" },
        { () => Optimizer.RMSprop(epsilon: 0), "epsilon must be a finite number greater than 0, got 0. (Parameter 'epsilon')" },
        { () => Optimizer.HeavyBall(beta: 1), "beta must be in [0, 1), got 1. (Parameter 'beta')" },
        { () => Optimizer.Nesterov(beta: 1), "beta must be in [0, 1), got 1. (Parameter 'beta')" },
        { () => Optimizer.AdaGrad(epsilon: 0), "epsilon must be a finite number greater than 0, got 0. (Parameter 'epsilon')" },
        { () => Optimizer.AdamW(weightDecay: -1), "weightDecay must be a finite number, 0 or greater, got -1. (Parameter 'weightDecay')" },
        { () => Optimizer.AMSGrad(beta2: 1), "beta2 must be in [0, 1), got 1. (Parameter 'beta2')" },
        { () => Optimizer.Nadam(momentumDecay: -1), "momentumDecay must be a finite number, 0 or greater, got -1. (Parameter " +
            "'momentumDecay')" },
        { () => Optimizer.RAdam(beta2: 1), "beta2 must be in [0, 1), got 1. (Parameter 'beta2')" },
        { () => Optimizer.Adamax(beta1: -0.1), "beta1 must be in [0, 1), got -0.1. (Parameter 'beta1')" },
        { () => Optimizer.Adadelta(rho: 1), "rho must be in [0, 1), got 1. (Parameter 'rho')" },
        { () => Optimizer.Lion(weightDecay: -1), "weightDecay must be a finite number, 0 or greater, got -1. (Parameter 'weightDecay')" },
        { () => Optimizer.Adam(epsilon: -1e-8), "epsilon must be a finite number greater than 0, got -1E-08. (Parameter 'epsilon')" },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Construction_OutOfRange_IsRefused(Action make, string message) =>
        Failure.Of<ArgumentOutOfRangeException>(make).Should().Be(message);

    private static double[] Path(Optimizer optimizer, double[]? gradients = null)
    {
        double[] w = [1];
        double[][] state = [.. Enumerable.Range(0, optimizer.StateCount).Select(_ => new double[1])];
        return [.. (gradients ?? Gradients).Select((gradient, step) =>
        {
            optimizer.Update<double>(w, [gradient], new(state, 0, 1), new(step + 1, optimizer.LearningRate));
            return w[0];
        })];
    }
}

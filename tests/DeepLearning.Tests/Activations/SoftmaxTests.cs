using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace DeepLearning.Tests;

public sealed class SoftmaxTests
{
    [Fact]
    public void Forward_TwoExamples_IsTheFormula()
    {
        var sum = Math.Exp(1) + Math.Exp(2) + Math.Exp(3);
        var a = Forward([1, 2, 3, 0, 0, 0], units: 3);
        double[] expected = [Math.Exp(1) / sum, Math.Exp(2) / sum, Math.Exp(3) / sum, 1 / 3.0, 1 / 3.0, 1 / 3.0];
        for (var i = 0; i < 6; i++)
        {
            a[i].Should().BeApproximately(expected[i], 1e-15);
        }
    }

    [Theory]
    [InlineData(1e4)]
    [InlineData(1e30)]
    [InlineData(-1e30)]
    public void Forward_HugeLogits_AreExact(double huge)
    {
        Forward([huge, huge], 2).Should().Equal(0.5, 0.5);
        Forward([huge, 0], 2).Should().Equal(huge > 0 ? [1.0, 0] : [0.0, 1]);
        Forward<float>([(float)huge, 0], 2).Should().Equal(huge > 0 ? [1f, 0] : [0f, 1]);
    }

    [Fact]
    public void Forward_AnyFiniteLogits_ColumnsSumToOneAndAreProbabilities() =>
        Prop.ForAll(Logits(), logits =>
        {
            var a = Forward(logits, logits.Length);
            return a.All(p => p is >= 0 and <= 1) && Math.Abs(a.Sum() - 1) < 1e-14;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Forward_AllLogitsShifted_StaysTheSame() =>
        Prop.ForAll(Logits(), ArbMap.Default.ArbFor<short>(), (logits, shift) =>
        {
            var shifted = Forward([.. logits.Select(z => z + shift)], logits.Length);
            return Forward(logits, logits.Length).Zip(shifted, (a, b) => Math.Abs(a - b)).All(distance => distance < 1e-9);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Forward_LargerLogit_HasLargerProbability() =>
        Prop.ForAll(Logits(), logits =>
        {
            var a = Forward(logits, logits.Length);
            return logits.Select((z, i) => logits.Where((other, j) => other <= z && a[j] > a[i]).Any()).All(wrong => !wrong);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Forward_NaNOrInfinity_MakesItsExampleNaNAndNoOther(double bad)
    {
        var a = Forward([1, bad, 2, 1, 1, 1], 3);
        a[..3].Should().OnlyContain(value => double.IsNaN(value));
        a[3..].Should().OnlyContain(value => Math.Abs(value - (1 / 3.0)) < 1e-15);
    }

    [Fact]
    public void Forward_MinusInfinity_HasProbabilityZero() => Forward([double.NegativeInfinity, 5, 5], 3).Should().Equal(0, 0.5, 0.5);

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(64)]
    [InlineData(65)]
    public void Forward_ManyExamplesAtOnce_SameBitsAsOneByOne(int units)
    {
        AssertSameBits<float>(units);
        AssertSameBits<double>(units);
    }

    [Fact]
    public void Backward_TwoUnits_IsTheJacobian()
    {
        // a = (1/4, 3/4): dz₁ = a₁ (da₁ − Σ da a) = 1/4 (2 − 11/4) = −3/16, dz₂ = 3/4 (3 − 11/4) = 3/16.
        double[] z = [0, Math.Log(3)];
        double[] delta = [2, 3];
        Activation.Softmax.Backward<double>(z, Forward(z, 2), delta, 2);
        delta[0].Should().BeApproximately(-3 / 16.0, 1e-15);
        delta[1].Should().BeApproximately(3 / 16.0, 1e-15);
    }

    [Fact]
    public void YieldsProbabilities_OnlySigmoidAndSoftmaxDo() =>
        Implementations.Activations.Values.Where(a => a.YieldsProbabilities).Should().Equal(Activation.Sigmoid, Activation.Softmax);

    private static void AssertSameBits<T>(int units)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new Random(units);
        for (var examples = 1; examples < 70; examples += 3)
        {
            // Small and large differences: exponentials that are normal, subnormal and zero.
            var z = Enumerable.Range(0, units * examples).Select(_ => T.CreateChecked(3000 * Math.Pow(random.NextDouble() - 0.5, 3)))
                .ToArray();
            Forward(z, units)
                .Should().Equal(Enumerable.Range(0, examples).SelectMany(i => Forward(z[(i * units)..((i + 1) * units)], units)));
        }
    }

    private static Arbitrary<double[]> Logits() =>
        Gen.Choose(-1_000_000, 1_000_000).Select(z => z / 1000.0).ArrayOf(7).ToArbitrary();

    private static T[] Forward<T>(T[] z, int units)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var a = new T[z.Length];
        Activation.Softmax.Forward<T>(z, a, units);
        return a;
    }

    private static double[] Forward(double[] z, int units) => Forward<double>(z, units);
}

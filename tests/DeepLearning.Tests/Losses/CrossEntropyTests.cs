using FsCheck;
using FsCheck.Fluent;

namespace DeepLearning.Tests;

public sealed class CrossEntropyTests
{
    private static readonly Loss CrossEntropy = Loss.CrossEntropy;

    [Fact]
    public void Forward_KnownValues_AreTheFormula()
    {
        // a = (1, 2, 5)/8: −log(5/8) for class 2, and −(½ log(1/8) + ½ log(2/8)) for a target of two halves.
        double[] z = [0, Math.Log(2), Math.Log(5)];
        OfOneExample.Loss(CrossEntropy, z, [0, 0, 1]).Should().BeApproximately(-Math.Log(0.625), 1e-15);
        OfOneExample.Loss(CrossEntropy, z, [0.5, 0.5, 0]).Should().BeApproximately(2.5 * Math.Log(2), 1e-15);
    }

    [Fact]
    public void Backward_KnownValues_IsAMinusY()
    {
        var delta = OfOneExample.Delta(CrossEntropy, [0, Math.Log(2), Math.Log(5)], [0, 0, 1]);
        double[] expected = [0.125, 0.25, -0.375];
        delta.Zip(expected, (d, e) => Math.Abs(d - e)).Max().Should().BeLessThan(1e-15);
    }

    [Fact]
    public void Forward_SeveralExamples_AreApart()
    {
        var losses = new double[3];
        CrossEntropy.Forward<double>([0, 0, Math.Log(3), 0, 0, Math.Log(7)], [1, 0, 0, 1, 0, 1], losses);
        losses[0].Should().BeApproximately(Math.Log(2), 1e-15);
        losses[1].Should().BeApproximately(Math.Log(4), 1e-15);
        losses[2].Should().BeApproximately(Math.Log(8.0 / 7), 1e-15);
    }

    [Theory]
    [InlineData(1e4, 0, 1, 0, 0)]
    [InlineData(1e4, 0, 0, 1, 1e4)]
    [InlineData(-1e4, 1e4, 1, 0, 2e4)]
    [InlineData(-1e30, 1e30, 1, 0, 2e30)]
    public void Forward_HugeLogits_IsExact(double z1, double z2, double y1, double y2, double expected) =>
        OfOneExample.Loss(CrossEntropy, [z1, z2], [y1, y2]).Should().Be(expected);

    [Fact]
    public void Forward_AnyLogits_AgreesWithTheTextbookFormula() =>
        Prop.ForAll(Logits(), Gen.Choose(0, 4).ToArbitrary(), (z, label) =>
        {
            var a = Evaluated.Forward(Activation.Softmax, z);
            return Math.Abs(OfOneExample.Loss(CrossEntropy, z, Target(label)) + Math.Log(a[label])) < 1e-12;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Forward_AllLogitsShifted_StaysTheSame() =>
        Prop.ForAll(Logits(), Gen.Choose(-10_000, 10_000).ToArbitrary(), (z, shift) =>
        {
            var target = Target(3);
            var shifted = OfOneExample.Loss(CrossEntropy, [.. z.Select(value => value + shift)], target);
            return Math.Abs(OfOneExample.Loss(CrossEntropy, z, target) - shifted) < 1e-9;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Backward_AnyLogits_SumsToZeroOverTheClasses() =>
        Prop.ForAll(Logits(), z => Math.Abs(OfOneExample.Delta(CrossEntropy, z, Target(1)).Sum()) < 1e-14).QuickCheckThrowOnFailure();

    [Fact]
    public void Backward_TargetOfAlmostSumOne_IsTheDerivativeAllTheSame()
    {
        double[] z = [0.3, -0.2, 1.1];
        double[] target = [0.333, 0.333, 0.3335];
        var delta = OfOneExample.Delta(CrossEntropy, z, target);
        for (var k = 0; k < 3; k++)
        {
            double At(double shift) => OfOneExample.Loss(CrossEntropy, [.. z.Select((value, j) => j == k ? value + shift : value)], target);
            delta[k].Should().BeApproximately((At(1e-5) - At(-1e-5)) / 2e-5, 1e-9);
        }
    }

    [Theory]
    [InlineData(new[] { 1.0, 1, 0 }, "this one sums to 2")]
    [InlineData(new[] { 0.0, 0, 0 }, "this one sums to 0")]
    [InlineData(new[] { 0.0, 2.5, 0 }, "this one sums to 2.5")]
    [InlineData(new[] { 1.0, -0.5, 0.5 }, "row 1 of this one is -0.5")]
    public void InvalidTarget_NoDistribution_SaysWhatItIs(double[] target, string fault) =>
        CrossEntropy.InvalidTarget<double>(target).Should().Be(
        $"a target of CrossEntropy is one-hot or another distribution over the classes: no number below 0, sum 1, but {fault}");

    [Fact]
    public void InvalidTarget_Distribution_IsNone()
    {
        CrossEntropy.InvalidTarget<double>([0, 1, 0]).Should().BeNull();
        CrossEntropy.InvalidTarget<double>([0.2, 0.5, 0.3]).Should().BeNull();
    }

    private static Arbitrary<double[]> Logits() => Gen.Choose(-30_000, 30_000).Select(z => z / 1000.0).ArrayOf(5).ToArbitrary();

    private static double[] Target(int label) => [.. Enumerable.Range(0, 5).Select(k => k == label ? 1.0 : 0)];
}

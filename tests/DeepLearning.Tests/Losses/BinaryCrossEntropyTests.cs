using FsCheck;
using FsCheck.Fluent;

namespace DeepLearning.Tests;

public sealed class BinaryCrossEntropyTests
{
    private static readonly Loss BinaryCrossEntropy = Loss.BinaryCrossEntropy;

    [Fact]
    public void Forward_KnownValues_AreTheFormulaSummedOverTheOutputs()
    {
        // a = 3/4: −log(3/4) for 1, −log(1/4) for 0, and −½ (log(3/4) + log(1/4)) for a half.
        var z = Math.Log(3);
        OfOneExample.Loss(BinaryCrossEntropy, [z], [1]).Should().BeApproximately(-Math.Log(0.75), 1e-15);
        OfOneExample.Loss(BinaryCrossEntropy, [z], [0]).Should().BeApproximately(-Math.Log(0.25), 1e-15);
        OfOneExample.Loss(BinaryCrossEntropy, [z], [0.5]).Should().BeApproximately(-0.5 * Math.Log(3 / 16.0), 1e-15);
        OfOneExample.Loss(BinaryCrossEntropy, [z, z, 0], [1, 0, 1]).Should().BeApproximately(-Math.Log(3 / 16.0) + Math.Log(2), 1e-15);
    }

    [Fact]
    public void Backward_KnownValues_IsAMinusY()
    {
        var delta = OfOneExample.Delta(BinaryCrossEntropy, [Math.Log(3), Math.Log(3), 0], [1, 0, 0.5]);
        double[] expected = [-0.25, 0.75, 0];
        delta.Zip(expected, (d, e) => Math.Abs(d - e)).Max().Should().BeLessThan(1e-15);
    }

    [Theory]
    [InlineData(1e4, 1, 0)]
    [InlineData(1e4, 0, 1e4)]
    [InlineData(-1e4, 1, 1e4)]
    [InlineData(-1e30, 0, 0)]
    [InlineData(1e30, 0.25, 7.5e29)]
    public void Forward_HugeLogits_IsExact(double z, double y, double expected) =>
        OfOneExample.Loss(BinaryCrossEntropy, [z], [y]).Should().BeApproximately(expected, 1e-15 * expected);

    [Fact]
    public void Forward_AnyLogit_AgreesWithTheTextbookFormula() =>
        Prop.ForAll(Gen.Choose(-15_000, 15_000).ToArbitrary(), Gen.Choose(0, 100).ToArbitrary(), (thousandths, percent) =>
        {
            var (z, y) = (thousandths / 1000.0, percent / 100.0);
            var a = 1 / (1 + Math.Exp(-z));
            var textbook = -((y * Math.Log(a)) + ((1 - y) * Math.Log(1 - a)));
            return Math.Abs(OfOneExample.Loss(BinaryCrossEntropy, [z], [y]) - textbook) < 1e-9;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Forward_LogitAndTargetMirrored_StaysTheSame() =>
        Prop.ForAll(Gen.Choose(-100_000, 100_000).ToArbitrary(), Gen.Choose(0, 100).ToArbitrary(), (thousandths, percent) =>
        {
            var (z, y) = (thousandths / 1000.0, percent / 100.0);
            var mirrored = OfOneExample.Loss(BinaryCrossEntropy, [-z], [1 - y]);
            return Math.Abs(OfOneExample.Loss(BinaryCrossEntropy, [z], [y]) - mirrored) < 1e-12;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(new[] { 0.0, 2 }, "row 1 of this one is 2")]
    [InlineData(new[] { -0.5, 0 }, "row 0 of this one is -0.5")]
    public void InvalidTarget_OutsideZeroToOne_SaysWhichRow(double[] target, string fault) =>
        BinaryCrossEntropy.InvalidTarget<double>(target).Should().Be(
        $"a target of BinaryCrossEntropy lies in [0, 1], usually 0 or 1, but {fault}");

    [Fact]
    public void InvalidTarget_Probabilities_IsNone() => BinaryCrossEntropy.InvalidTarget<double>([0, 1, 0.3]).Should().BeNull();
}

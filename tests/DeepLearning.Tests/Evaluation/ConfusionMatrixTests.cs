using FsCheck;
using FsCheck.Fluent;

namespace DeepLearning.Tests;

public sealed class ConfusionMatrixTests
{
    // Three cats, of which two are seen and one is taken for a dog; two dogs, both seen; no fox.
    private readonly ConfusionMatrix pets = new([0, 1, 0, 1, 0], [0, 1, 1, 1, 0], 3, ["cat", "dog", "fox"]);

    [Fact]
    public void Counts_AndScores_AreTheFormulas()
    {
        (pets[0, 0], pets[0, 1], pets[1, 1], pets[1, 0], pets[2, 2]).Should().Be((2, 1, 2, 0, 0));
        (pets.Classes, pets.Total).Should().Be((3, 5));
        pets.Accuracy.Should().Be(0.8);
        pets.Precision(0).Should().Be(1);
        pets.Recall(0).Should().Be(2 / 3.0);
        pets.F1(0).Should().Be(0.8);
        pets.Precision(1).Should().Be(2 / 3.0);
        pets.Recall(1).Should().Be(1);
        pets.F1(1).Should().Be(0.8);
        pets.Precision(2).Should().Be(double.NaN);
        pets.Recall(2).Should().Be(double.NaN);
        pets.F1(2).Should().Be(double.NaN);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Culture.German)]
    public void ToString_IsATable(string culture) => Culture.Of(culture, pets.ToString).Should().Be(
        """
        actual  cat  dog  fox  precision  recall     F1
        cat       2    1    ·      1.000   0.667  0.800
        dog       ·    2    ·      0.667   1.000  0.800
        fox       ·    ·    ·        NaN     NaN    NaN
        mean                       0.556   0.556  0.533
        """.ReplaceLineEndings("\n"));

    [Fact]
    public void Means_CountAClassWithoutScoreAsZero()
    {
        (pets.Support(0), pets.Support(1), pets.Support(2)).Should().Be((3, 2, 0));
        pets.MacroPrecision.Should().BeApproximately(5 / 9.0, 1e-15);
        pets.MacroRecall.Should().BeApproximately(5 / 9.0, 1e-15);
        pets.MacroF1.Should().BeApproximately(1.6 / 3, 1e-15);
        pets.MicroF1.Should().Be(pets.Accuracy);
    }

    [Fact]
    public void ClassNames_NoneGiven_AreTheNumbers() => new ConfusionMatrix([0, 2], [2, 2], 3).ClassNames.Should().Equal("0", "1", "2");

    [Fact]
    public void F1_IsTheHarmonicMeanOfPrecisionAndRecall() =>
        Prop.ForAll(Gen.Choose(0, 2).ArrayOf(30).ToArbitrary(), Gen.Choose(0, 2).ArrayOf(30).ToArbitrary(), (actual, predicted) =>
        {
            var matrix = new ConfusionMatrix(actual, predicted, 3);
            return Enumerable.Range(0, 3).All(c =>
            {
                var (p, r) = (matrix.Precision(c), matrix.Recall(c));
                return !(p + r > 0) || Math.Abs(matrix.F1(c) - (2 * p * r / (p + r))) < 1e-14;
            }) && matrix.Accuracy == actual.Zip(predicted, (a, p) => a == p ? 1 : 0).Sum() / 30.0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Accuracy_NoExamples_IsNaN() => new ConfusionMatrix([], [], 2).Accuracy.Should().Be(double.NaN);

    [Fact]
    public void Construction_BadArguments_AreRefused()
    {
        Failure.Of<ArgumentException>(() => _ = new ConfusionMatrix([0, 1], [0], 2))
            .Should().Be("predicted must have one class for each of 2 actual ones, but has 1. (Parameter 'predicted')");
        Failure.Of<ArgumentException>(() => _ = new ConfusionMatrix([0], [0], 2, ["a"]))
            .Should().Be("classNames must have a name for each of 2 classes, but has 1. (Parameter 'classNames')");
        Failure.Of<ArgumentOutOfRangeException>(() => _ = new ConfusionMatrix([0, 2], [0, 0], 2))
            .Should().Be("actual[1] is class 2, but the classes are 0 to 1. (Parameter 'actual')");
        Failure.Of<ArgumentOutOfRangeException>(() => _ = new ConfusionMatrix([0], [-1], 2))
            .Should().Be("predicted[0] is class -1, but the classes are 0 to 1. (Parameter 'predicted')");
        Failure.Of<ArgumentOutOfRangeException>(() => _ = new ConfusionMatrix([], [], 0))
            .Should().Be("classes must be 1 or greater, got 0. (Parameter 'classes')");
        Failure.Of<ArgumentNullException>(() => _ = new ConfusionMatrix(null!, [], 1))
            .Should().Be("Value cannot be null. (Parameter 'actual')");
        Failure.Of<ArgumentNullException>(() => _ = new ConfusionMatrix([], null!, 1))
            .Should().Be("Value cannot be null. (Parameter 'predicted')");
    }
}

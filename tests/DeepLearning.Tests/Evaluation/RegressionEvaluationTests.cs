using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

public sealed class RegressionEvaluationTests
{
    [Fact]
    public void RSquared_SeveralOutputs_VariesAboutTheirOwnMeans()
    {
        // Both outputs vary by 2 about means 1 and 101; one error of 1 among them.
        var evaluation = Of(Given.Rows([0, 2], [100, 103]), Given.Rows([0, 2], [100, 102]));
        evaluation.RSquared.Should().Be(1 - (1 / 4.0));
        evaluation.MeanRSquared.Should().Be(0.75);
        evaluation.MeanAbsoluteError.Should().Be(0.25);
        evaluation.RootMeanSquaredError.Should().Be(0.5);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Culture.German)]
    public void Outputs_SeveralTargets_AreReportedOneByOne(string culture)
    {
        var evaluation = Of(Given.Rows([0, 2, 1], [1000, 3000, 2500]), Given.Rows([0, 2, 1], [1000, 3000, 2000]), ["short", "the price"]);
        evaluation.Outputs.Select(output => output.Name).Should().Equal("short", "the price");
        evaluation.Outputs[0]
            .Should().BeEquivalentTo(new { Name = "short", RSquared = 1.0, RootMeanSquaredError = 0.0, MeanAbsoluteError = 0.0 });
        evaluation.Outputs[1].RSquared.Should().BeApproximately(0.875, 1e-15);
        evaluation.Outputs[1].MeanAbsoluteError.Should().BeApproximately(500 / 3.0, 1e-12);
        Culture.Of(culture, evaluation.ToString).Should().Be(
            """
            R² 0.8750, RMSE 204.12, MAE 83.333 on 3 examples
            output          R²        RMSE         MAE
            short       1.0000           0           0
            the price   0.8750      288.68      166.67
            mean        0.9375
            """.ReplaceLineEndings("\n"));
        Culture.Of(culture, evaluation.Outputs[1].ToString)
            .Should().Be($"R² 0.8750, RMSE 288.68, MAE 166.67 on {evaluation.Examples} examples");
        evaluation.Outputs.Select(output => output.Name).Should().Contain("the price");
    }

    [Fact]
    public void Outputs_WithoutNames_AreNumbered() =>
        Of(Given.Rows([1], [2]), Given.Rows([1], [2])).Outputs.Select(output => output.Name).Should().Equal("0", "1");

    [Fact]
    public void Evaluate_CsvOfSeveralTargets_HasTheirNames()
    {
        var data = Dataset.FromCsv<double>(new StringReader("x,price,rent\n1,2,3\n2,4,5\n3,3,3\n"), targets: ["rent", "price"]);
        data.TargetNames.Should().Equal("rent", "price");
        var evaluation = (RegressionEvaluation)new Network<double>(1, seed: 1, [new Dense(2, Activation.Identity)])
            .Evaluate(InputNormalization.Fit(data).Apply(data.Shuffle(1).Subset(0, 1)));
        evaluation.Outputs.Select(output => output.Name).Should().Equal("rent", "price");
    }

    // The mean of equal numbers differs from them by rounding: 0.1 ten times over is not 1.
    [Theory]
    [InlineData(0.1, 10)]
    [InlineData(5, 2)]
    [InlineData(1 / 3.0, 7)]
    [InlineData(-123456.789, 1000)]
    [InlineData(1e300, 3)]
    [InlineData(1e-310, 11)]
    public void RSquared_ConstantTarget_IsNaNWhereAllIsRightAndMinusInfinityElsewhere(double target, int examples)
    {
        var y = Matrix<double>.Build.Dense(1, examples, target);
        var off = y.Clone();
        off[0, examples - 1] = target * 1.5;

        Of(y, y).Metric.Should().Be(double.NaN);
        Of(off, y).Metric.Should().Be(double.NegativeInfinity);
        Of(off, y).MeanRSquared.Should().Be(double.NegativeInfinity);
        Of(off, y).Outputs[0].RSquared.Should().Be(double.NegativeInfinity);
    }

    [Fact]
    public void RSquared_ConstantTargetOfFloat_IsNotFiniteEither()
    {
        var (network, y) = (new Network<float>(1, seed: 1, [new Dense(1, Activation.Identity)]), Matrix<float>.Build.Dense(1, 10, 0.1f));
        network.Evaluate(y, y).Metric.Should().Be(double.NegativeInfinity);
    }

    [Fact]
    public void RSquared_OneConstantTargetAmongOthers_AddsItsErrors()
    {
        var evaluation = Of(Given.Rows([0, 2], [5, 6]), Given.Rows([0, 2], [5, 5]));
        evaluation.RSquared.Should().Be(0.5);
        evaluation.Outputs.Select(output => output.RSquared).Should().Equal(1, double.NegativeInfinity);
        evaluation.MeanRSquared.Should().Be(double.NegativeInfinity);
    }

    [Theory]
    [InlineData(1e-200)]
    [InlineData(1e200)]
    [InlineData(3e-308)]
    public void RSquared_TargetsWhoseSquaresAreOutOfRange_IsThatOfOrdinaryOnes(double unit)
    {
        var evaluation = Of(Given.Rows([2, 2, 5, 9]) * unit, Given.Rows([1, 3, 5, 7]) * unit);
        evaluation.RSquared.Should().BeApproximately(0.7, 1e-14);
        (evaluation.RootMeanSquaredError / unit).Should().BeApproximately(Math.Sqrt(1.5), 1e-14);

        // Beside an ordinary output, tiny ones do not count and huge ones decide.
        var both = Of(
            Given.Rows([2, 2, 5, 9]).Multiply(unit).Stack(Given.Rows([1, 3, 5, 8])),
            Given.Rows([1, 3, 5, 7]).Multiply(unit).Stack(Given.Rows([1, 3, 5, 7])));
        both.RSquared.Should().BeApproximately(unit < 1 ? 0.95 : 0.7, 1e-14);
    }

    private static RegressionEvaluation Of(Matrix<double> outputs, Matrix<double> targets, IReadOnlyList<string>? names = null) =>
        RegressionEvaluation.Of<double>(outputs.ToColumnMajorArray(), targets.ToColumnMajorArray(), targets.RowCount, names);
}

using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

public sealed class InputNormalizationTests
{
    private static readonly Matrix<double> Train =
        Matrix<double>.Build.DenseOfArray(new double[,] { { 2, 4, 4, 4, 5, 5, 7, 9 }, { 3, 3, 3, 3, 3, 3, 3, 3 } });

    private static Dataset<double> Data(Matrix<double> x, params string[] names) =>
        Dataset.FromMatrices(x, Matrix<double>.Build.Dense(1, x.ColumnCount, 7), names.Length == 0 ? null : names);

    [Fact]
    public void Fit_HandComputed_GivesMeanAndVarianceOverM()
    {
        var normalization = InputNormalization.Fit(Train);

        normalization.Mean.Should().Equal(5, 3);
        normalization.Variance.Should().Equal(4, 0);
    }

    [Fact]
    public void Apply_TrainingSet_HasMeanZeroAndVarianceOne()
    {
        var random = new RandomStream(3).Fork("test");
        var x = Matrix<float>.Build.Dense(5, 400, (i, j) => (float)(random.Normal((j * 5) + i) * (i + 1) * 10) + (100 * i));
        var data = Dataset.FromMatrices(x, x);

        var normalized = InputNormalization.Fit(InputNormalization.Fit(data).Apply(data));

        normalized.Mean.Should().OnlyContain(mean => Math.Abs(mean) < 1e-6);
        normalized.Variance.Should().OnlyContain(variance => Math.Abs(variance - 1) < 1e-6);
    }

    [Fact]
    public void Apply_OtherSets_UsesTheNumbersOfTheTrainingSet()
    {
        var normalization = InputNormalization.Fit(Data(Train, "a", "b"));
        var x = Matrix<double>.Build.SparseOfArray(new double[,] { { 0, 9 }, { 0, 5 } });
        var expected = Matrix<double>.Build.DenseOfArray(new[,] { { -2.5, 2 }, { -3, 2.0 } });

        normalization.Apply(x).Should().Be(expected);
        var test = normalization.Apply(Data(x, "a", "b"));
        test.X.Should().Be(expected);
        test.Y.Should().Be(Matrix<double>.Build.Dense(1, 2, 7));
        test.FeatureNames.Should().Equal("a", "b");
        x[0, 1].Should().Be(9, "the matrix given is not changed");
    }

    [Fact]
    public void Apply_NotFinite_StaysNotFinite()
    {
        var x = Matrix<double>.Build.DenseOfArray(new[,] { { double.NaN }, { double.PositiveInfinity } });

        var normalized = InputNormalization.Fit(Train).Apply(x);

        normalized[0, 0].Should().Be(double.NaN);
        normalized[1, 0].Should().Be(double.PositiveInfinity);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1e300)]
    [InlineData(-123456789.123456789)]
    public void Fit_ConstantFeature_HasExactlyNoVariance(double constant)
    {
        var normalization = InputNormalization.Fit(Matrix<double>.Build.Dense(1, 1000, constant));

        normalization.Mean.Should().Equal(constant);
        normalization.Variance.Should().Equal(0);
    }

    [Fact]
    public void Fit_FeatureFarFromZero_KeepsItsVariance() =>
        InputNormalization.Fit(Matrix<double>.Build.Dense(1, 1000, (_, j) => 1e12 + (j % 2))).Variance.Should().Equal(0.25);

    [Fact]
    public void Apply_OtherShapeOrOrder_IsRefused()
    {
        var normalization = InputNormalization.Fit(Data(Train, "size", "age"));

        Failure.Of<ArgumentException>(() => normalization.Apply(Matrix<double>.Build.Dense(10, 2)))
            .Should()
                .Be(
                    "X is 10 × 2, but the normalization was fitted to 2 features: X must have a row for each of them, and one example a " +
                    "column. (Parameter 'x')");
        Failure.Of<ArgumentException>(() => normalization.Apply(Data(Matrix<double>.Build.Dense(1, 4))))
            .Should()
                .Be(
                    "X is 1 × 4, but the normalization was fitted to 2 features: X must have a row for each of them, and one example a " +
                    "column. (Parameter 'dataset')");
        Failure.Of<ArgumentException>(() => normalization.Apply(Matrix<double>.Build.Dense(2, 0)))
            .Should().Be("X is 2 × 0: at least one example is needed. (Parameter 'x')");
        Failure.Of<ArgumentException>(() => normalization.Apply(Data(Train, "age", "size")))
            .Should()
                .Be(
                    "Feature 0, counted from 0, is \"age\", but was \"size\" in the training set: bring the features into the same " +
                    "order. (Parameter 'dataset')");
    }

    [Fact]
    public void Fit_BadMatrix_IsRefused()
    {
        Failure.Of<ArgumentException>(() => InputNormalization.Fit(Matrix<double>.Build.Dense(2, 0)))
            .Should().Be("The matrix is 2 × 0: at least one feature and one example are needed. (Parameter 'train')");
        Failure.Of<ArgumentException>(() => InputNormalization.Fit(Matrix<double>.Build.Dense(2, 3, (i, j) => i * j == 2 ? double.NaN : 0)))
            .Should()
                .Be(
                    "X[1, 2] is NaN (feature 1 of example 2, counted from 0). Every value must be finite: remove the example or fill the " +
                    "value in. (Parameter 'train')");
        Failure.Of<ArgumentException>(
            () => InputNormalization.Fit(Data(Matrix<double>.Build.DenseOfArray(new[,] { { 1e200, -1e200 } }), "huge")))
            .Should()
                .Be(
                    "The variance of feature 0 \"huge\", counted from 0, is too large for a double: express the feature in a larger " +
                    "unit. (Parameter 'train')");
    }

    [Fact]
    public void Apply_TooLargeForFloat_IsRefused()
    {
        var normalization = InputNormalization.Fit(Matrix<float>.Build.DenseOfArray(new[,] { { 1e-20f, -1e-20f } }));
        var data = Dataset.FromArrays([[1e30f]], [1f]);

        Failure.Of<ArgumentException>(() => normalization.Apply(data))
            .Should()
                .Be(
                    "X[0, 0] is infinity (feature 0 of example 0, counted from 0). Every value must be finite: remove the example or " +
                    "fill the value in. (Parameter 'dataset')");
    }
}

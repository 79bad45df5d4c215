using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

public sealed class DatasetTests
{
    private static readonly double[,] Inputs = { { 1, 0, 3 }, { 0, 5, 0 } };
    private static readonly double[,] Targets = { { 1, 2, 3 } };

    private static Matrix<double> M(double[,] values) => Matrix<double>.Build.DenseOfArray(values);

    [Fact]
    public void FromMatrices_Dense_HoldsExamplesAsContiguousColumns()
    {
        var data = Dataset.FromMatrices(M(Inputs), M(Targets), ["a", "b"]);

        (data.Examples, data.Features, data.Outputs).Should().Be((3, 2, 1));
        data.X.Should().Be(M(Inputs));
        data.Y.Should().Be(M(Targets));
        data.Inputs.ToArray().Should().Equal(1, 0, 0, 5, 3, 0);
        data.Targets.ToArray().Should().Equal(1, 2, 3);
        data.X.AsColumnMajorArray().Should().NotBeNull();
        data.FeatureNames.Should().Equal("a", "b");
        data.ClassNames.Should().BeNull();
    }

    public static TheoryData<string, Matrix<double>> Storages => new()
    {
        { "sparse", Matrix<double>.Build.SparseOfArray(new double[,] { { 1, 0, 0 }, { 0, 2, 0 } }) },
        { "diagonal", Matrix<double>.Build.Diagonal(2, 3, [1, 2]) },
        { "row of a larger one",
            Matrix<double>.Build.DenseOfArray(new double[,] { { 9, 9, 9 }, { 1, 0, 0 }, { 0, 2, 0 } }).SubMatrix(1, 2, 0, 3) },
        { "transposed", Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 0 }, { 0, 2 }, { 0, 0 } }).Transpose() },
    };

    [Theory]
    [MemberData(nameof(Storages))]
    public void FromMatrices_AnyStorage_IsCopiedRight(string storage, Matrix<double> matrix)
    {
        var data = Dataset.FromMatrices(matrix, matrix);

        data.Inputs.ToArray().Should().Equal([1, 0, 0, 2, 0, 0], storage);
        data.Targets.ToArray().Should().Equal([1, 0, 0, 2, 0, 0], storage);
        data.X.AsColumnMajorArray().Should().NotBeNull(storage);
    }

    [Fact]
    public void FromMatrices_ChangedAfterwards_KeepsWhatWasGiven()
    {
        var (x, y) = (M(Inputs), M(Targets));
        string[] names = ["a", "b"];
        var data = Dataset.FromMatrices(x, y, names);

        (x[0, 0], y[0, 0], names[0]) = (100, 100, "changed");

        (data.X[0, 0], data.Y[0, 0], data.FeatureNames![0]).Should().Be((1, 1, "a"));
    }

    [Fact]
    public void FromArrays_JaggedAndRectangular_TakeOneExampleARow()
    {
        double[][] rows = [[1, 2], [3, 4], [5, 6]];
        var expected = M(new double[,] { { 1, 3, 5 }, { 2, 4, 6 } });

        Dataset.FromArrays(rows, [[7.0], [8.0], [9.0]]).X.Should().Be(expected);
        Dataset.FromArrays(rows, [7.0, 8.0, 9.0]).X.Should().Be(expected);
        var rectangular =
            Dataset.FromArrays(new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }, new double[,] { { 7, 0 }, { 8, 0 }, { 9, 1 } });
        rectangular.X.Should().Be(expected);
        rectangular.Y.Should().Be(M(new double[,] { { 7, 8, 9 }, { 0, 0, 1 } }));
        Dataset.FromArrays(rows, [7.0, 8.0, 9.0]).Y.Should().Be(M(new double[,] { { 7, 8, 9 } }));
    }

    [Fact]
    public void FromArrays_ChangedAfterwards_KeepsWhatWasGiven()
    {
        double[] targets = [1, 2];
        double[,] inputs = { { 1 }, { 2 } };
        var jagged = Dataset.FromArrays([[1.0], [2.0]], targets);
        var rectangular = Dataset.FromArrays(inputs, inputs);

        (targets[0], inputs[0, 0]) = (100, 100);

        (jagged.Y[0, 0], rectangular.X[0, 0], rectangular.Y[0, 0]).Should().Be((1, 1, 1));
    }

    [Fact]
    public void FromLabels_Numbers_BecomeOneHotWithNumbersForNames()
    {
        var fromMatrix = Dataset.FromLabels(M(Inputs), [2, 0, 2], classes: 3);
        var fromRows = Dataset.FromLabels([[1.0], [2.0], [3.0]], [2, 0, 2], classes: 3, classNames: ["cat", "dog", "bird"]);

        fromMatrix.Y.Should().Be(M(new double[,] { { 0, 1, 0 }, { 0, 0, 0 }, { 1, 0, 1 } }));
        fromMatrix.ClassNames.Should().Equal("0", "1", "2");
        fromRows.Y.Should().Be(fromMatrix.Y);
        fromRows.ClassNames.Should().Equal("cat", "dog", "bird");
    }

    [Fact]
    public void FromLabels_Texts_AreNumberedInOrder()
    {
        var words = Dataset.FromLabels(M(Inputs), ["dog", "Zebra", "cat"]);
        var numbers = Dataset.FromLabels(M(Inputs), ["10", "9", "-1.5"]);

        words.ClassNames.Should().Equal("Zebra", "cat", "dog");
        Matrices.Labels(words.Y).Should().Equal(2, 0, 1);
        numbers.ClassNames.Should().Equal("-1.5", "9", "10");
        Matrices.Labels(numbers.Y).Should().Equal(2, 1, 0);
    }

    [Fact]
    public void FromLabels_LongIdentifiers_StayDistinct() =>
        Dataset.FromLabels(M(Inputs), ["90071992547409931", "90071992547409930", "7"]).ClassNames
            .Should().Equal("7", "90071992547409930", "90071992547409931");

    [Fact]
    public void Subset_AnyOrderAndRepeats_TakesThoseColumns()
    {
        var data = Dataset.FromMatrices(M(Inputs), M(Targets), ["a", "b"]).Subset(2, 0, 2);

        data.X.Should().Be(M(new double[,] { { 3, 1, 3 }, { 0, 0, 0 } }));
        data.Y.Should().Be(M(new double[,] { { 3, 1, 3 } }));
        data.FeatureNames.Should().Equal("a", "b");
    }

    [Fact]
    public void Subset_WrongIndices_AreRefused()
    {
        var data = Dataset.FromMatrices(M(Inputs), M(Targets));

        Failure.Of<ArgumentException>(() => data.Subset())
            .Should().Be("A subset needs at least one example, but no index was given. (Parameter 'indices')");
        Failure.Of<ArgumentOutOfRangeException>(() => data.Subset(0, 3))
            .Should().Be("Index 3 at position 1 is not an example: the dataset has examples 0 to 2. (Parameter 'indices')");
        Failure.Of<ArgumentOutOfRangeException>(() => data.Subset(-1))
            .Should().Be("Index -1 at position 0 is not an example: the dataset has examples 0 to 2. (Parameter 'indices')");
    }

    [Fact]
    public void Shuffle_SameSeed_SameOrderOfTheSameExamples()
    {
        double[][] rows = [.. Enumerable.Range(0, 100).Select(i => new double[] { i, -i })];
        var data = Dataset.FromArrays(rows, [.. Enumerable.Range(0, 100).Select(i => i * 10.0)]);

        var shuffled = data.Shuffle(seed: 5);

        shuffled.X.Should().Be(data.Shuffle(seed: 5).X).And.NotBe(data.Shuffle(seed: 6).X).And.NotBe(data.X);
        shuffled.X.Row(0).Order().Should().Equal(data.X.Row(0));
        shuffled.X.Row(1).Should().Equal(-shuffled.X.Row(0));
        shuffled.Y.Row(0).Should().Equal(10 * shuffled.X.Row(0));
    }

    [Fact]
    public void OneVersusRest_TwoClasses_GivesOneOutputAndKeepsBothNames()
    {
        var data = Dataset.FromLabels(M(Inputs), ["no", "yes", "yes"]).OneVersusRest("no");

        data.Y.Should().Be(M(new double[,] { { 1, 0, 0 } }));
        data.ClassNames.Should().Equal("yes", "no");
        data.OneVersusRest("yes").Y.Should().Be(M(new double[,] { { 0, 1, 1 } }));
    }

    [Fact]
    public void OneVersusRest_MoreClasses_NamesTheRest()
    {
        var data = Dataset.FromLabels(M(Inputs), ["dog", "cat", "bird"]).OneVersusRest("cat");

        data.Y.Should().Be(M(new double[,] { { 0, 1, 0 } }));
        data.ClassNames.Should().Equal("not cat", "cat");
    }

    [Fact]
    public void OneVersusRest_NoSuchClass_IsRefused()
    {
        Failure.Of<ArgumentException>(() => Dataset.FromLabels(M(Inputs), ["dog", "cat", "bird"]).OneVersusRest("Cat"))
            .Should().Be("There is no class \"Cat\"; the classes are bird, cat, dog. (Parameter 'positive')");
        Failure.Of<InvalidOperationException>(() => Dataset.FromMatrices(M(Inputs), M(Targets)).OneVersusRest("cat"))
            .Should().Be("The dataset has no classes: make it from labels, or give class names with the targets.");
        Failure.Of<InvalidOperationException>(
            () => Dataset.FromMatrices(M(Inputs), M(Targets), classNames: ["dog", "cat"]).OneVersusRest("cat"))
            .Should()
                .Be(
                    "One class against the rest needs targets that are classes. Column 1, counted from 0, is not one-hot: the value of " +
                    "row 0 is 2, but must be 0 or 1.");
    }

    [Fact]
    public void ToString_OneLine_SaysWhatItIs()
    {
        Dataset.FromLabels(M(Inputs), ["dog", "cat", "bird"]).ToString()
            .Should().Be("Dataset<double>: 3 examples, 2 features, 3 classes (bird, cat, dog)");
        Dataset.FromArrays([[1f]], [2f]).ToString().Should().Be("Dataset<float>: 1 example, 1 feature, 1 output");
        Dataset.FromLabels([[1f]], [2], classes: 12).ToString()
            .Should().Be("Dataset<float>: 1 example, 1 feature, 12 classes (0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more)");
    }

    public static TheoryData<string, Action> BadInput => new()
    {
        {
            "X is 2 × 3 and Y is 1 × 2: a column is an example, so both must have the same number of columns. Transpose a matrix whose " +
            "rows are examples. (Parameter 'y')",
            () => Dataset.FromMatrices(M(Inputs), Matrix<double>.Build.Dense(1, 2))
        },
        {
            "X is 2 × 0: a dataset needs at least one feature and one example. (Parameter 'x')",
            () => Dataset.FromMatrices(Matrix<double>.Build.Dense(2, 0), Matrix<double>.Build.Dense(1, 0))
        },
        {
            "Y is 0 × 3: a dataset needs at least one output and one example. (Parameter 'y')",
            () => Dataset.FromMatrices(M(Inputs), Matrix<double>.Build.Dense(0, 3))
        },
        {
            "X is 0 × 0: a dataset needs at least one feature and one example. (Parameter 'rows')",
            () => Dataset.FromArrays<double>([], Array.Empty<double>())
        },
        {
            "X is 1 × 2 and Y is 1 × 3: a column is an example, so both must have the same number of columns. Transpose a matrix whose " +
            "rows are examples. (Parameter 'targets')",
            () => Dataset.FromArrays([[1.0], [2.0]], [1.0, 2.0, 3.0])
        },
        {
            "X is 1 × 2 and Y is 1 × 1: a column is an example, so both must have the same number of columns. Transpose a matrix whose " +
            "rows are examples. (Parameter 'targets')",
            () => Dataset.FromArrays(new double[2, 1], new double[1, 1])
        },
        {
            "Row 1, counted from 0, has 1 value, but row 0 has 2: each row is one example, and all must be of one length. (Parameter " +
            "'rows')",
            () => Dataset.FromArrays([[1.0, 2.0], [3.0]], [1.0, 2.0])
        },
        {
            "Row 1, counted from 0, is null. (Parameter 'targets')",
            () => Dataset.FromArrays([[1.0], [2.0]], new double[][] { [1.0], null! })
        },
        {
            "X[1, 2] is NaN (feature 1 of example 2, counted from 0). Every value must be finite: remove the example or fill the value " +
            "in. (Parameter 'x')",
            () => Dataset.FromMatrices(M(new[,] { { 1, 2, 3 }, { 4, 5, double.NaN } }), M(Targets))
        },
        {
            "X[1, 0] is -infinity (feature 1 \"age\" of example 0, counted from 0). Every value must be finite: remove the example or " +
            "fill the value in. (Parameter 'rows')",
            () => Dataset.FromArrays([[1, double.NegativeInfinity], [double.NaN, 2]], [1.0, 2.0], featureNames: ["size", "age"])
        },
        {
            "Y[0, 1] is infinity (output 0 of example 1, counted from 0). Every value must be finite: remove the example or fill the " +
            "value in. (Parameter 'y')",
            () => Dataset.FromMatrices(M(Inputs), M(new[,] { { 1, double.PositiveInfinity, 3 } }), classNames: ["a", "b"])
        },
        {
            "There are 2 labels for 3 examples: each example, a column of X, needs one. (Parameter 'labels')",
            () => Dataset.FromLabels(M(Inputs), [0, 1], classes: 2)
        },
        {
            "There are 2 labels for 1 example: each example, a column of X, needs one. (Parameter 'labels')",
            () => Dataset.FromLabels([[1.0]], [0, 1], classes: 2)
        },
        {
            "X has no examples: a dataset needs at least one. (Parameter 'x')",
            () => Dataset.FromLabels(Matrix<double>.Build.Dense(2, 0), Array.Empty<string>())
        },
        {
            "A label is null: every example needs a class. (Parameter 'labels')",
            () => Dataset.FromLabels(M(Inputs), ["a", null!, "b"])
        },
        {
            "Every label is \"a\": at least two classes are needed. (Parameter 'labels')",
            () => Dataset.FromLabels(M(Inputs), ["a", "a", "a"])
        },
        {
            "The labels \"no\" (example 0, counted from 0) and \"no \" (example 2, counted from 0) differ by upper and lower case or " +
            "blanks alone: " +
            "write the class in one way; if they are two classes, give numbers as labels, with classNames. (Parameter 'labels')",
            () => Dataset.FromLabels(M(Inputs), ["no", "yes", "no "])
        },
        {
            "The labels \"1\" and \"1.0\" are one number: write it in one way, so that it is one class. (Parameter 'labels')",
            () => Dataset.FromLabels(M(Inputs), ["1.0", "1", "2"])
        },
        {
            "There is 1 feature name for 2 features: each feature, a row of X, needs one. (Parameter 'featureNames')",
            () => Dataset.FromMatrices(M(Inputs), M(Targets), featureNames: ["a"])
        },
        {
            "There are 3 class names for 1 output: each output, a row of Y, needs one; a single output needs two, for 0 and for 1. " +
            "(Parameter 'classNames')",
            () => Dataset.FromMatrices(M(Inputs), M(Targets), classNames: ["a", "b", "c"])
        },
        {
            "Two classes are named \"a\": each class needs a name of its own. (Parameter 'classNames')",
            () => Dataset.FromLabels(M(Inputs), [0, 1, 0], classes: 2, classNames: ["a", "a"])
        },
        {
            "Name 1 is null, counted from 0. (Parameter 'featureNames')",
            () => Dataset.FromMatrices(M(Inputs), M(Targets), featureNames: ["a", null!])
        },
    };

    [Theory]
    [MemberData(nameof(BadInput))]
    public void Factories_BadInput_SayWhatIsWrongAndWhatToDo(string message, Action call) =>
        Failure.Of<ArgumentException>(call).Should().Be(message);
}

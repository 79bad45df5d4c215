using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

public sealed class PipelineTests
{
    private static readonly RawTable Houses = RawTable.FromCsv(new StringReader(
        "rooms,near,price\n2,INLAND,100\n,BAY,300\n6,BAY,200\n4,INLAND,400\n"));

    private static readonly Pipeline Usual = Pipeline.Of(Transform.ImputeMedian(), Transform.OneHot(), Transform.Standardize("rooms"));

    private static Matrix<double> M(double[,] values) => Matrix<double>.Build.DenseOfArray(values);

    [Fact]
    public void FitAndApply_Target_GivesTheDatasetByHand()
    {
        var fitted = Usual.Fit(Houses.WithRole(DataRole.Train), target: "price");
        var data = fitted.Apply<double>(Houses.WithRole(DataRole.Dev));

        fitted.InputColumns.Should().Equal(new InputColumn("rooms", IsText: false), new InputColumn("near", IsText: true));
        data.FeatureNames.Should().Equal("rooms", "near=BAY", "near=INLAND");
        var deviation = Math.Sqrt(2);
        data.X.Should().Be(M(new[,] { { -2 / deviation, 0, 2 / deviation, 0 }, { 0, 1, 1, 0 }, { 1, 0, 0, 1 } }));
        data.Y.Should().Be(M(new double[,] { { 100, 300, 200, 400 } }));
        data.Role.Should().Be(DataRole.Dev);
        data.ClassNames.Should().BeNull();
        fitted.TargetScalings.Should().BeEmpty();
    }

    [Fact]
    public void FitAndApply_StandardizedTarget_HasMeanZeroAndVarianceOne()
    {
        var fitted = Usual.Fit(Houses, target: "price", standardizeTarget: true);

        fitted.TargetScalings.Should().Equal(new ColumnScaling("price", 250, Math.Sqrt(12500)));
        fitted.Apply<double>(Houses).Y.Row(0).Sum().Should().BeApproximately(0, 1e-12);
        Usual.Fit(Houses, ["price"], standardizeTargets: true).Apply<double>(Houses).Y.Should().Be(fitted.Apply<double>(Houses).Y);
    }

    [Fact]
    public void FitAndApply_Label_NumbersTheClasses()
    {
        var fitted = Pipeline.Of(Transform.ImputeMean()).Fit(Houses, label: "near");
        var data = fitted.Apply<float>(Houses);

        fitted.ClassNames.Should().Equal("BAY", "INLAND");
        Matrices.Labels(data.Y).Should().Equal(1, 0, 0, 1);
        data.FeatureNames.Should().Equal("rooms", "price");
        Pipeline.Of(Transform.ImputeMean(), Transform.OneHot()).Fit(Houses, label: "price").ClassNames
            .Should().Equal("100", "200", "300", "400");
    }

    [Fact]
    public void Apply_OtherOrderAndMoreColumns_TakesTheColumnsByName()
    {
        var fitted = Usual.Fit(Houses, target: "price");
        var other = RawTable.FromCsv(new StringReader("id,price,near,rooms\n7,100,INLAND,2\n"));

        fitted.Apply<double>(other).X.Column(0).Should().Equal(fitted.Apply<double>(Houses).X.Column(0));
        fitted.ToMatrix<double>(RawTable.FromCsv(new StringReader("near,rooms\nINLAND,\n"))).Column(0).Should().Equal(0, 0, 1);
    }

    [Fact]
    public void Fit_Dataset_NormalizesFeaturesAndTargets()
    {
        var train = Dataset.FromArrays([[1.0, 5], [3.0, 5]], [10.0, 30], ["a", "b"]);
        var fitted = Pipeline.Of(Transform.Standardize()).Fit(train, standardizeTargets: true);

        var data = fitted.Apply(train.WithRole(DataRole.Test));

        data.X.Should().Be(M(new double[,] { { -1, 1 }, { 0, 0 } }));
        data.Y.Should().Be(M(new double[,] { { -1, 1 } }));
        (data.Role, data.FeatureNames![1]).Should().Be((DataRole.Test, "b"));
        fitted.OutputColumns.Should().BeEmpty();
        Pipeline.Of().Fit(Dataset.FromLabels([[1f], [2f]], [0, 1], 2)).FeatureNames.Should().Equal("0");
    }

    [Fact]
    public void Fit_HeldOutSet_IsRefused()
    {
        Failure.Of<ArgumentException>(() => Usual.Fit(Houses.WithRole(DataRole.Test), target: "price")).Should().Be(
            "A pipeline is fitted to the training set only, and this is the test set: it would leak what is held out into the training. " +
            "Fit to the training set and apply the result to this one. (Parameter 'train')");
        Failure.Of<ArgumentException>(() => Usual.Fit(Houses.WithRole(DataRole.Dev), ["price"]))
            .Should().Contain("this is the development set");
        var data = Dataset.FromArrays([[1.0], [2.0]], [1.0, 2.0]);
        Failure.Of<ArgumentException>(() => Usual.Fit(data.WithRole(DataRole.Dev))).Should().Contain("this is the development set");
        var (_, dev, test) = Houses.Split(0.5, 0.25, 0.25, seed: 1);
        Failure.Of<ArgumentException>(() => Usual.Fit(dev, target: "price")).Should().Contain("this is the development set");
        Failure.Of<ArgumentException>(() => Usual.Fit(test, target: "price")).Should().Contain("this is the test set");
    }

    [Fact]
    public void Fit_BadColumns_SayWhatIsWrong()
    {
        string Problem(Pipeline pipeline, string? label = null, string? target = null, string csv = "") => Failure.Of<ArgumentException>(
            () => pipeline.Fit(csv.Length == 0 ? Houses : RawTable.FromCsv(new StringReader(csv)), label, target));

        Problem(Usual)
            .Should().Be(
                "Name the column to be learned, once: as label if it holds classes, as target if it holds numbers. (Parameter 'label')");
        Problem(Usual, target: "prise")
            .Should().Be("The table has no column \"prise\"; its columns are rooms, near, price. (Parameter 'target')");
        Problem(Usual, label: "kind")
            .Should().Be("The table has no column \"kind\"; its columns are rooms, near, price. (Parameter 'label')");
        Problem(Usual, target: "near").Should().Be("Column \"near\" is text: a column of classes is named as label, not as target.");
        Problem(Usual, target: "rooms")
            .Should().Be("Row 1 of column \"rooms\", counted from 0, is missing: every example needs its target.");
        Problem(Usual, label: "rooms").Should().Be("Row 1 of column \"rooms\", counted from 0, is missing: every example needs its label.");
        Problem(Usual, label: "y", csv: "x,y\n1,a\n2,a\n")
            .Should().Be("Column \"y\": Every label is \"a\": at least two classes are needed. (Parameter 'train')");
        Problem(Usual, label: "y", csv: "x,y\n1,b\n2,A\n3,a\n").Should().Be(
            "Column \"y\": The labels \"A\" (row 1, counted from 0) and \"a\" (row 2, counted from 0) differ by upper and lower case or " +
            "blanks alone: " +
            "write the class in one way; if they are two classes, name them otherwise. (Parameter 'train')");
        Problem(Usual, label: "y", csv: "y,x\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"{i},1\n"))).Should().Be(
            "Column \"y\": there are 10,000 classes in 10,000 rows: they look like numbers or identifiers rather than classes, and " +
            "one-hot they would take " +
            "800,000,000 bytes. Learn numbers with target: instead of label:, and leave identifiers out. (Parameter 'train')");
        Problem(Usual, target: "y", csv: "y\n1\n2\n")
            .Should().Be("Every column is to be learned, so that none is left to learn it from. (Parameter 'train')");
        Problem(Pipeline.Of(Transform.ImputeMedian()), target: "price").Should().Be(
            "After all transforms column \"near\" is still text: encode it, such as with Transform.OneHot(), or leave the column out.");
        Problem(Pipeline.Of(Transform.OneHot()), target: "price").Should().Be(
            "After all transforms row 1 of column \"rooms\", counted from 0, is missing: put in an imputation, such as " +
            "Transform.ImputeMedian().");
        Failure.Of<ArgumentException>(() => Usual.Fit(Houses, []))
            .Should().Be("Name at least one column to be learned. (Parameter 'targets')");
        Failure.Of<ArgumentException>(() => Usual.Fit(Dataset.FromLabels([[1f], [2f]], [0, 1], 2), standardizeTargets: true))
            .Should().Be("The targets are classes, which cannot be standardized. (Parameter 'standardizeTargets')");
    }

    [Fact]
    public void Apply_BadTable_SaysWhatIsWrong()
    {
        var fitted = Usual.Fit(Houses, target: "price");
        string Problem(string csv) => Failure.Of<ArgumentException>(() => fitted.Apply<double>(RawTable.FromCsv(new StringReader(csv))));

        Problem("rooms,price\n1,2\n")
            .Should().Be("The table has no column \"near\", which the training set had; its columns are rooms, price. (Parameter 'table')");
        Problem("rooms,near\n1,BAY\n").Should().Be("The table has no column \"price\"; its columns are rooms, near. (Parameter 'table')");
        Problem("rooms,near,price\nx,BAY,2\n")
            .Should().Be(
                "Column \"rooms\" is text, but was numeric in the training set: some of its values are not numbers. (Parameter 'table')");
        Problem("rooms,near,price\n1,5,2\n")
            .Should()
                .Be(
                    "Column \"near\" is numeric, but was text in the training set: read the table with text: [\"near\"]. (Parameter " +
                    "'table')");
        Problem("rooms,near,price\n1,BAY,\n")
            .Should().Be("Row 0 of column \"price\", counted from 0, is missing: every example needs its target.");
        Failure.Of<ArgumentException>(
            () =>
                Pipeline.Of(Transform.ImputeMean()).Fit(Houses, label: "near")
                    .Apply<double>(RawTable.FromCsv(new StringReader("rooms,price,near\n1,2,SEA\n"))))
            .Should().Be("Row 0 of column \"near\", counted from 0: \"SEA\" is none of the classes BAY, INLAND. (Parameter 'table')");
        var ofDataset = Pipeline.Of().Fit(Dataset.FromArrays([[1.0], [2.0]], [1.0, 2.0]));
        Failure.Of<InvalidOperationException>(() => ofDataset.Apply<double>(Houses)).Should().Be(
            "The pipeline was fitted to a dataset, so no column of a table is known to hold what is to be learned: fit it to a table, or " +
            "apply it to a dataset.");
        Failure.Of<ArgumentException>(() => ofDataset.Apply(Dataset.FromArrays([[1.0, 2.0]], [1.0])))
            .Should().Be("The dataset has 2 features and 1 output, but the training set had 1 and 1. (Parameter 'dataset')");
    }

    private sealed class SquareOf(string column) : Transform
    {
        public override FittedTransform Fit(RawTable train) => new Fitted(column);

        private sealed class Fitted(string column) : FittedTransform
        {
            public override RawTable Apply(RawTable table) => table.Replace(old => old is NumericColumn numbers && old.Name == column
                ? [old, new NumericColumn($"{column}²", Array.ConvertAll(numbers.Values.ToArray(), value => value * value))]
                : [old]);
        }
    }

    [Fact]
    public void Fit_TransformOfOnesOwn_ServesAsTheLibrarysDo()
    {
        var fitted = Pipeline.Of(Transform.ImputeConstant(3), Transform.OneHot(), new SquareOf("rooms")).Fit(Houses, target: "price");

        fitted.FeatureNames.Should().Equal("rooms", "rooms²", "near=BAY", "near=INLAND");
        fitted.Apply<double>(Houses).X.Row(1).Should().Equal(4, 9, 36, 16);
    }

    private sealed class FirstValue : Transform
    {
        public override FittedTransform Fit(RawTable train) => new Fitted();

        private sealed class Fitted : FittedTransform
        {
            public override RawTable Apply(RawTable table) =>
                new(new NumericColumn(table.Columns[0][0].ToString(), new double[table.Rows]));
        }
    }

    [Fact]
    public void Apply_TransformThatMakesOtherColumns_IsFoundOut() =>
        Failure.Of<InvalidOperationException>(
            () => Pipeline.Of(new FirstValue()).Fit(Houses, target: "price").Apply<double>(Houses.Subset(3, 0))).Should().Be(
            "The transforms made 1 × 2 numbers (4) of 2 rows, but made the features 2 of the training set: a transform must make the " +
            "same columns of every table.");
}

namespace DeepLearning.Tests;

public sealed class TransformTests
{
    private static readonly RawTable Train = new(
        new NumericColumn("a", [2, 4, 4, 4, 5, 5, 7, 9, double.NaN]),
        new NumericColumn("b", [1, 1, 1, 1, 1, 1, 1, 1, 1]),
        new TextColumn("c", ["y", "x", null, "y", "x", "x", "z", "y", "x"]));

    private static RawTable Complete => Train.Replace(column => column is TextColumn ? [] : [column]);

    private static double[] Numbers(RawTable table, string column) => ((NumericColumn)table[column]).Values.ToArray();

    private static string?[] Texts(RawTable table, string column) => ((TextColumn)table[column]).Values.ToArray();

    [Fact]
    public void Standardize_HandComputed_LeavesMissingMissing()
    {
        var fitted = (FittedScaling)Transform.Standardize().Fit(Train);

        fitted.Columns.Should().Equal(new ColumnScaling("a", 5, 2), new ColumnScaling("b", 1, 1));
        var table = fitted.Apply(Train);
        Numbers(table, "a").Should().Equal(-1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2, double.NaN);
        Numbers(table, "b").Should().OnlyContain(value => value == 0);
        table["c"].Should().BeSameAs(Train["c"]);
        fitted.Columns[0].Undo(fitted.Columns[0].Apply(7)).Should().Be(7);
    }

    [Fact]
    public void MinMax_HandComputed_ReachesItsBounds()
    {
        Numbers(Transform.MinMax().Fit(Train).Apply(Train), "a")[..8].Should().Equal(new[] { 0.0, 2, 2, 2, 3, 3, 5, 7 }.Select(x => x / 7));
        var table = Transform.MinMax(-1, 1).Fit(Train).Apply(Train);
        Numbers(table, "a")[0].Should().BeApproximately(-1, 1e-15);
        Numbers(table, "a")[7].Should().BeApproximately(1, 1e-15);
        Numbers(table, "b").Should().OnlyContain(value => value == -1);
        Numbers(Transform.MinMax(0, 1, "a").Fit(Train).Apply(Train), "b").Should().OnlyContain(value => value == 1, "only a was asked for");
    }

    [Fact]
    public void Impute_EveryStatistic_FillsInWhatIsMissing()
    {
        Numbers(Transform.ImputeMean().Fit(Train).Apply(Train), "a")[8].Should().Be(5);
        Numbers(Transform.ImputeMedian().Fit(Train).Apply(Train), "a")[8].Should().Be(4.5);
        Numbers(Transform.ImputeMostFrequent().Fit(Train).Apply(Train), "a")[8].Should().Be(4);
        Texts(Transform.ImputeMostFrequent().Fit(Train).Apply(Train), "c")[2].Should().Be("x");
        Numbers(Transform.ImputeConstant(0).Fit(Train).Apply(Train), "a").Should().Equal(2, 4, 4, 4, 5, 5, 7, 9, 0);
        Texts(Transform.ImputeConstant("none").Fit(Train).Apply(Train), "c")[2].Should().Be("none");
        Numbers(Transform.ImputeConstant(0, "b").Fit(Train).Apply(Train), "a")[8].Should().Be(double.NaN, "only b was asked for");
    }

    [Fact]
    public void Impute_OtherTables_AreFilledWithTheNumbersOfTheTrainingSet()
    {
        var other = new RawTable(
            new NumericColumn("a", [double.NaN, 100]), new NumericColumn("b", [double.NaN, 100]), new TextColumn("c", [null, "q"]));

        var filled = Transform.ImputeMostFrequent().Fit(Train).Apply(Transform.ImputeMedian().Fit(Train).Apply(other));

        Numbers(filled, "a").Should().Equal(4.5, 100);
        Numbers(filled, "b").Should().Equal([1, 100], "a column may miss a value that missed none in training");
        Texts(filled, "c").Should().Equal("x", "q");
    }

    [Fact]
    public void ImputeMedian_OddAndLargeValues_AreExact()
    {
        ((FittedImputation)Transform.ImputeMedian().Fit(new RawTable(new NumericColumn("a", [9, 1, 5])))).Columns
            .Should().Equal(new ColumnFill("a", 5));
        ((FittedImputation)Transform.ImputeMedian().Fit(new RawTable(new NumericColumn("a", [1.5e308, 1.7e308]))))
            .Columns.Should().Equal(new ColumnFill("a", 1.6e308));
    }

    [Fact]
    public void OneHot_Categories_BecomeColumnsInTheirPlace()
    {
        var table = new RawTable(new TextColumn("c", ["y", "x", "y"]), new NumericColumn("a", [1, 2, 3]));

        var fitted = (FittedOneHot)Transform.OneHot().Fit(table);
        var encoded = fitted.Apply(table);

        fitted.Columns[0].Categories.Should().Equal("x", "y");
        encoded.Columns.Select(column => column.Name).Should().Equal("c=x", "c=y", "a");
        Numbers(encoded, "c=x").Should().Equal(0, 1, 0);
        Numbers(encoded, "c=y").Should().Equal(1, 0, 1);
    }

    [Fact]
    public void OneHot_UnknownCategory_IsRefusedOrIgnored()
    {
        var (train, other) = (new RawTable(new TextColumn("c", ["y", "x"])), new RawTable(new TextColumn("c", ["x", "w"])));

        Failure.Of<ArgumentException>(() => Transform.OneHot().Fit(train).Apply(other)).Should().Be(
            "Row 1 of column \"c\", counted from 0, is \"w\", which the training set did not have; its categories are x, y. " +
            "To take it for none of them, fit with Transform.OneHot(ignoreUnknown: true).");
        var ignored = Transform.OneHot(ignoreUnknown: true).Fit(train).Apply(other);
        Numbers(ignored, "c=x").Should().Equal(1, 0);
        Numbers(ignored, "c=y").Should().Equal(0, 0);
    }

    [Fact]
    public void OneHot_UnknownCategoryThatIsLong_IsQuotedByItsBeginning()
    {
        var (train, other) = (new RawTable(new TextColumn("c", ["y", "x"])), new RawTable(new TextColumn("c", [new string('w', 1 << 20)])));

        Failure.Of<ArgumentException>(() => Transform.OneHot().Fit(train).Apply(other)).Should().Be(
            $"Row 0 of column \"c\", counted from 0, is \"{new string('w', 80)}…\", which the training set did not have; its categories " +
            $"are x, y. " +
            "To take it for none of them, fit with Transform.OneHot(ignoreUnknown: true).");
    }

    [Fact]
    public void OneHot_MissingOrTooMany_IsRefused()
    {
        const string missing =
            "Row 2 of column \"c\", counted from 0, is missing, and has no category: put an imputation before, such as " +
            "Transform.ImputeConstant(\"unknown\").";
        Failure.Of<ArgumentException>(() => Transform.OneHot().Fit(Train)).Should().Be(missing);
        Failure.Of<ArgumentException>(
            () =>
                Transform.OneHot(ignoreUnknown: true).Fit(Transform.ImputeConstant("-").Fit(Train).Apply(Train))
                    .Apply(Train)).Should().Be(missing);
        Failure.Of<ArgumentException>(
            () =>
                Transform.OneHot()
                    .Fit(new RawTable(new TextColumn("c", [.. Enumerable.Range(1000, 1001).Select(i => $"{i}x")])))).Should().Be(
            "Column \"c\" has 1001 different texts, more than the 1000 that are taken for categories: 1000x, 1001x, 1002x, 1003x, 1004x, " +
            "1005x, 1006x, 1007x, 1008x, 1009x and 991 more. " +
            "If they are meant to be numbers, some of them are not; if they are names, leave the column out.");
    }

    [Fact]
    public void Fit_WrongColumns_AreRefused()
    {
        Failure.Of<ArgumentException>(() => Transform.Standardize("c").Fit(Train))
            .Should().Be("Standardize cannot serve column \"c\", which is text.");
        Failure.Of<ArgumentException>(() => Transform.OneHot(columns: "a").Fit(Train))
            .Should().Be("OneHot cannot serve column \"a\", which is numeric.");
        Failure.Of<ArgumentException>(() => Transform.IndicateMissing("c").Fit(Train))
            .Should().Be("IndicateMissing cannot serve column \"c\", which is text.");
        Failure.Of<ArgumentException>(() => Transform.EncodeCategories(columns: "a").Fit(Train))
            .Should().Be("EncodeCategories cannot serve column \"a\", which is numeric.");
        Failure.Of<ArgumentException>(() => Transform.ImputeMean("d").Fit(Train))
            .Should().Be("ImputeMean is for column \"d\", but the columns are a, b, c.");
        Failure.Of<ArgumentException>(() => Transform.ImputeMean("a", "a"))
            .Should().Be("Column \"a\" is named twice. (Parameter 'columns')");
        Failure.Of<ArgumentException>(() => Transform.ImputeConstant(Cell.Missing))
            .Should().Be("What missing values are replaced by may not be missing itself. (Parameter 'value')");
        Failure.Of<ArgumentOutOfRangeException>(() => Transform.MinMax(1, 1))
            .Should().Be("The bounds are 1 and 1, but must be finite, the second greater than the first. (Parameter 'high')");
    }

    [Fact]
    public void Fitted_OfWhatCannotBe_IsRefused()
    {
        Failure.Of<ArgumentException>(() => GC.KeepAlive(new FittedScaling([new("a", 0, 1), new("a", 1, 1)])))
            .Should().Be("Column \"a\" is named twice. (Parameter 'columns')");
        Failure.Of<ArgumentException>(() => GC.KeepAlive(new FittedImputation([new("a", 0), new("a", 1)])))
            .Should().Be("Column \"a\" is named twice. (Parameter 'columns')");
        Failure.Of<ArgumentException>(() => GC.KeepAlive(new FittedImputation([new("a", Cell.Missing)])))
            .Should().Be("What is filled into column \"a\" may not be missing itself. (Parameter 'columns')");
        Failure.Of<ArgumentException>(() => GC.KeepAlive(new FittedOneHot([new("c", [])], ignoreUnknown: true)))
            .Should().Be("Column \"c\" has no category. (Parameter 'columns')");
        Failure.Of<ArgumentException>(() => GC.KeepAlive(new FittedOneHot([new("c", ["x", "y", "x"])], ignoreUnknown: true)))
            .Should().Be("A category of column \"c\" is there twice: \"x\". (Parameter 'columns')");
        Failure.Of<ArgumentException>(() => GC.KeepAlive(new FittedOneHot([new("c", [null!])], ignoreUnknown: true)))
            .Should().Be("A category of column \"c\" is null. (Parameter 'columns')");
        Failure.Of<ArgumentException>(() => GC.KeepAlive(new FittedMissingIndicators(["a", "a"])))
            .Should().Be("Column \"a\" is named twice. (Parameter 'columns')");
        Failure.Of<ArgumentNullException>(() => GC.KeepAlive(new FittedRobustScaling([null!])))
            .Should().Be("Value cannot be null. (Parameter 'columns[0]')");
        Failure.Of<ArgumentNullException>(() => GC.KeepAlive(new FittedScaling([null!])))
            .Should().Be("Value cannot be null. (Parameter 'columns[0]')");
        Failure.Of<ArgumentNullException>(() => GC.KeepAlive(new ColumnScaling(null!, 0, 1)))
            .Should().Be("Value cannot be null. (Parameter 'Column')");
        Failure.Of<ArgumentOutOfRangeException>(() => GC.KeepAlive(new ColumnScaling("a", double.NaN, 1)))
            .Should().Be("Shift must be a finite number, got NaN. (Parameter 'Shift')");
        Failure.Of<ArgumentOutOfRangeException>(() => GC.KeepAlive(new ColumnScaling("a", 0, -1) with { Shift = 1 }))
            .Should().Be("Scale must be a finite number greater than 0, got -1. (Parameter 'Scale')");
        Failure.Of<ArgumentOutOfRangeException>(() => GC.KeepAlive(new ColumnScaling("a", 0, 1) with { Scale = 0 }))
            .Should().Be("Scale must be a finite number greater than 0, got 0. (Parameter 'Scale')");
    }

    [Fact]
    public void Apply_TableWithoutTheColumn_IsRefusedAndNotPassedOver()
    {
        FittedTransform[] transforms = [
            new FittedScaling([new("a", 0, 1)]), new FittedImputation([new("a", 0)]),
            new FittedOneHot([new("a", ["x"])], ignoreUnknown: true), new FittedRobustScaling([new("a", new(0, 1))]),
            new FittedPiecewiseLinear([new("a", new([0, 1, 2]))]), new FittedMissingIndicators(["a"]),
            new FittedCategoryCodes([new("a", new(["x", "y"], isSigned: true))])];
        foreach (var transform in transforms)
        {
            const string Missing = "The transform is for column \"a\", but the columns are b.";
            Failure.Of<ArgumentException>(() => transform.Apply(new RawTable(new NumericColumn("b", [1])))).Should().Be(Missing);
            Failure.Of<ArgumentException>(() => transform.ColumnsAfter([new("b", IsText: false)])).Should().Be(Missing);
            var isOfTexts = transform is FittedOneHot or FittedCategoryCodes;
            var kind = isOfTexts
                ? "The transform is for texts, but column \"a\" is numeric."
                : "The transform is for numbers, but column \"a\" is text.";
            RawColumn other = isOfTexts ? new NumericColumn("a", [1]) : new TextColumn("a", ["x"]);
            Failure.Of<ArgumentException>(() => transform.Apply(new RawTable(other))).Should().Be(kind);
            Failure.Of<ArgumentException>(() => transform.ColumnsAfter([new("a", !isOfTexts)])).Should().Be(kind);
            FluentActions.Invoking(() => transform.ColumnsAfter(null!))
                .Should().Throw<ArgumentNullException>().WithParameterName("columns");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void ColumnsAfter_OfEveryTransform_AreThoseThatApplyMakes(Transform transform)
    {
        var table = transform is OneHotCategories ? Transform.ImputeConstant("x").Fit(Train).Apply(Train) : Train;
        var fitted = transform.Fit(table);
        var made = fitted.Apply(table).Columns.Select(column => new InputColumn(column.Name, column is TextColumn));
        fitted.ColumnsAfter([.. table.Columns.Select(column => new InputColumn(column.Name, column is TextColumn))]).Should().Equal(made);
    }

    public static TheoryData<Transform> All =>
    [
        .. OfNumbers.Select(row => row.Data), Transform.ImputeConstant(0), Transform.OneHot(), Transform.PiecewiseLinear(),
        Transform.PiecewiseLinear(2, "b"), Transform.IndicateMissing(), Transform.EncodeCategories(), Transform.EncodeCategories(2),
    ];

    public static TheoryData<Transform> OfNumbers =>
    [
        Transform.Standardize(), Transform.MinMax(), Transform.ImputeMean(), Transform.ImputeMedian(), Transform.ImputeMostFrequent(),
        Transform.RobustScale(),
    ];

    [Theory]
    [MemberData(nameof(OfNumbers))]
    public void Fit_ColumnWithoutAnyValue_IsRefused(Transform transform) =>
        Failure.Of<ArgumentException>(() => transform.Fit(new RawTable(new NumericColumn("a", [double.NaN, double.NaN]))))
            .Should().Be("Column \"a\" has no value in the training set, so that nothing can be learned of it: leave it out.");

    [Fact]
    public void Fit_RangeTooLarge_IsRefused()
    {
        var table = new RawTable(new NumericColumn("a", [-1.7e308, 1.7e308]));

        Failure.Of<ArgumentException>(() => Transform.MinMax().Fit(table))
            .Should().Be("The range of column \"a\" is too large or too small for a double: express it in another unit.");
        Complete.Columns.Should().HaveCount(2);
    }
}

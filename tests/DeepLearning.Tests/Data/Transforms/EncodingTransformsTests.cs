namespace DeepLearning.Tests;

/// <summary>The transforms that networks for tables need: robust scaling, piecewise-linear encoding, gaps and categories.</summary>
public sealed class EncodingTransformsTests
{
    private static readonly RawTable Train = new(
        new NumericColumn("a", [8, 1, double.NaN, 4, 2]),
        new NumericColumn("b", [1, 1, 1, 1, 1]),
        new TextColumn("c", ["y", "x", null, "y", "x"]),
        new TextColumn("d", ["no", "yes", "no", "no", "yes"]),
        new TextColumn("e", ["same", "same", "same", "same", "same"]));

    private static readonly RawTable Other = new(
        new NumericColumn("a", [double.NaN, 6.25]),
        new NumericColumn("b", [double.NaN, 3]),
        new TextColumn("c", ["z", null]),
        new TextColumn("d", [null, "perhaps"]),
        new TextColumn("e", ["other", null]));

    private static string[] Names(RawTable table) => [.. table.Columns.Select(column => column.Name)];

    private static double[] Numbers(RawTable table, string column) => ((NumericColumn)table[column]).Values.ToArray();

    [Fact]
    public void RobustScale_HandComputed_LeavesMissingMissing()
    {
        var fitted = (FittedRobustScaling)Transform.RobustScale().Fit(Train);

        fitted.Columns.Should().Equal(
            new Learned<RobustScaling>("a", new(3, 1 / 3.25)), new Learned<RobustScaling>("b", new(1, 0)));
        var table = fitted.Apply(Other.WithRole(DataRole.Test));
        Names(table).Should().Equal("a", "b", "c", "d", "e");
        table.Role.Should().Be(DataRole.Test);
        Numbers(table, "a")[0].Should().Be(double.NaN);
        Numbers(table, "a")[1].Should().BeApproximately(3 / Math.Sqrt(10), 1e-15);
        Numbers(table, "b").Should().Equal(double.NaN, 0);
        table["c"].Should().BeSameAs(Other["c"]);
        Numbers(Transform.RobustScale("a").Fit(Train).Apply(Train), "b").Should().OnlyContain(value => value == 1, "only a was asked for");
    }

    [Fact]
    public void PiecewiseLinear_HandComputed_FollowsItsColumn()
    {
        // Quantiles at 0, 1/2 and 1 of 1, 2, 4, 8.
        var fitted = (FittedPiecewiseLinear)Transform.PiecewiseLinear(2).Fit(Train);

        fitted.Columns.Should().Equal(new Learned<PiecewiseLinearBins>("a", new([1, 3, 8])));
        var table = fitted.Apply(Other);
        Names(table).Should().Equal("a", "a[1]", "a[2]", "b", "c", "d", "e");
        table["a"].Should().BeSameAs(Other["a"]);
        Numbers(table, "a[1]").Should().Equal(double.NaN, 1);
        Numbers(table, "a[2]").Should().Equal(double.NaN, 0.65);
    }

    [Theory]
    [InlineData(1, 32)]
    [InlineData(16, 32)]
    [InlineData(17, 30)]
    [InlineData(100, 5)]
    [InlineData(200, 4)]
    public void PiecewiseLinear_WithoutBins_SharesInputsAmongTheColumns(int columns, int bins)
    {
        var table = new RawTable([.. Enumerable.Range(0, columns).Select(i =>
            new NumericColumn($"{i}", Enumerable.Range(0, 40).Select(row => (double)row).ToArray()))]);

        var fitted = (FittedPiecewiseLinear)Transform.PiecewiseLinear().Fit(table);

        fitted.Columns.Should().HaveCount(columns).And.OnlyContain(column => column.Value.Count == bins);
    }

    [Fact]
    public void PiecewiseLinear_ColumnsThatTellNothing_GetNoInputs()
    {
        var table = new RawTable(
            new NumericColumn("constant", [1, 1]), new NumericColumn("missing", [double.NaN, double.NaN]),
            new TextColumn("text", ["a", "b"]));

        Transform.PiecewiseLinear().Fit(table).Apply(table).Columns.Should().Equal(table.Columns);
        var row = Train.Subset(0);
        Transform.PiecewiseLinear().Fit(row).Apply(row).Columns.Should().Equal(row.Columns);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1025)]
    public void PiecewiseLinear_BinsOutOfRange_AreRefused(int bins) =>
        Failure.Of<ArgumentOutOfRangeException>(() => Transform.PiecewiseLinear(bins))
            .Should().Be($"bins must be from 2 to 1024, or null, got {bins}. (Parameter 'bins')");

    [Fact]
    public void PiecewiseLinear_NameThatIsThereAlready_IsRefused()
    {
        var table = new RawTable(new NumericColumn("a", [1, 2, 3]), new NumericColumn("a[1]", [1, 2, 3]));

        Failure.Of<ArgumentException>(() => Transform.PiecewiseLinear(2, "a").Fit(table).Apply(table))
            .Should().Be("Two columns are named \"a[1]\". (Parameter 'columns')");
    }

    [Fact]
    public void IndicateMissing_ColumnsWithGaps_AreFollowedByThem()
    {
        var table = Train.Replace(column => column.Name == "b" ? [column, new NumericColumn("none", new double[5])] : [column])
            .Replace(column => column.Name == "none" ? [new NumericColumn("none", Enumerable.Repeat(double.NaN, 5).ToArray())] : [column]);
        var fitted = (FittedMissingIndicators)Transform.IndicateMissing().Fit(table);

        fitted.Columns.Should().Equal(["a"], "b has no gap, none nothing else, and the rest are texts");
        Names(fitted.Apply(table)).Should().Equal("a", "a is missing", "b", "none", "c", "d", "e");
        Numbers(fitted.Apply(Train), "a is missing").Should().Equal(0, 0, 1, 0, 0);
        Numbers(fitted.Apply(Other), "a is missing").Should().Equal(1, 0);
        Transform.IndicateMissing("b").Fit(table).Apply(table).Columns.Should().Equal(table.Columns);
    }

    [Fact]
    public void EncodeCategories_OneTwoAndMore_BecomeNoneOneAndMoreColumns()
    {
        var fitted = Transform.EncodeCategories().Fit(Train);

        var table = fitted.Apply(Train);
        Names(table).Should().Equal("a", "b", "c is missing", "c=x", "c=y", "d");
        Numbers(table, "c is missing").Should().Equal(0, 0, 1, 0, 0);
        Numbers(table, "c=x").Should().Equal(0, 1, 0, 0, 1);
        Numbers(table, "c=y").Should().Equal(1, 0, 0, 1, 0);
        Numbers(table, "d").Should().Equal(-1, 1, -1, -1, 1);
        table["a"].Should().BeSameAs(Train["a"]);
    }

    [Fact]
    public void EncodeCategories_UnknownOnes_AreZeroAndNoError()
    {
        var table = Transform.EncodeCategories().Fit(Train).Apply(Other);

        Numbers(table, "c is missing").Should().Equal(0, 1);
        Numbers(table, "c=x").Should().Equal(0, 0);
        Numbers(table, "c=y").Should().Equal(0, 0);
        Numbers(table, "d").Should().Equal(0, 0);
    }

    [Fact]
    public void EncodeCategories_MoreThanAsked_KeepsTheMostFrequent()
    {
        var table = Transform.EncodeCategories(2, "c").Fit(Train).Apply(Train);

        Names(table).Should().Equal("a", "b", "c=x", "c=y", "d", "e");
        Numbers(table, "c=x").Should().Equal(0, 1, 0, 0, 1);
        table["d"].Should().BeSameAs(Train["d"], "only c was asked for");
    }

    [Fact]
    public void EncodeCategories_WhatCannotBe_IsRefused()
    {
        Failure.Of<ArgumentOutOfRangeException>(() => Transform.EncodeCategories(1))
            .Should().Be("maxCategories must be 2 or greater, got 1. (Parameter 'maxCategories')");
        Failure.Of<ArgumentException>(() => Transform.EncodeCategories().Fit(Train.Replace(column => column.Name == "e" ? [column] : [])))
            .Should().Be("Each of the columns (e) is the same text in all rows, so that none is left to learn from.");
    }

    [Fact]
    public void Fit_OneRow_LeavesOneRow()
    {
        var row = Train.Subset(0);
        var fitted = Pipeline.Of(
                Transform.RobustScale("a"), Transform.PiecewiseLinear(), Transform.IndicateMissing(), Transform.EncodeCategories())
            .Fit(row, target: "b");

        fitted.FeatureNames.Should().Equal("a");
        fitted.ToMatrix<double>(row).ToColumnMajorArray().Should().Equal(0);
    }

    [Fact]
    public void LearnedTheSameAs_OfOtherNumbersOrCategories_IsFalse()
    {
        FittedTransform[] transforms =
        [
            new FittedRobustScaling([new("a", new(0, 1))]), new FittedRobustScaling([new("a", new(0, 2))]),
            new FittedPiecewiseLinear([new("a", new([0, 1, 2]))]), new FittedPiecewiseLinear([new("a", new([0, 1, 3]))]),
            new FittedMissingIndicators(["a"]), new FittedMissingIndicators(["b"]),
            new FittedCategoryCodes([new("a", new(["x", "y"], isSigned: true))]),
            new FittedCategoryCodes([new("a", new(["x", "z"], isSigned: true))]),
            Neighbours("a", 1, 0), Neighbours("b", 1, 0), Neighbours("a", 2, 0), Neighbours("a", 1, 1),
        ];
        for (var i = 0; i < transforms.Length; i++)
        {
            for (var j = 0; j < transforms.Length; j++)
            {
                transforms[i].LearnedTheSameAs(transforms[j]).Should().Be(i == j);
            }
        }

        new FittedCategoryCodes([new("a", new(["x", "y"], isSigned: true))]).LearnedTheSameAs(transforms[6]).Should().BeTrue();
        Neighbours("a", 1, 0).LearnedTheSameAs(transforms[8]).Should().BeTrue();

        static FittedNeighbourMean Neighbours(string column, double scale, double value) => new(
            "near", new(new(column, new double[14], scale), new("y", new double[14], 1), [.. Enumerable.Repeat(value, 14)]));
    }
}

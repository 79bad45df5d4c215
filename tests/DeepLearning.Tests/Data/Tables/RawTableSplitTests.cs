using FsCheck;
using FsCheck.Fluent;

namespace DeepLearning.Tests;

public sealed class RawTableSplitTests
{
    private static RawTable Visits => new(
        RawColumn.Numeric("i", 0, 1, 2, 3, 4, 5, 6, 7),
        RawColumn.Text("patient", "a", "b", "a", null, "b", "c", null, "a"),
        RawColumn.Text("ill", "yes", "no", "yes", "no", "no", "yes", "no", "yes"),
        RawColumn.Text(
            "day", "2026-02-01", "2026-01-31", "2025-12-01", "2026-02-01", "2026-01-30", "2026-01-31", "2026-02-01", "2026-03-01"),
        RawColumn.Numeric("year", 3, 1, 2, 1, 2, 1, double.NaN, 10));

    /// <summary>Row i has the number i and the given time.</summary>
    private static RawTable Timed(params ReadOnlySpan<double> times) => new(
        RawColumn.Numeric("i", [.. Enumerable.Range(0, times.Length).Select(i => (double)i)]), RawColumn.Numeric("time", times));

    private static int[] Numbers(RawTable table) => Array.ConvertAll(table["i"].Numbers.ToArray(), i => (int)i);

    [Fact]
    public void Split_GroupedBy_PartsNoGroupAndTakesMissingOnesByThemselves()
    {
        var cases =
            from patients in Gen.Choose(0, 9).ArrayOf(60)
            from seed in Gen.Choose(0, 1000)
            from strata in Gen.Elements("ill", null)
            select (patients, seed, strata);

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var table = new RawTable(
                RawColumn.Numeric("i", [.. Enumerable.Range(0, 60).Select(i => (double)i)]),
                RawColumn.Numeric("patient", [.. c.patients.Select(patient => patient == 0 ? double.NaN : patient)]),
                RawColumn.Text("ill", [.. c.patients.Select((patient, i) => (patient + i) % 3 == 0 ? "yes" : "no")]));

            var (train, dev, test) = table.Split(0.5, 0.25, 0.25, c.seed, c.strata, "patient");

            RawTable[] parts = [train, dev, test];
            parts.SelectMany(Numbers).Order().Should().Equal(Enumerable.Range(0, 60));
            parts.SelectMany(part => Numbers(part).Select(i => c.patients[i]).Where(patient => patient != 0).Distinct())
                .Should().OnlyHaveUniqueItems("no patient is in two parts");
            parts.Select(part => part.Role).Should().Equal(DataRole.Train, DataRole.Dev, DataRole.Test);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Folds_GroupedBy_TakeMissingValuesForGroupsOfTheirOwn()
    {
        // a, b, c and the two rows without a patient: five groups, of three rows at most.
        var folds = Visits.Folds(5, seed: 1, groupedBy: "patient").ToArray();

        folds.Select(fold => string.Concat(Numbers(fold.Validation).Order())).Order().Should().Equal("027", "14", "3", "5", "6");
        folds.Should().OnlyContain(
            fold => fold.Train.Rows + fold.Validation.Rows == 8
                && fold.Train.Role == DataRole.Train && fold.Validation.Role == DataRole.Dev);
        Failure.Of<ArgumentOutOfRangeException>(() => Visits.Folds(6, seed: 1, groupedBy: "patient"))
            .Should().Be("The number of folds is 6, but must lie between 2 and the number of groups, 5. (Parameter 'count')");
        Failure.Of<ArgumentException>(() => Visits.Split(0.5, 0.5, seed: 1, groupedBy: "customer"))
            .Should().Be(
                "The table has no column \"customer\"; its columns are i, patient, ill, day, year. (Parameter 'name')");
    }

    [Fact]
    public void Split_GroupedAndStratified_KeepsTheProportionsAsWellAsGroupsAllow()
    {
        var table = new RawTable(
            RawColumn.Text("patient", "a", "a", "b", "b", "c", "c", "d", "d"),
            RawColumn.Text("ill", "yes", "yes", "yes", "yes", "no", "no", "no", "no"));

        for (var seed = 0; seed < 20; seed++)
        {
            var (train, test) = table.Split(0.5, 0.5, seed, stratifiedBy: "ill", groupedBy: "patient");

            train["ill"].Texts.ToArray().Order().Should().Equal("no", "no", "yes", "yes");
            test["ill"].Texts.ToArray().Order().Should().Equal("no", "no", "yes", "yes");
        }
    }

    [Fact]
    public void SplitInOrder_WithoutAColumn_TakesTheRowsAsTheyStand()
    {
        var (train, dev, test) = Visits.SplitInOrder(0.5, 0.25, 0.25);

        Numbers(train).Should().Equal(0, 1, 2, 3);
        Numbers(dev).Should().Equal(4, 5);
        Numbers(test).Should().Equal(6, 7);
        (train.Role, dev.Role, test.Role).Should().Be((DataRole.Train, DataRole.Dev, DataRole.Test));
    }

    /// <summary>
    /// By day the rows are 2, 4, (1, 5), (0, 3, 6), 7. Half of eight ends after row 5, three quarters after row 3: row 6, of the same day,
    /// joins dev.
    /// </summary>
    [Fact]
    public void SplitInOrder_ByTexts_PutsRowsOfOneDayOnTheEarlierSide()
    {
        var (train, dev, test) = Visits.SplitInOrder(0.5, 0.25, 0.25, orderedBy: "day");

        Numbers(train).Should().Equal(2, 4, 1, 5);
        Numbers(dev).Should().Equal(0, 3, 6);
        Numbers(test).Should().Equal(7);
    }

    [Fact]
    public void SplitInOrder_ByNumbers_OrdersBySizeAndKeepsTheOrderOfEqualOnes()
    {
        var (train, test) = Timed(10, 9, 2, -1, 9, 2).SplitInOrder(0.5, 0.5, orderedBy: "time");

        Numbers(train).Should().Equal(3, 2, 5);
        Numbers(test).Should().Equal(1, 4, 0);
        (train.Role, test.Role).Should().Be((DataRole.Train, DataRole.Test));
    }

    [Fact]
    public void InOrder_OfAnyTimes_NoLaterRowIsInAnEarlierPart()
    {
        var cases =
            from times in Gen.Choose(0, 40).Select(time => (double)time).ArrayOf(50)
            from count in Gen.Choose(2, 3)
            select (times, count);

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            double[] Times(RawTable part) => part["time"].Numbers.ToArray();
            var most = c.times.CountBy(time => time).Max(time => time.Value);
            var (train, test) = Timed(c.times).SplitInOrder(0.6, 0.4, "time");

            Times(train).Concat(Times(test)).Should().Equal(c.times.Order());
            Times(train)[^1].Should().BeLessThan(Times(test)[0], "rows of one time are not parted");
            train.Rows.Should().BeInRange(30, 30 + most - 1);
            foreach (var (before, after) in Timed(c.times).FoldsInOrder(c.count, "time"))
            {
                Times(before)[^1].Should().BeLessThan(Times(after)[0]);
                Times(before).Concat(Times(after)).Should().Equal(c.times.Order().Take(before.Rows + after.Rows));
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void FoldsInOrder_ByAColumn_ChainsForward()
    {
        var folds = Timed(5, 4, 3, 2, 1, 1, 0).FoldsInOrder(2, "time").ToArray();

        folds.Select(fold => string.Concat(Numbers(fold.Train))).Should().Equal("645", "64532");
        folds.Select(fold => string.Concat(Numbers(fold.Validation))).Should().Equal("32", "10");
        folds.Should().OnlyContain(fold => fold.Train.Role == DataRole.Train && fold.Validation.Role == DataRole.Dev);
        Visits.FoldsInOrder(3).Select(fold => string.Concat(Numbers(fold.Validation))).Should().Equal("23", "45", "67");
    }

    public static TheoryData<string, Action> Refused => new()
    {
        {
            "Row 6 of column \"year\", counted from 0, is missing, so the row has no place in the order: leave it out with Subset, or " +
            "order by another column. (Parameter 'orderedBy')",
            () => Visits.SplitInOrder(0.5, 0.5, "year")
        },
        {
            "Row 3 of column \"patient\", counted from 0, is missing, so the row has no place in the order: leave it out with Subset, or " +
            "order by another column. (Parameter 'orderedBy')",
            () => Visits.FoldsInOrder(2, "patient")
        },
        {
            "The table has no column \"hour\"; its columns are i, patient, ill, day, year. (Parameter 'name')",
            () => Visits.SplitInOrder(0.5, 0.25, 0.25, "hour")
        },
        {
            "Rows of equal time stay together on the earlier side of a border, which leaves none for test, which was to have 2 of 4 " +
            "rows: ask for more, or order by a column of finer times. (Parameter 'test')",
            () => Timed(1, 2, 2, 2).SplitInOrder(0.5, 0.5, "time")
        },
        {
            "Rows of equal time stay together on the earlier side of a border, which leaves none for dev, which was to have 1 of 4 " +
            "rows: ask for more, or order by a column of finer times. (Parameter 'dev')",
            () => Timed(1, 1, 1, 2).SplitInOrder(0.5, 0.25, 0.25, "time")
        },
        {
            "Rows of equal time stay together on the earlier side of a border, which leaves none for block 1 of the 3 blocks, counted " +
            "from 0: ask for fewer folds, or order by a column of finer times. (Parameter 'count')",
            () => Timed(1, 1, 2).FoldsInOrder(2, "time")
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Divisions_ThatCannotBe_AreRefused(string message, Action call) =>
        Failure.Of<ArgumentException>(call).Should().Be(message);

    [Fact]
    public void InOrder_OfWhatIsHeldOut_IsRefused()
    {
        Failure.Of<InvalidOperationException>(() => Visits.WithRole(DataRole.Test).SplitInOrder(0.5, 0.5))
            .Should().StartWith("This is the test set:");
        Failure.Of<InvalidOperationException>(() => Visits.WithRole(DataRole.Dev).FoldsInOrder(2))
            .Should().StartWith("This is the development set:");
        Failure.Of<ArgumentOutOfRangeException>(() => Visits.FoldsInOrder(8))
            .Should().StartWith("The number of folds is 8, but must lie between 2 and the number of examples less 1, 7:");
    }
}

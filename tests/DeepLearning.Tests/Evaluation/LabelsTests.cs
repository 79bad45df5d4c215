namespace DeepLearning.Tests;

public sealed class LabelsTests
{
    [Fact]
    public void Of_EveryColumn_AreTheRowsThatReachTheirThreshold() =>
        Labels.Of<double>([0.5, 0.2, 0.9, 0.4, 0.1, 0.2, 0.6, 0.7, 0.8], [0.5, 0.7, 0.9]).Should()
            .BeEquivalentTo(new int[][] { [0, 2], [], [0, 1] }, options => options.WithStrictOrdering());

    [Fact]
    public void Thresholds_NoneOneOrAll_AreOneForEachOutput()
    {
        Labels.Thresholds([], 2).Should().Equal(0.5, 0.5);
        Labels.Thresholds([0.3], 3).Should().Equal(0.3, 0.3, 0.3);
        Labels.Thresholds([0.1, 0.2], 2).Should().Equal(0.1, 0.2);
    }

    [Fact]
    public void Thresholds_TooFewOrNotFinite_AreRefused()
    {
        Failure.Of<ArgumentException>(() => Labels.Thresholds([0.1, 0.2], 3)).Should()
            .Be("There are 2 thresholds for 3 outputs: give one for each, one for all, or none for 0.5. (Parameter 'thresholds')");
        Failure.Of<ArgumentException>(() => Labels.Thresholds([0.1, double.NaN], 2)).Should()
            .Be("thresholds[1] is NaN; a threshold must be a finite number. (Parameter 'thresholds')");
    }

    [Fact]
    public void Names_NotGiven_AreTheNumbersOfTheRows()
    {
        Labels.Names(null, 2).Should().Equal("0", "1");
        Labels.Names(["cat", "dog"], 2).Should().Equal("cat", "dog");
    }
}

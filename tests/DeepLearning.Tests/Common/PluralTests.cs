namespace DeepLearning.Tests;

public sealed class PluralTests
{
    [Theory]
    [InlineData(0, "output", "0 outputs")]
    [InlineData(1, "output", "1 output")]
    [InlineData(2, "output", "2 outputs")]
    [InlineData(1, "class", "1 class")]
    [InlineData(3, "class", "3 classes")]
    [InlineData(2, "feature name", "2 feature names")]
    [InlineData(2, "batch", "2 batches")]
    [InlineData(2, "epoch", "2 epochs")]
    [InlineData(2, "box", "2 boxes")]
    [InlineData(2, "entry", "2 entries")]
    [InlineData(1, "entry", "1 entry")]
    [InlineData(2, "array", "2 arrays")]
    [InlineData(-1, "row", "-1 rows")]
    [InlineData(5_000_000_000, "byte", "5000000000 bytes")]
    public void Of_CountAndNoun_Agree(long count, string noun, string expected) => Plural.Of(count, noun).Should().Be(expected);

    [Fact]
    public void Of_ForeignCulture_WritesTheSameDigits() =>
        Culture.Of(Culture.German, () => Plural.Of(1797, "example", "N0")).Should().Be("1,797 examples");

    [Theory]
    [InlineData(1, "is 1 label")]
    [InlineData(2, "are 2 labels")]
    public void Are_CountAndNoun_AgreeWithTheVerb(int count, string expected) => Plural.Are(count, "label").Should().Be(expected);

    [Theory]
    [InlineData(1, "pass")]
    [InlineData(2, "passes")]
    public void Noun_Count_HasNoDigits(int count, string expected) => Plural.Noun(count, "pass").Should().Be(expected);
}

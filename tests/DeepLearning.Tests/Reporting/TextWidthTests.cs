namespace DeepLearning.Tests;

public sealed class TextWidthTests
{
    [Fact]
    public void Wrap_LongText_BreaksAtSpacesAndKeepsEveryWord()
    {
        const string Text = "accuracy 97.77 % of 359 examples; shaded by the share of the actual class";
        var lines = TextWidth.Wrap(Text, 200);
        string.Join(' ', lines).Should().Be(Text);
        lines.Should().HaveCountGreaterThan(2).And.OnlyContain(line => TextWidth.Of(line) <= 200);
    }

    [Fact]
    public void Wrap_ShortText_IsOneLine() => TextWidth.Wrap("27 trials", 200).Should().Equal("27 trials");

    [Fact]
    public void Wrap_WordWiderThanALine_IsShortened()
    {
        var lines = TextWidth.Wrap("a " + new string('w', 100) + " b", 60);
        lines.Should().HaveCount(3).And.OnlyContain(line => TextWidth.Of(line) <= 60);
        lines[1].Should().EndWith("…");
    }
}

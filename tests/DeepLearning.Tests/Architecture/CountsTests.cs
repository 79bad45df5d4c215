using System.Text.RegularExpressions;

namespace DeepLearning.Tests;

/// <summary>Texts of the library say "1 output" and "2 outputs": counts are written by Plural, which makes the noun agree.</summary>
public sealed partial class CountsTests
{
    /// <summary>What may stay as it is: the count is never 1, or it is a shape.</summary>
    private static readonly string[] Exceptions =
    [
        "Text.Shape(numbers.Length, transformed.Rows)} numbers",
        "{x.Length} and {y.Length} numbers",
        "{averages.Length} averages",
        "{thresholds.Length} thresholds",
        "{count:N0} inspected steps",
        "{count:N0} numbers, but at most",
        "{MostNumbers:N0} numbers",
        "{(Int128)rows * columns:N0} numbers, but an array",
        "{layers[^1].Activation.Name} outputs",
    ];

    private static readonly string[] Unswept = ["Export/Onnx/", "Data/Readers/", "Serialization/"];

    [Fact]
    public void Texts_WriteCountsThroughPlural() => Repository.CSharpFiles(Repository.LibrarySources)
        .Where(file => !Unswept.Any(folder => file.Key.StartsWith(folder, StringComparison.Ordinal)))
        .SelectMany(file => Violations(file.Value).Select(line => $"{file.Key}: {line}"))
        .Should().BeEmpty("a count of 1 would not agree with its noun: write {Plural.Of(count, \"noun\")}");

    [Fact]
    public void Violations_OfText_AreSeen() => Violations(
        """
        /// <summary>{n} outputs.</summary>
        $"has {data.Outputs} outputs and {Plural.Of(1, "example")}, {Math.Max(2, n):N0} examples"
        $"{name} holds {layer} has"
        """).Should().Equal(
        """$"has {data.Outputs} outputs and {Plural.Of(1, "example")}, {Math.Max(2, n):N0} examples" """.TrimEnd());

    private static IEnumerable<string> Violations(string source) => source.Split('\n').Select(line => line.Trim())
        .Where(
            line =>
                !line.StartsWith("//", StringComparison.Ordinal) && CountBeforeNoun()
                    .IsMatch(Exceptions.Aggregate(line, (left, one) => left.Replace(one, "", StringComparison.Ordinal))));

    [GeneratedRegex(
        @"\{[^{}""\s][^{}""]*\} (?:inspected " +
        @")?(?:outputs|inputs|examples|features|rows|columns|classes|labels|units|layers|steps|" +
        @"epochs|trials|parameters|weights|numbers|values|names|" +
        @"averages|elements|measurements|nodes|networks|thresholds|dimensions|tensors)\b",
        RegexOptions.ExplicitCapture)]
    private static partial Regex CountBeforeNoun();
}

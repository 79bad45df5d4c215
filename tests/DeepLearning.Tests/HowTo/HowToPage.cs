using System.Text.RegularExpressions;

namespace DeepLearning.Tests;

/// <summary>Some code of a page, and the text that it says this code prints.</summary>
/// <param name="Code">The blocks of C# since the last text.</param>
/// <param name="Printed">The block of text after them; nothing where the program ends without one.</param>
internal sealed record HowToPart(string Code, string Printed);

/// <summary>The programs of a page in Markdown.</summary>
/// <remarks>
/// The blocks marked <c>csharp</c> are one program, in their order, until the line <c>&lt;!-- another program --&gt;</c> begins the next. A
/// block marked <c>text</c> is what the blocks before it print, since the last such block. Other blocks are neither.
/// </remarks>
internal static partial class HowToPage
{
    private const string AnotherProgram = "<!-- another program -->";

    public static string Folder { get; } = Path.Combine(Repository.Root, "samples", "HowTo");

    /// <summary>The names of the files of the pages, the index among them.</summary>
    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder, "*.md").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public static IReadOnlyList<IReadOnlyList<HowToPart>> Programs(string markdown) =>
        [.. Lf(markdown).Split($"\n{AnotherProgram}\n").Select(Parts).Where(parts => parts.Count > 0)];

    /// <summary>A text without the differences between systems: of line ends, and of white space at the ends of lines.</summary>
    public static string Lf(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));

    private static List<HowToPart> Parts(string program)
    {
        var (parts, code) = (new List<HowToPart>(), string.Empty);
        foreach (Match block in Block().Matches(program))
        {
            if (block.Groups["language"].Value == "csharp")
            {
                code += block.Groups["content"].Value;
            }
            else if (code.Length > 0)
            {
                parts.Add(new(code, block.Groups["content"].Value));
                code = string.Empty;
            }
        }

        return code.Length == 0 ? parts : [.. parts, new(code, string.Empty)];
    }

    [GeneratedRegex(@"^```(?<language>csharp|text)\n(?<content>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}

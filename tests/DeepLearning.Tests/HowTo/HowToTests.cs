using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Text.RegularExpressions;

namespace DeepLearning.Tests;

/// <summary>Every block of C# on the how-to pages and in the README compiles without a warning, runs, and prints what the page says.</summary>
[Collection(nameof(HowToTests))]
public sealed partial class HowToTests
{
    /// <summary>
    /// Where products and sums are rounded in the same way as where the pages were written, and elementary functions do not come from
    /// another system's library; elsewhere the last digits may be others.
    /// </summary>
    private static readonly bool SameBits = OperatingSystem.IsLinux() && Vector128.IsHardwareAccelerated && (Fma.IsSupported || AdvSimd.IsSupported) && Backend.Current == Backend.Simd;

    public static TheoryData<string> Pages =>
        ["README.md", .. Directory.EnumerateFiles(HowToPage.Folder, "*.md").Select(path => $"samples/HowTo/{Path.GetFileName(path)}").Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Code_RunsAndPrintsWhatThePageSays(string page)
    {
        foreach (var program in HowToPage.Programs(File.ReadAllText(Path.Combine(Repository.Root, page))))
        {
            program.Should().Contain(part => part.Printed.Length > 0, "a program shows what it prints");
            HowToProgram.Run(program, Folder()).Select(Comparable).Should().Equal(program.Select(part => Comparable(part.Printed)));
        }
    }

    [Fact]
    public void Index_LinksEveryPage()
    {
        var index = File.ReadAllText(Path.Combine(HowToPage.Folder, "README.md"));
        var pages = Directory.EnumerateFiles(HowToPage.Folder, "*.md").Select(path => Path.GetFileName(path)).Where(name => name != "README.md");

        pages.Should().HaveCountGreaterThan(12).And.OnlyContain(name => index.Contains($"]({name})"));
    }

    [Fact]
    public void Parts_AreTheBlocksUpToTheirText()
    {
        const string page =
            """
            ```csharp
            var x = 1;
            ```
            ```csharp
            Console.WriteLine(x);
            ```
            ```text
            1
            ```
            ```sh
            ls
            ```
            <!-- another program -->
            ```csharp
            var x = 2;
            ```
            """;

        HowToPage.Programs(page).Should().BeEquivalentTo(new[]
        {
            new[] { new HowToPart("var x = 1;\nConsole.WriteLine(x);\n", "1\n") },
            [new HowToPart("var x = 2;\n", "")],
        });
    }

    [Fact]
    public void Run_IsOneProgram_AndRefusesWarningsAndUnusedImports()
    {
        HowToPart[] parts = [new("using System.Text;\nvar x = Two.Of(new StringBuilder(\"1\"));\nConsole.WriteLine(x);\nclass Two { public static double Of(object o) => 2.5; }", ""), new("Console.Write(x + 1);", "")];
        HowToProgram.Run(parts, Path.GetTempPath()).Should().Equal("2.5\n", "3.5");

        FluentActions.Invoking(() => HowToProgram.Run([new("int x;", "")], Path.GetTempPath())).Should().Throw<Exception>().WithMessage("*CS0168*");
        FluentActions.Invoking(() => HowToProgram.Run([new("using System.Text;\nConsole.Write(1);", "")], Path.GetTempPath())).Should().Throw<Exception>().WithMessage("*CS8019*");
        FluentActions.Invoking(() => HowToProgram.Run([new("int.Parse(\"one\");", "")], Path.GetTempPath())).Should().Throw<FormatException>();
    }

    /// <summary>A fresh folder with the tables that pages read.</summary>
    private static string Folder()
    {
        var folder = Directory.CreateTempSubdirectory("how-to").FullName;
        File.Copy(Path.Combine(AppContext.BaseDirectory, "digits.csv"), Path.Combine(folder, "digits.csv"));
        File.Copy(Path.Combine(Repository.Root, "samples", "Regression", "concrete.csv"), Path.Combine(folder, "concrete.csv"));
        return folder;
    }

    private static string Comparable(string printed) => SameBits ? HowToPage.Lf(printed).TrimEnd() : NumbersAndSpace().Replace(printed, " ").Trim();

    [GeneratedRegex(@"[-−]?[0-9][0-9.,]*(E[-+]?[0-9]+)?|\s+")]
    private static partial Regex NumbersAndSpace();
}

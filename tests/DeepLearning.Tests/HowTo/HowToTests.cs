using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Text.RegularExpressions;

namespace DeepLearning.Tests;

/// <summary>Every block of C# on the how-to pages and in the README compiles without a warning, runs, and prints what follows it.</summary>
[Collection(nameof(HowToTests))]
public sealed partial class HowToTests
{
    /// <summary>
    /// Where products and sums are rounded in the same way as where the pages were written, and elementary functions do not come from
    /// another system's library; elsewhere the last digits may be others.
    /// </summary>
    private static readonly bool SameBits = Backend.Current == Backend.Simd
        && OperatingSystem.IsLinux() && Vector128.IsHardwareAccelerated && (Fma.IsSupported || AdvSimd.IsSupported);

    public static TheoryData<string> Pages =>
        ["README.md", .. HowToPage.Names.Where(name => name != "README.md").Select(name => $"samples/HowTo/{name}")];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Code_RunsAndPrintsWhatThePageSays(string page)
    {
        var programs = HowToPage.Programs(File.ReadAllText(Path.Combine(Repository.Root, page)));
        programs.Should().NotBeEmpty();
        foreach (var program in programs)
        {
            program.Should().Contain(part => part.Printed.Length > 0, "a program shows what it prints");
            Run(program).Select(Comparable).Should().Equal(program.Select(part => Comparable(part.Printed)));
        }
    }

    [Fact]
    public void Index_LinksEveryPage()
    {
        var index = File.ReadAllText(Path.Combine(HowToPage.Folder, "README.md"));
        var pages = HowToPage.Names.Where(name => name != "README.md");

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
        const string half = "class Half { public static double Of(double x) => x / 2; }";
        Run([new($"var x = 5;\nConsole.WriteLine(Half.Of(x));\n{half}", ""), new("Console.Write(x);", "")]).Should().Equal("2.5\n", "5");

        Failing("int x;").Should().Throw<Exception>().WithMessage("*CS0168*");
        Failing("using System.Text;\nConsole.Write(1);").Should().Throw<Exception>().WithMessage("*CS8019*");
        Failing("int.Parse(\"one\");").Should().Throw<FormatException>();

        static Func<object> Failing(string code) => () => Run([new(code, "")]);
    }

    /// <summary>Runs a program in a folder of its own, with the tables that pages read.</summary>
    private static IReadOnlyList<string> Run(IReadOnlyList<HowToPart> program)
    {
        var folder = Directory.CreateTempSubdirectory("how-to").FullName;
        try
        {
            foreach (var table in new[] { "Digits/digits.csv", "Regression/concrete.csv" })
            {
                File.Copy(Path.Combine(Repository.Root, "samples", table), Path.Combine(folder, Path.GetFileName(table)));
            }

            return HowToProgram.Run(program, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Comparable(string printed) =>
        SameBits ? HowToPage.Lf(printed).TrimEnd() : NumbersAndSpace().Replace(printed, " ").Trim();

    [GeneratedRegex(@"[-−]?[0-9][0-9.,]*(E[-+]?[0-9]+)?|\s+")]
    private static partial Regex NumbersAndSpace();
}

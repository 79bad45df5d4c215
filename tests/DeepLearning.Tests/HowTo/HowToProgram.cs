using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepLearning.Tests;

/// <summary>Compiles code of a page as the program of a new console project, and runs it.</summary>
internal static class HowToProgram
{
    private const char EndOfPart = '\f';
    private const string UnnecessaryUsing = "CS8019";

    /// <summary>What a console project imports by itself.</summary>
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; " +
        "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    /// <summary>Takes the place of System.Console, so that nothing that the process prints meanwhile gets between.</summary>
    private const string ConsoleClass =
        """
        internal static class Console
        {
            public static System.IO.StringWriter Out { get; } = new(System.Globalization.CultureInfo.InvariantCulture) { NewLine = "\n" };

            public static void Write(object? value) => Out.Write(value);

            public static void WriteLine(object? value = null) => Out.WriteLine(value);
        }
        """;

    private static readonly CSharpParseOptions Language = new(LanguageVersion.Latest);

    /// <summary>The platform, the library, and what the library brings along.</summary>
    private static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(() =>
    {
        var platform = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string[] package = ["DeepLearning.dll", "MathNet.Numerics.dll", "System.Numerics.Tensors.dll"];
        return [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == platform || package.Contains(Path.GetFileName(path)))
            .Select(path => MetadataReference.CreateFromFile(path))];
    });

    /// <summary>Runs the parts of a program in a folder; what each printed.</summary>
    public static IReadOnlyList<string> Run(IReadOnlyList<HowToPart> parts, string folder)
    {
        var context = new AssemblyLoadContext("how-to", isCollectible: true);
        var (culture, before) = (CultureInfo.CurrentCulture, Directory.GetCurrentDirectory());
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            Directory.SetCurrentDirectory(folder);
            var program = context.LoadFromStream(Compile(Program(parts)));
            var arguments = program.EntryPoint!.GetParameters().Length == 0 ? null : new object[] { Array.Empty<string>() };
            program.EntryPoint.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
            var printed = program.GetType("Console")!.GetProperty("Out")!.GetValue(null)!.ToString()!;
            return printed.Split(EndOfPart)[..parts.Count];
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
            CultureInfo.CurrentCulture = culture;
            context.Unload();
        }
    }

    /// <summary>One file of all parts: what they import, their statements, and their types at the end.</summary>
    private static string Program(IReadOnlyList<HowToPart> parts)
    {
        var units = parts.Select(part => CSharpSyntaxTree.ParseText(part.Code, Language).GetCompilationUnitRoot()).ToList();
        var imports = units.SelectMany(unit => unit.Usings).Select(import => import.ToString()).Distinct(StringComparer.Ordinal);
        var statements = units.Select(unit => string.Concat(unit.Members.Where(member => member is GlobalStatementSyntax)));
        var ended = statements.Select(part => $"{part}\nConsole.Write((char){(int)EndOfPart});");
        var types = units.SelectMany(unit => unit.Members.Where(member => member is not GlobalStatementSyntax));
        return string.Join('\n', [.. imports, .. ended, .. types.Select(type => type.ToFullString())]);
    }

    private static MemoryStream Compile(string program)
    {
        var tree = CSharpSyntaxTree.ParseText(program, Language);
        var compilation = CSharpCompilation.Create(
            "page",
            [tree, CSharpSyntaxTree.ParseText(ConsoleClass, Language), CSharpSyntaxTree.ParseText(ImplicitUsings, Language)],
            References.Value,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        var image = new MemoryStream();
        compilation.Emit(image).Diagnostics.Where(IsComplaint).Should().BeEmpty(program);
        image.Position = 0;
        return image;

        bool IsComplaint(Diagnostic diagnostic) => diagnostic.Severity >= DiagnosticSeverity.Warning
            || (diagnostic.Id == UnnecessaryUsing && diagnostic.Location.SourceTree == tree);
    }
}

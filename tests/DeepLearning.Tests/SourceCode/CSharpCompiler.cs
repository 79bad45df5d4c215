using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepLearning.Tests;

/// <summary>Compiles generated C# against the base library alone, as the oldest version of the language that it promises.</summary>
internal static class CSharpCompiler
{
    public static Assembly Compile(IEnumerable<string> sources)
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var compilation = CSharpCompilation.Create(
            "generated",
            sources.Select(source => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp7_3))),
            new[] { "System.Private.CoreLib.dll", "System.Runtime.dll" }.Select(
                file => MetadataReference.CreateFromFile(Path.Combine(folder, file))),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release,
                generalDiagnosticOption: ReportDiagnostic.Error));
        using var image = new MemoryStream();
        compilation.Emit(image).Diagnostics.Should().BeEmpty();
        return Assembly.Load(image.ToArray());
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepLearning.Tests;

/// <summary>A use of a type or a member by one file that another file declares.</summary>
/// <param name="From">The path of the file that uses it.</param>
/// <param name="Name">What is used, with its type.</param>
/// <param name="To">The path of the file that declares it: of a partial type the file named as it.</param>
internal sealed record FileReference(string From, string Name, string To);

/// <summary>Finds out which file uses what of which, as the compiler understands it.</summary>
internal static class FileReferences
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; " +
        "global using System.Threading; global using System.Threading.Tasks;";

    /// <summary>Every use between two files.</summary>
    /// <param name="files">Sources by path.</param>
    public static IReadOnlyList<FileReference> Of(IReadOnlyDictionary<string, string> files)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var trees = files.Select(file => CSharpSyntaxTree.ParseText(file.Value, options, file.Key)).ToArray();
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "sources",
            [.. trees, CSharpSyntaxTree.ParseText(ImplicitUsings, options)],
            platform.Where(path => !Path.GetFileName(path).StartsWith("DeepLearning", StringComparison.Ordinal))
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        return [.. trees.AsParallel().SelectMany(tree => Of(tree, compilation.GetSemanticModel(tree))).Distinct()];
    }

    private static IEnumerable<FileReference> Of(SyntaxTree tree, SemanticModel model) =>
        from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
        let found = model.GetSymbolInfo(name)
        let symbol = Declared(found.Symbol ?? found.CandidateSymbols.FirstOrDefault())
        where symbol is not null
        let file = FileOf(symbol)
        where file is not null && file != tree.FilePath
        select new FileReference(
            tree.FilePath, symbol is INamedTypeSymbol ? symbol.Name : $"{symbol.ContainingType?.Name}.{symbol.Name}", file);

    private static ISymbol? Declared(ISymbol? symbol) => symbol switch
    {
        INamedTypeSymbol or IFieldSymbol or IPropertySymbol or IEventSymbol => symbol.OriginalDefinition,

        // A constructor without parameters may be declared nowhere: then the type is meant.
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => constructor.ContainingType.OriginalDefinition,
        IMethodSymbol method => (method.ReducedFrom ?? method).OriginalDefinition,
        _ => null,
    };

    private static string? FileOf(ISymbol symbol) => symbol.DeclaringSyntaxReferences
        .Select(reference => reference.SyntaxTree.FilePath)
        .OrderBy(path => Path.GetFileName(path).Length).ThenBy(path => path, StringComparer.Ordinal)
        .FirstOrDefault();
}

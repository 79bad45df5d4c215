using System.Text.RegularExpressions;

namespace DeepLearning.Tests;

/// <summary>An order of folders: the code of a row may use itself and what stands above it.</summary>
/// <param name="rows">
/// From the foundations up, the names on one row separated by ", " and strangers to each other. A name is a folder, with its subfolders, or
/// one file of the root; <see cref="Root"/> is the rest of the root.
/// </param>
internal sealed partial class FolderOrder(params IReadOnlyList<string> rows)
{
    public const string Root = "(root)";

    private readonly Dictionary<string, int> rowOf = rows
        .SelectMany((row, i) => row.Split(", ").Select(name => (Name: name, Row: i)))
        .ToDictionary(place => place.Name, place => place.Row, StringComparer.Ordinal);

    /// <summary>
    /// Every top-level type declared in the files, with the path of the file; generic and plain types of one name are told apart by folder
    /// only.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Declarations(IReadOnlyDictionary<string, string> files) => files
        .SelectMany(file => Declaration().Matches(file.Value).Select(match => (Type: match.Groups["name"].Value, Path: file.Key)))
        .GroupBy(declaration => declaration.Type, declaration => declaration.Path, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    /// <summary>What breaks the order, a line of text each; empty when nothing does.</summary>
    public IReadOnlyList<string> Violations(IReadOnlyDictionary<string, string> files, IEnumerable<Type> types)
    {
        var outermost = types.Where(type => !type.IsNested && !type.Name.StartsWith('<')).ToHashSet();
        var declarations = Declarations(files);
        var places = files.Keys.Select(Place).ToHashSet();
        return
        [
            .. places.Where(place => !rowOf.ContainsKey(place)).Order().Select(place => $"{place} is not in the list: give it its place"),
            .. rowOf.Keys.Where(place => !places.Contains(place)).Select(place => $"{place} is in the list, but not among the sources"),
            .. outermost.Where(type => !declarations.ContainsKey(Name(type))).Select(type => $"{type.FullName} is declared in no file"),
            .. from type in outermost
               where declarations.ContainsKey(Name(type))
               from used in TypeReferences.Of(type)
               where outermost.Contains(used) && declarations.ContainsKey(Name(used))
               let @from = declarations[Name(type)]
               let to = declarations[Name(used)]
               where !Allowed(Place(@from), Place(to))
               orderby @from, to
               select $"{@from} uses {Name(used)} of {to}",
        ];
    }

    private bool Allowed(string from, string to) =>
        from == to || !rowOf.TryGetValue(from, out var user) || !rowOf.TryGetValue(to, out var used) || used < user;

    private string Place(string path) => path.Contains('/', StringComparison.Ordinal)
        ? path[..path.IndexOf('/', StringComparison.Ordinal)]
        : rowOf.ContainsKey(path) ? path : Root;

    private static string Name(Type type) => type.Name.Split('`')[0];

    /// <summary>With file-scoped namespaces, a top-level type is declared where a line begins.</summary>
    [GeneratedRegex(
        @"^(?:(?:public|internal|sealed|abstract|static|readonly|ref|partial|unsafe)\s+)*(?:class|struct|interface|enum|record(?:\s+(?:struct|class))?)\s+(?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Declaration();
}

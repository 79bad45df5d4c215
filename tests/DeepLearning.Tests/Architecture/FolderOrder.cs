namespace DeepLearning.Tests;

/// <summary>An order of folders: the code of a row may use itself and what stands above it.</summary>
/// <param name="rows">
/// From the foundations up, the names on one row separated by ", " and strangers to each other. A name is a folder, with its subfolders, or
/// one file of the root; <see cref="Root"/> is the rest of the root.
/// </param>
internal sealed class FolderOrder(params IReadOnlyList<string> rows)
{
    public const string Root = "(root)";

    private readonly Dictionary<string, int> rowOf = rows
        .SelectMany((row, i) => row.Split(", ").Select(name => (Name: name, Row: i)))
        .ToDictionary(place => place.Name, place => place.Row, StringComparer.Ordinal);

    /// <summary>What breaks the order, a line of text each; empty when nothing does.</summary>
    public IReadOnlyList<string> Violations(IReadOnlyDictionary<string, string> files)
    {
        var places = files.Keys.Select(Place).ToHashSet();
        return
        [
            .. places.Where(place => !rowOf.ContainsKey(place)).Order().Select(place => $"{place} is not in the list: give it its place"),
            .. rowOf.Keys.Where(place => !places.Contains(place)).Select(place => $"{place} is in the list, but not among the sources"),
            .. from use in FileReferences.Of(files)
               where !Allowed(Place(use.From), Place(use.To))
               orderby use.From, use.To, use.Name
               select $"{use.From} uses {use.Name} of {use.To}",
        ];
    }

    private bool Allowed(string from, string to) =>
        from == to || !rowOf.TryGetValue(from, out var user) || !rowOf.TryGetValue(to, out var used) || used < user;

    private string Place(string path) => path.Contains('/', StringComparison.Ordinal)
        ? path[..path.IndexOf('/', StringComparison.Ordinal)]
        : rowOf.ContainsKey(path) ? path : Root;
}

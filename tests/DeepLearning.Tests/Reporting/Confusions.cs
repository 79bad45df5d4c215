namespace DeepLearning.Tests;

/// <summary>Confusion matrices, ordinary and extreme.</summary>
internal static class Confusions
{
    public static IReadOnlyDictionary<string, ConfusionMatrix> All { get; } = new Dictionary<string, ConfusionMatrix>
    {
        ["ten classes"] = Of(10, 359, wrong: 0.06),
        ["two classes"] = new([0, 0, 0, 1, 1], [0, 0, 1, 1, 0], 2, ["no", "yes"]),
        ["one class"] = new([0, 0], [0, 0], 1, ["all"]),
        ["no examples"] = new([], [], 3),
        ["markup"] = Of(4, 200, wrong: 0.3, ["<b>&\"", "]]>", "a\0b", "']'"]),
        ["long names"] = Of(
            6, 5000, wrong: 0.2,
                ["apple", "an extraordinarily long name of a class that nobody can read", "Wwwwwwwwwwwwwwwwwwwwwwwwwwwww",
                    "名前が長いクラスです名前が長いクラスです", "e", "i"]),
        ["large counts"] = Of(12, 2_000_000, wrong: 0.1),
        ["thirty classes"] = Of(30, 60_000, wrong: 0.2, [.. Enumerable.Range(0, 30).Select(i => $"category {i}")]),
        ["hundred classes"] = Of(100, 5000, wrong: 0.3, [.. Enumerable.Range(0, 100).Select(i => $"class number {i}")]),
        ["hundred classes all confused"] = Of(100, 100_000, wrong: 0.99),
        ["three hundred classes"] = Of(300, 3000, wrong: 0.3),
        ["a class never seen"] = new([0, 0, 2, 2], [0, 1, 2, 1], 3, ["seen", "never", "seen too"]),
    };

    public static ConfusionMatrix Of(int classes, int examples, double wrong, IReadOnlyList<string>? names = null)
    {
        var random = new Random(1);
        var actual = Enumerable.Range(0, examples).Select(_ => random.Next(classes)).ToArray();
        return new(actual, Array.ConvertAll(actual, a => random.NextDouble() < wrong ? random.Next(classes) : a), classes, names);
    }
}

using System.Globalization;

namespace DeepLearning.Benchmarks.Commands;

/// <summary>m×n×k or m×n×k:tt, where each letter is n for an operand as it is and t for one that is transposed.</summary>
internal sealed record ProductShape(int M, int N, int K, bool TransposeA, bool TransposeB)
{
    public static IEnumerable<ProductShape> Parse(string text)
    {
        var parts = text.Split(':');
        var sizes = parts[0].Split('x', '×').Select(size => int.Parse(size, CultureInfo.InvariantCulture)).ToArray();
        return (parts.Length > 1 ? parts[1..] : ["nn", "nt", "tn", "tt"]).Select(transposes =>
            new ProductShape(sizes[0], sizes[1], sizes[2], transposes[0] == 't', transposes[1] == 't'));
    }

    public override string ToString() => $"{M}x{N}x{K}:{(TransposeA ? 't' : 'n')}{(TransposeB ? 't' : 'n')}";
}

using System.Numerics;

namespace DeepLearning.Data;

/// <summary>The numbers that stand for the categories of a text: one of −1 and +1 for two, else 0 and 1 for each.</summary>
/// <remarks>A missing text is the category of the empty text, which no text that is there has.</remarks>
internal sealed class CategoryCodes : IEquatable<CategoryCodes>
{
    private readonly string[] categories;
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    /// <summary>The codes of these categories.</summary>
    /// <param name="categories">Those that have a code, in the order of their inputs; the empty text is a missing one.</param>
    /// <param name="isSigned">Whether they are two, −1 and +1 in one input; else each has an input of its own.</param>
    /// <exception cref="ArgumentException">A category is there twice, or those of one input are not two.</exception>
    public CategoryCodes(IReadOnlyList<string> categories, bool isSigned)
    {
        ArgumentNullException.ThrowIfNull(categories);
        (this.categories, IsSigned) = ([.. categories], isSigned);
        for (var i = 0; i < this.categories.Length; i++)
        {
            if (!places.TryAdd(this.categories[i], i))
            {
                throw new ArgumentException($"The category {Text.Quoted(this.categories[i])} is there twice.", nameof(categories));
            }
        }

        if (isSigned && this.categories.Length != 2)
        {
            throw new ArgumentException(
                $"A column of −1 and +1 is for 2 categories, not for {this.categories.Length}.", nameof(categories));
        }
    }

    /// <summary>The categories that have a code, in the order of their inputs; the empty text is a missing one.</summary>
    public IReadOnlyList<string> Categories => categories;

    /// <summary>Whether two categories share one input, −1 and +1; else each has an input of its own.</summary>
    public bool IsSigned { get; }

    /// <summary>The number of inputs.</summary>
    public int Width => IsSigned ? 1 : categories.Length;

    /// <summary>The codes of the texts of a training set.</summary>
    /// <remarks>
    /// Categories are in ordinal order, the missing one first. Two share one input; of three or more, each of the most frequent, the first
    /// in order among equals, has one; one alone, which tells nothing, has none.
    /// </remarks>
    /// <param name="values">The texts; null where one is missing.</param>
    /// <param name="max">The most categories that have an input, at least 2.</param>
    public static CategoryCodes Fit(ReadOnlySpan<string?> values, int max)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            var category = value ?? string.Empty;
            counts[category] = counts.GetValueOrDefault(category) + 1;
        }

        return counts.Count < 2
            ? new CategoryCodes([], isSigned: false)
            : new CategoryCodes(
                [
                    .. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(max)
                        .Select(pair => pair.Key).Order(StringComparer.Ordinal),
                ],
                isSigned: counts.Count == 2);
    }

    /// <summary>Writes the inputs of a text; a category without a code makes all of them 0.</summary>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="value">The text; null where it is missing.</param>
    /// <param name="inputs">Where they are written, <see cref="Width"/> of them.</param>
    public void Encode<T>(string? value, Span<T> inputs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        inputs[..Width].Clear();
        if (places.TryGetValue(value ?? string.Empty, out var place))
        {
            inputs[IsSigned ? 0 : place] = IsSigned && place == 0 ? T.NegativeOne : T.One;
        }
    }

    /// <inheritdoc/>
    public bool Equals(CategoryCodes? other) =>
        other is not null && IsSigned == other.IsSigned && categories.SequenceEqual(other.categories, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CategoryCodes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(categories.Length, IsSigned);
}

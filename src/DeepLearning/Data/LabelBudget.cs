using System.Globalization;

namespace DeepLearning.Data;

/// <summary>
/// What the one-hot labels of a file may take: a few bytes name a class, and each example gets as many numbers as there are classes.
/// </summary>
internal static class LabelBudget
{
    /// <summary>
    /// The limit, the same for every kind of file: lines of seven characters may be of some 200 classes, those of ten features of a
    /// thousand.
    /// </summary>
    public static ReadLimit Limit { get; } = new(256, 24 * ReadLimit.MiB);

    /// <summary>
    /// What is wrong with classes that were found in the data and would take more memory than the data is worth; null where nothing is.
    /// </summary>
    /// <param name="length">The length of the data in bytes.</param>
    /// <param name="classes">How many classes were found.</param>
    /// <param name="examples">How many examples.</param>
    /// <param name="size">The bytes of a number.</param>
    /// <param name="example">What an example is in the data: a line, a row.</param>
    /// <param name="remedy">What to do, a sentence.</param>
    public static string? Problem(long length, int classes, int examples, int size, string example, string remedy)
    {
        var bytes = (Int128)classes * examples * size;
        return bytes <= Limit.Of(length) && ArrayLength.Fits(classes, examples) ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"there are {Plural.Of(classes, "class", "N0")} in {Plural.Of(examples, example, "N0")}: they look like numbers or " +
            $"identifiers rather than classes, " +
            $"and one-hot they would take {bytes:N0} bytes. {remedy}");
    }
}

using System.Globalization;

namespace DeepLearning;

/// <summary>The most that a reader allocates, all in all, for a file: so many bytes for each byte of it, and so many besides.</summary>
/// <param name="BytesPerByte">How many bytes for each byte of the file, decompressed where it is compressed.</param>
/// <param name="Besides">How many bytes for any file, however short: a multiple of 1 MiB.</param>
internal readonly record struct ReadLimit(int BytesPerByte, int Besides)
{
    /// <summary>The bytes of a mebibyte.</summary>
    public const int MiB = 1 << 20;

    /// <summary>The limit of what is made of a file of this length.</summary>
    public Int128 Of(long length) => ((Int128)BytesPerByte * length) + Besides;

    /// <summary>The limit as documentation and messages write it: "64 bytes for each byte of the file, and 1 MiB besides".</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture, $"{Plural.Of(BytesPerByte, "byte")} for each byte of the file, and {Besides / MiB} MiB besides");
}

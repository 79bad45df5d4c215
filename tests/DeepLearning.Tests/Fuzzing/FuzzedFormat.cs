namespace DeepLearning.Tests;

/// <summary>A kind of file that is read, and what its reader may do with one that is damaged.</summary>
/// <param name="Name">The name.</param>
/// <param name="Seeds">Files that can be read.</param>
/// <param name="Read">Reads a file; what it throws must be <see cref="InvalidDataException"/> or one of <paramref name="Documented"/>.</param>
internal sealed record FuzzedFormat(string Name, IReadOnlyList<byte[]> Seeds, Action<byte[]> Read)
{
    /// <summary>What the reader documents beside <see cref="InvalidDataException"/>.</summary>
    public IReadOnlyList<Type> Documented { get; init; } = [];

    /// <summary>What may be allocated for each byte of the file.</summary>
    public int BytesForAByte { get; init; } = 64;

    /// <summary>What may be allocated for any file: buffers, the message of the exception.</summary>
    public int BytesForAFile { get; init; } = 128 << 10;

    /// <summary>What is done to a damaged file so that damage is found within and not at the door, such as a length that is put right; nothing by default.</summary>
    public Func<byte[], byte[]>? Repair { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

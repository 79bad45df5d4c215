namespace DeepLearning.Fuzz;

/// <summary>A reader, whole files that it takes, and what it may do with a damaged one.</summary>
/// <param name="name">The name, as commands and folders have it.</param>
internal abstract class FuzzTarget(string name)
{
    private IReadOnlyList<byte[]>? seeds;

    /// <summary>The name, as commands and folders have it.</summary>
    public string Name { get; } = name;

    /// <summary>Files that can be read.</summary>
    public IReadOnlyList<byte[]> Seeds => seeds ??= MakeSeeds();

    /// <summary>Words of the format that the seeds may lack.</summary>
    public virtual IReadOnlyList<string> Words => [];

    /// <summary>The most that reading a file may allocate: what the reader documents, or less.</summary>
    public abstract ReadLimit Limit { get; }

    /// <summary>Whether the documentation of the reader names such an exception for such a file.</summary>
    public virtual bool IsDocumented(Exception failure) => failure is InvalidDataException;

    /// <summary>
    /// A damaged file with its lengths and checksums put right, so that damage is found within and not at the door; as it is by default.
    /// </summary>
    public virtual byte[] Repaired(byte[] file) => file;

    /// <summary>Reads a file.</summary>
    /// <returns>What checks that which was read, and throws where it is wrong.</returns>
    public abstract Action Read(byte[] file);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Makes files that can be read, the same ones each time.</summary>
    protected abstract IReadOnlyList<byte[]> MakeSeeds();
}

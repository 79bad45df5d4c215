using System.Numerics;

namespace DeepLearning.Fuzz;

/// <summary>The reader of networks.</summary>
/// <typeparam name="T">The type of number.</typeparam>
internal sealed class NetworkTarget<T>(string name, Func<IReadOnlyList<Network<T>>> networks) : SafetensorsTarget(name)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Action Read(byte[] file)
    {
        var network = Network<T>.Load(new MemoryStream(file));
        return () => NetworkTarget.Check(network);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<byte[]> MakeFiles() => [.. networks().Select(NetworkTarget.Saved)];
}

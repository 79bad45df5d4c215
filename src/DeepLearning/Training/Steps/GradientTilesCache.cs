using System.Numerics;

namespace DeepLearning;

/// <summary>The divisions of a network's gradients that were asked for, kept for the next step.</summary>
internal sealed class GradientTilesCache<T>(Network<T> network)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private GradientTiles?[] ofMembers = [];
    private int granularity;

    /// <summary>The tiles for a backend's granularity, shared among so many threads.</summary>
    public GradientTiles For(int columnGranularity, int members)
    {
        if (granularity != columnGranularity)
        {
            (granularity, ofMembers) = (columnGranularity, []);
        }

        if (ofMembers.Length <= members)
        {
            Array.Resize(ref ofMembers, members + 1);
        }

        return ofMembers[members] ??= GradientTiles.Of(network.Layers, columnGranularity, members);
    }
}

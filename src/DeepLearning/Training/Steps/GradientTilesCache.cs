using System.Numerics;

namespace DeepLearning;

/// <summary>The divisions of a network's gradients that were asked for, kept for the next step.</summary>
/// <param name="network">The network.</param>
/// <param name="ofAllLayers">Whether layers that training does not change have gradients too.</param>
internal sealed class GradientTilesCache<T>(Network<T> network, bool ofAllLayers)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly DenseLayer<T>[] layers = [.. network.Layers];
    private readonly bool[] trains = new bool[network.Layers.Count];
    private GradientTiles?[] ofMembers = [];
    private int granularity;

    /// <summary>The tiles for a backend's granularity, shared among so many threads.</summary>
    public GradientTiles For(int columnGranularity, int members)
    {
        if (HasChanged() || granularity != columnGranularity)
        {
            (granularity, ofMembers) = (columnGranularity, []);
        }

        if (ofMembers.Length <= members)
        {
            Array.Resize(ref ofMembers, members + 1);
        }

        return ofMembers[members] ??= GradientTiles.Of(network, trains, columnGranularity, members);
    }

    /// <summary>Whether other layers have gradients than before.</summary>
    private bool HasChanged()
    {
        var hasChanged = false;
        for (var l = 0; l < trains.Length; l++)
        {
            var now = ofAllLayers || layers[l].IsTrainable;
            hasChanged |= now != trains[l];
            trains[l] = now;
        }

        return hasChanged;
    }
}

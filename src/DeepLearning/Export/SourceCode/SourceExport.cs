using System.Numerics;

namespace DeepLearning.Export;

/// <summary>Writes networks as source code.</summary>
internal static class SourceExport
{
    /// <summary>Writes a network in a language.</summary>
    public static string Write<T>(Network<T> network, SourceLanguage language)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        network = Exported(network);
        return language.File(network, Formulas(network));
    }

    /// <summary>Writes an ensemble in a language.</summary>
    public static string Write<T>(Ensemble<T> ensemble, SourceLanguage language)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ensemble = new([.. ensemble.Members.Select(Exported)]);
        return language.File(ensemble, [.. ensemble.Members.Select(Formulas)]);
    }

    /// <summary>Refuses a name that no identifier can begin with.</summary>
    public static void RequireName(string name, Func<char, bool> first, string firstKind)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0 || !first(name[0]) || !name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_'))
        {
            throw new ArgumentException(
                $"name must begin with {firstKind} and go on with letters, digits and underscores of ASCII, got \"{name}\".", nameof(name));
        }
    }

    private static Network<T> Exported<T>(Network<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        network = network.WithScaledWeights();
        network.RequireFinite("exported");
        return network;
    }

    private static IReadOnlyList<LayerFormulas> Formulas<T>(Network<T> network)
        where T : unmanaged, IFloatingPointIeee754<T> => [.. network.Layers.Select(LayerFormulas.Of)];
}

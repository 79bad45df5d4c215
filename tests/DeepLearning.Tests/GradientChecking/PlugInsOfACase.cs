namespace DeepLearning.Tests;

/// <summary>What of a random case is not drawn but given: the plug-ins under test.</summary>
internal sealed record PlugInsOfACase
{
    /// <summary>The activation of every hidden layer.</summary>
    public Activation? Hidden { get; init; }

    /// <summary>The normalization of every hidden layer.</summary>
    public Normalization? Normalization { get; init; }

    /// <summary>The loss, above outputs that are linear.</summary>
    public Loss? Loss { get; init; }

    /// <summary>The regularizer of every layer.</summary>
    public Regularizer? Regularizer { get; init; }
}

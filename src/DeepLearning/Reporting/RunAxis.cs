namespace DeepLearning;

/// <summary>What a run is drawn over: epochs, or steps while no epoch has ended.</summary>
internal sealed record RunAxis(string Label, double Begin, double End);

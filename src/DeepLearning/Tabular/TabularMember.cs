namespace DeepLearning.Tabular;

/// <summary>A network of an ensemble.</summary>
/// <param name="Network">The network.</param>
/// <param name="IsFull">Whether it sees fine inputs.</param>
internal sealed record TabularMember(Network<float> Network, bool IsFull);

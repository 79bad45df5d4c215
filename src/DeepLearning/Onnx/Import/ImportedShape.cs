namespace DeepLearning;

/// <summary>The shape of a tensor that depends on the input, or what a graph makes of it to reshape by.</summary>
/// <param name="Lengths">The lengths, 0 for the number of examples; null for the shape as it was asked for.</param>
internal sealed record ImportedShape(IReadOnlyList<double>? Lengths);

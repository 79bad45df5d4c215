namespace DeepLearning.Export;

/// <summary>The shape of a tensor that depends on the input, or what a graph makes of it to reshape by.</summary>
/// <param name="Lengths">The lengths, null for the number of examples; all of it null for the shape as it was asked for.</param>
internal sealed record ImportedShape(IReadOnlyList<long?>? Lengths);

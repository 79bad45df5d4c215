namespace DeepLearning.Export;

/// <summary>A tensor as what comes out of a layer: its activation, then a factor and a shift for each unit.</summary>
/// <param name="Layer">The layer; null for the inputs.</param>
/// <param name="Activation">The activation of the layer.</param>
/// <param name="Scale">The factor of each unit; null, with <paramref name="Shift"/>, where there is neither.</param>
/// <param name="Shift">What is added to each unit.</param>
internal sealed record ResolvedValue(ImportedLayer? Layer, Activation Activation, Func<int, double>? Scale, Func<int, double>? Shift);

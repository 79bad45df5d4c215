namespace DeepLearning.GradientChecking;

/// <summary>J at some weights.</summary>
/// <param name="Cost">J.</param>
/// <param name="Reached">
/// How far anything that J is computed from has moved, as a share of how far kinks were looked for: beyond 1 there may be others.
/// </param>
internal readonly record struct CostAtPoint(double Cost, double Reached);

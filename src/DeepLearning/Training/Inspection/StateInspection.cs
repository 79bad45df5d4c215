namespace DeepLearning;

/// <summary>What an optimizer remembers of one parameter after a step.</summary>
/// <param name="Name">What the rule calls it, such as v or s; see <see cref="Optimizer.StateNames"/>.</param>
/// <param name="Norm">The Euclidean norm of its numbers.</param>
public sealed record StateInspection(string Name, double Norm);

namespace DeepLearning.GradientChecking;

/// <summary>A coordinate of a function that stands at a kink, and the tangent to go on along.</summary>
/// <param name="Element">The position of the coordinate among all columns.</param>
/// <param name="Slopes">The derivative of each output with respect to it.</param>
internal readonly record struct Kink(int Element, double[] Slopes);

using System.Globalization;

namespace DeepLearning.GradientChecking;

/// <summary>One element of θ with its derivative by backpropagation and by differences.</summary>
/// <param name="Parameter">The parameter's name, such as <c>layers.0.weight</c>, layers counted from 0.</param>
/// <param name="Row">The row in the parameter, counted from 0.</param>
/// <param name="Column">The column in the parameter, counted from 0.</param>
/// <param name="Analytic">dθ, by backpropagation.</param>
/// <param name="Numeric">
/// dθ_approx = (J(θ + ε) − J(θ − ε)) / 2ε; where that is another number than dθ, its limit for ε → 0, with a tangent at every kink of J.
/// </param>
public sealed record CheckedDerivative(string Parameter, int Row, int Column, double Analytic, double Numeric)
{
    /// <summary>The place and both values on one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Parameter}[{Row}, {Column}]: {Analytic:G9} by backpropagation, {Numeric:G9} by differences");
}

using System.Numerics;

namespace DeepLearning.GradientChecking;

/// <summary>
/// A function that goes on along its tangent in the coordinates that stand at a kink: f(x with those held fixed) + Σ ∂f/∂xⱼ (xⱼ − xⱼ at
/// the start), with the derivatives that backpropagation chose. It is smooth, and where nothing stands at a kink it is f itself.
/// </summary>
internal sealed class TangentFunction<T>(ColumnFunction<T> function, double reach)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private IReadOnlyList<Kink> kinks = [];
    private double[] start = [];
    private double[] held = [];

    /// <summary>How far the last columns were from where the tangents are laid on, as a share of how far kinks were looked for.</summary>
    public double Reached { get; private set; }

    /// <summary>Whether any coordinate stands at a kink.</summary>
    public bool HasKinks => kinks.Count > 0;

    /// <summary>Computes the function of each column.</summary>
    /// <param name="x">The columns.</param>
    /// <param name="values">Receives the values.</param>
    /// <param name="bind">Whether to look for kinks at these columns first, and lay the tangents on there.</param>
    public void Forward(ReadOnlySpan<double> x, Span<double> values, bool bind)
    {
        if (bind)
        {
            (start, held) = (x.ToArray(), x.ToArray());
            kinks = [.. new KinkFinder<T>(function, start, reach).Find()];
        }

        Reached = 0;
        for (var i = 0; i < x.Length; i++)
        {
            Reached = Math.Max(Reached, Math.Abs(x[i] - start[i]) / (reach * Math.Max(1, Math.Abs(start[i]))));
        }

        if (kinks.Count == 0)
        {
            function.Forward(x, values);
            return;
        }

        x.CopyTo(held);
        foreach (var kink in kinks)
        {
            held[kink.Element] = start[kink.Element];
        }

        function.Forward(held, values);
        foreach (var kink in kinks)
        {
            var column = values.Slice(kink.Element / function.Inputs * function.Outputs, function.Outputs);
            for (var k = 0; k < column.Length; k++)
            {
                column[k] += kink.Slopes[k] * (x[kink.Element] - start[kink.Element]);
            }
        }
    }
}

namespace DeepLearning.GradientChecking;

/// <summary>dθ by backpropagation beside dθ by differences.</summary>
internal sealed class ComparedGradients
{
    private readonly IReadOnlyList<(string Name, int Rows)> parameters;
    private readonly double[][] analytic;
    private readonly double[][] numeric;

    /// <param name="parameters">The name and the number of rows of each parameter.</param>
    /// <param name="analytic">dθ by backpropagation.</param>
    public ComparedGradients(IReadOnlyList<(string Name, int Rows)> parameters, double[][] analytic)
    {
        (this.parameters, this.analytic) = (parameters, analytic);
        numeric = [.. analytic.Select(gradient => new double[gradient.Length])];
        Elements = [.. analytic.SelectMany((gradient, p) => Enumerable.Range(0, gradient.Length).Select(i => (p, i)))];
    }

    /// <summary>All elements of θ: the parameter, and the position in it.</summary>
    public IReadOnlyList<(int Parameter, int Index)> Elements { get; }

    /// <summary>‖dθ_approx‖ + ‖dθ‖.</summary>
    public double Norms => Norm(analytic.SelectMany(g => g)) + Norm(numeric.SelectMany(g => g));

    /// <summary>‖dθ_approx − dθ‖ / (‖dθ_approx‖ + ‖dθ‖).</summary>
    public double Difference() => Difference(analytic.SelectMany(g => g), numeric.SelectMany(g => g));

    /// <summary>The same for each parameter, by name.</summary>
    public IReadOnlyDictionary<string, double> Differences() => Enumerable.Range(0, parameters.Count)
        .ToDictionary(p => parameters[p].Name, p => Difference(analytic[p], numeric[p]), StringComparer.Ordinal);

    /// <summary>The derivative of an element by differences.</summary>
    public ref double Numeric((int Parameter, int Index) at) => ref numeric[at.Parameter][at.Index];

    /// <summary>|dθ_approx − dθ| of one element; the largest of all where it is NaN.</summary>
    public double Distance((int Parameter, int Index) at)
    {
        var distance = Math.Abs(analytic[at.Parameter][at.Index] - Numeric(at));
        return double.IsNaN(distance) ? double.PositiveInfinity : distance;
    }

    /// <summary>Takes the two derivatives of an element for the same.</summary>
    public void Equate((int Parameter, int Index) at) => Numeric(at) = analytic[at.Parameter][at.Index];

    /// <summary>One element, as a report names it.</summary>
    public CheckedDerivative Describe((int Parameter, int Index) at)
    {
        var (name, rows) = parameters[at.Parameter];
        return new(name, at.Index % rows, at.Index / rows, analytic[at.Parameter][at.Index], Numeric(at));
    }

    private static double Difference(IEnumerable<double> analytic, IEnumerable<double> numeric)
    {
        var distance = Norm(analytic.Zip(numeric, (a, n) => a - n));
        return distance == 0 ? 0 : distance / (Norm(analytic) + Norm(numeric));
    }

    private static double Norm(IEnumerable<double> values) => Math.Sqrt(values.Sum(value => value * value));
}

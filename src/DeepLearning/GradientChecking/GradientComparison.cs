using System.Numerics;
using System.Numerics.Tensors;

namespace DeepLearning;

/// <summary>Compares dθ by backpropagation with dθ by differences, element by element.</summary>
internal sealed class GradientComparison<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The second, smaller ε at which a suspected kink is looked at again.</summary>
    private const double Closer = 0.1;

    private readonly Network<T> network;
    private readonly GradientCheckOptions options;
    private readonly NumericGradient differences;
    private readonly double[][] analytic;
    private readonly double[][] numeric;
    private readonly double tolerance;

    public GradientComparison(
        Network<T> network, Loss loss, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Regularizer regularizer, GradientCheckOptions options)
    {
        this.network = network;
        this.options = options;
        tolerance = options.Tolerance ?? (typeof(T) == typeof(double) ? 1e-7 : 1e-3);
        differences = new NumericGradient(
            network.ConvertTo<double>(), loss, regularizer, ToDouble(x), ToDouble(y), options.DropoutStep);
        var pass = new TrainingPass<T>(network, loss, regularizer, x.Length / network.Inputs);
        pass.Run(x, y, options.DropoutStep);
        analytic = [.. pass.Gradients.Select(gradient => ToDouble<T>(gradient))];
        numeric = [.. analytic.Select(gradient => new double[gradient.Length])];
    }

    public GradientCheckReport Report(CancellationToken cancellationToken)
    {
        foreach (var (p, i) in Elements())
        {
            cancellationToken.ThrowIfCancellationRequested();
            numeric[p][i] = differences.At(p, i, options.Epsilon).TwoSided;
        }

        var kinks = FindKinks();
        var worst = Elements().MaxBy(at => Distance(at.Parameter, at.Index));
        return new GradientCheckReport
        {
            Difference = Difference(analytic.SelectMany(g => g), numeric.SelectMany(g => g)),
            Differences = Enumerable.Range(0, analytic.Length)
                .ToDictionary(p => network.Parameters[p].Name, p => Difference(analytic[p], numeric[p]), StringComparer.Ordinal),
            Tolerance = tolerance,
            Worst = Derivative(worst.Parameter, worst.Index),
            Kinks = kinks,
            Count = network.ParameterCount,
            Epsilon = options.Epsilon,
            DropoutFrozen = network.HasDropout,
        };
    }

    /// <summary>Finds the elements at kinks, and sets them aside by taking their analytic derivative for the numeric one.</summary>
    private List<CheckedDerivative> FindKinks()
    {
        // All elements below this bound together could not spoil the verdict.
        var bound = Closer * tolerance * (Norm(analytic.SelectMany(g => g)) + Norm(numeric.SelectMany(g => g))) / Math.Sqrt(network.ParameterCount);
        var kinks = new List<CheckedDerivative>();
        foreach (var (p, i) in Elements().Where(at => Distance(at.Parameter, at.Index) > bound))
        {
            if (IsKink(p, i, bound))
            {
                kinks.Add(Derivative(p, i));
                numeric[p][i] = analytic[p][i];
            }
        }

        return kinks;
    }

    /// <summary>
    /// A kink within ±ε shows in one of two ways when it is looked at from closer: it has gone out of reach, and the two-sided difference
    /// becomes another; or it is still there, and the slopes of the two sides differ by as much as before, where those of a curved function
    /// would differ by less. It excuses a derivative that is one of the two slopes or between them, and no other.
    /// </summary>
    private bool IsKink(int parameter, int index, double bound)
    {
        var far = differences.At(parameter, index, options.Epsilon);
        var near = differences.At(parameter, index, Closer * options.Epsilon);
        var noise = Math.Max(bound, differences.Rounding(Closer * options.Epsilon));
        var wentOutOfReach = Math.Abs(far.TwoSided - near.TwoSided) > noise;
        var isStillThere = near.Jump > Math.Max(noise, 0.5 * far.Jump);

        // The slope of one side, taken over a distance, is off by the curvature of that side.
        var curvature = Math.Max(Math.Abs(far.Above - near.Above), Math.Abs(far.Below - near.Below));
        var slack = Math.Max(noise, Math.Min(curvature, 0.1 * near.Jump));
        return (wentOutOfReach || isStillThere) && near.Contain(analytic[parameter][index], slack);
    }

    private IEnumerable<(int Parameter, int Index)> Elements()
    {
        for (var p = 0; p < analytic.Length; p++)
        {
            for (var i = 0; i < analytic[p].Length; i++)
            {
                yield return (p, i);
            }
        }
    }

    /// <summary>|dθ − dθ_approx| of one element; the largest of all where it is NaN.</summary>
    private double Distance(int parameter, int index)
    {
        var distance = Math.Abs(analytic[parameter][index] - numeric[parameter][index]);
        return double.IsNaN(distance) ? double.PositiveInfinity : distance;
    }

    private CheckedDerivative Derivative(int parameter, int index)
    {
        var rows = network.Parameters[parameter].Rows;
        return new(network.Parameters[parameter].Name, index % rows, index / rows, analytic[parameter][index], numeric[parameter][index]);
    }

    private static double Difference(IEnumerable<double> analytic, IEnumerable<double> numeric)
    {
        var distance = Norm(analytic.Zip(numeric, (a, n) => a - n));
        return distance == 0 ? 0 : distance / (Norm(analytic) + Norm(numeric));
    }

    private static double Norm(IEnumerable<double> values) => Math.Sqrt(values.Sum(value => value * value));

    private static double[] ToDouble<TFrom>(ReadOnlySpan<TFrom> values)
        where TFrom : unmanaged, IFloatingPointIeee754<TFrom>
    {
        var copy = new double[values.Length];
        TensorPrimitives.ConvertTruncating(values, copy);
        return copy;
    }
}

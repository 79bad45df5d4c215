using System.Numerics;

namespace DeepLearning;

/// <summary>Compares dθ by backpropagation with dθ by differences, element by element.</summary>
/// <remarks>
/// Elements that differ are looked at again, by differences of the cost with tangents at its kinks, extrapolated to ε = 0: what then
/// agrees differed because of a kink, of curvature or of rounding, and what does not is wrong.
/// </remarks>
internal sealed class GradientComparison<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>How far to look for kinks, in ε: an element moves a unit by more than itself where its input is larger than 1.</summary>
    private const double Reach = 64;

    /// <summary>The share of the tolerance that an element may use up before it is looked at again.</summary>
    private const double Share = 0.1;

    private readonly Network<T> network;
    private readonly GradientCheckOptions options;
    private readonly double tolerance;
    private readonly ComparedGradients gradients;
    private readonly NumericGradient cost;
    private readonly Lazy<NumericGradient> tangentCost;

    public GradientComparison(
        Network<T> network, Loss loss, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Regularizer regularizer, GradientCheckOptions options)
    {
        (this.network, this.options) = (network, options);
        tolerance = options.Tolerance ?? (typeof(T) == typeof(double) ? 1e-7 : 1e-3);
        var batch = new CheckedBatch<T>(x, y, x.Length / network.Inputs, options.DropoutStep);
        var pass = new TrainingPass<T>(network, loss, regularizer, batch.Examples);
        pass.Run(x, y, options.DropoutStep);
        gradients = new ComparedGradients(
            [.. network.Parameters.Select(parameter => (parameter.Name, parameter.Rows))],
            [.. pass.Gradients.Select(gradient => CheckedBatch<T>.ToDouble(gradient))]);

        // Nobody else's weights are ever moved: the differences have a copy.
        var copy = network.ConvertTo<double>();
        var forward = new TrainingPass<double>(copy, loss, regularizer, batch.Examples);
        cost = new NumericGradient(
            copy, () => new(forward.Forward(batch.XInDouble, batch.YInDouble, batch.Examples, batch.DropoutStep), Reached: 0));
        tangentCost = new(() => new NumericGradient(
            copy, new TangentCost<T>(copy, network, pass, loss, regularizer, batch, Reach * options.Epsilon).Compute));
    }

    public GradientCheckReport Report(CancellationToken cancellationToken)
    {
        foreach (var at in gradients.Elements)
        {
            cancellationToken.ThrowIfCancellationRequested();
            gradients.Numeric(at) = cost.TwoSided(at, options.Epsilon);
        }

        var kinks = LookAgain(cancellationToken);
        return new GradientCheckReport
        {
            Difference = gradients.Difference(),
            Differences = gradients.Differences(),
            Tolerance = tolerance,
            Worst = gradients.Describe(gradients.Elements.MaxBy(gradients.Distance)),
            Kinks = kinks,
            Count = network.ParameterCount,
            Epsilon = options.Epsilon,
            DropoutFrozen = network.HasDropout,
        };
    }

    /// <summary>Looks again at the elements whose two derivatives differ, and lists those that differed because of a kink.</summary>
    private List<CheckedDerivative> LookAgain(CancellationToken cancellationToken)
    {
        var kinks = new List<CheckedDerivative>();
        var judged = new HashSet<(int, int)>();
        while (true)
        {
            // All elements below this bound together could not spoil the verdict. What was judged changes the norms, and so the bound.
            var bound = Share * tolerance * gradients.Norms / Math.Sqrt(network.ParameterCount);
            var suspects = gradients.Elements.Where(at => gradients.Distance(at) > bound && judged.Add(at)).ToList();
            if (suspects.Count == 0)
            {
                return kinks;
            }

            var rounding = suspects.Max(at => tangentCost.Value.Rounding(at, options.Epsilon));
            foreach (var at in suspects)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var before = gradients.Describe(at);
                if (IsKinked(at, bound, rounding))
                {
                    kinks.Add(before);
                }
            }
        }
    }

    /// <summary>Judges an element by tangents. One at a kink is one that agrees then, and not merely because J is curved.</summary>
    private bool IsKinked((int Parameter, int Index) at, double bound, double rounding)
    {
        var allowed = Math.Max(bound, rounding);
        var isMoved = Math.Abs(tangentCost.Value.TwoSided(at, options.Epsilon) - gradients.Numeric(at)) > allowed;
        gradients.Numeric(at) = tangentCost.Value.Extrapolated(at, options.Epsilon);
        var distance = gradients.Distance(at);
        if (distance <= rounding)
        {
            // As far as the digits of J go, the two are the same.
            gradients.Equate(at);
        }

        return isMoved && distance <= allowed;
    }
}

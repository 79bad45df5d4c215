using System.Numerics;

namespace DeepLearning.GradientChecking;

/// <summary>Compares dθ by backpropagation with dθ by differences, element by element.</summary>
/// <remarks>
/// Elements at kinks are judged by differences of the cost with tangents there; elements that differ then, by differences extrapolated to
/// ε = 0. What differs all the same is wrong.
/// </remarks>
internal sealed class GradientComparison<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>How far to look for kinks, in ε: an element moves a unit by more than itself where its input is larger than 1.</summary>
    private const double Reach = 64;

    /// <summary>The share of the tolerance that an element may use up before it is looked at again.</summary>
    private const double Share = 0.1;

    private readonly Network<T> network;
    private readonly double epsilon;
    private readonly double tolerance;
    private readonly ComparedGradients gradients;
    private readonly NumericGradient cost;
    private readonly NumericGradient tangentCost;
    private readonly bool hasKinks;

    public GradientComparison(
        Network<T> network, Loss loss, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Regularizer regularizer,
        double epsilon, double? tolerance, long dropoutStep)
    {
        (this.network, this.epsilon) = (network, epsilon);
        this.tolerance = tolerance ?? (typeof(T) == typeof(double) ? 1e-7 : 1e-3);
        var batch = new CheckedBatch<T>(x, y, x.Length / network.Inputs, dropoutStep);
        var pass = new TrainingPass<T>(network, loss, regularizer, batch.Examples);
        pass.ComputeGradients(x, y, dropoutStep);
        gradients = new ComparedGradients(
            [.. network.Parameters.Select(parameter => (parameter.Name, parameter.Rows))],
            [.. pass.Gradients.Kept.Values.Select(gradient => CheckedBatch<T>.ToDouble(gradient))]);

        // Nobody else's weights are ever moved: the differences have a copy.
        var copy = network.ConvertTo<double>();
        var forward = new TrainingPass<double>(copy, loss, regularizer, batch.Examples);
        cost = new NumericGradient(
            copy, () => new(forward.Cost(batch.XInDouble, batch.YInDouble, batch.DropoutStep), Reached: 0));
        var tangents = new TangentCost<T>(copy, network, pass, loss, regularizer, batch, Reach * epsilon);
        (tangentCost, hasKinks) = (new NumericGradient(copy, tangents.Compute), tangents.HasKinks);
    }

    public GradientCheck Report(CancellationToken cancellationToken)
    {
        foreach (var at in gradients.Elements)
        {
            cancellationToken.ThrowIfCancellationRequested();
            gradients.Numeric(at) = cost.TwoSided(at, epsilon);
        }

        var kinks = hasKinks ? TakeTangents(cancellationToken) : [];
        var wrong = LookAgain(cancellationToken);
        return new GradientCheck
        {
            Difference = gradients.Difference(),
            Differences = gradients.Differences(),
            Tolerance = tolerance,
            Worst = gradients.Describe(gradients.Elements.MaxBy(gradients.Distance)),
            Kinks = [.. kinks.Where(kink => !wrong.Contains(kink.At)).Select(kink => kink.Derivative)],
            Count = network.ParameterCount,
            Epsilon = epsilon,
            DropoutFrozen = network.HasDropout,
        };
    }

    /// <summary>All elements that differ by less could not spoil the verdict together.</summary>
    private double Bound => Share * tolerance * gradients.Norms / Math.Sqrt(network.ParameterCount);

    /// <summary>
    /// Differences the cost with tangents in its stead wherever that makes a difference, and lists these elements as they were before.
    /// </summary>
    private List<((int, int) At, CheckedDerivative Derivative)> TakeTangents(CancellationToken cancellationToken)
    {
        var (kinks, bound) = (new List<((int, int), CheckedDerivative)>(), Bound);
        foreach (var at in gradients.Elements)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var tangent = tangentCost.TwoSided(at, epsilon);
            var change = Math.Abs(tangent - gradients.Numeric(at));
            if (change > bound && change > tangentCost.Rounding(at, epsilon))
            {
                kinks.Add((at, gradients.Describe(at)));
                gradients.Numeric(at) = tangent;
            }
        }

        return kinks;
    }

    /// <summary>
    /// Extrapolates the differences of the elements whose two derivatives differ to ε = 0, so that no curvature is left in them, and lists
    /// those that differ all the same.
    /// </summary>
    private HashSet<(int, int)> LookAgain(CancellationToken cancellationToken)
    {
        var (judged, wrong) = (new HashSet<(int, int)>(), new HashSet<(int, int)>());
        while (true)
        {
            // What was judged changes the norms, and so the bound.
            var bound = Bound;
            var suspects = gradients.Elements.Where(at => gradients.Distance(at) > bound && judged.Add(at)).ToList();
            if (suspects.Count == 0)
            {
                return wrong;
            }

            var rounding = suspects.Max(at => tangentCost.Rounding(at, epsilon));
            foreach (var at in suspects)
            {
                cancellationToken.ThrowIfCancellationRequested();
                gradients.Numeric(at) = tangentCost.Extrapolated(at, epsilon);
                if (gradients.Distance(at) <= rounding)
                {
                    // As far as the digits of J go, the two are the same.
                    gradients.Equate(at);
                }
                else if (!(gradients.Distance(at) <= bound))
                {
                    wrong.Add(at);
                }
            }
        }
    }
}

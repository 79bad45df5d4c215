using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Targets that are distributions over the classes: no number below 0, sum 1 within 10⁻³.</summary>
internal static class TargetDistribution
{
    /// <summary>What is wrong with the first wrong target, or null when none is.</summary>
    public static string? InvalidTarget<T>(string loss, ReadOnlySpan<T> targets, int units, out int example)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (example = 0; example * units < targets.Length; example++)
        {
            if (InvalidTarget(loss, targets.Slice(example * units, units)) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static string? InvalidTarget<T>(string loss, ReadOnlySpan<T> target)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sum = Sums.Of(target);
        if (TensorPrimitives.Min(target) >= T.Zero && T.Abs(sum - T.One) <= T.CreateChecked(1e-3))
        {
            return null;
        }

        var negative = TensorPrimitives.IndexOfMin(target);
        var fault = target[negative] < T.Zero
            ? string.Create(CultureInfo.InvariantCulture, $"row {negative} of this one is {target[negative]}")
            : string.Create(CultureInfo.InvariantCulture, $"this one sums to {sum}");
        return $"a target of {loss} is one-hot or another distribution over the classes: no number below 0, sum 1, but {fault}";
    }
}

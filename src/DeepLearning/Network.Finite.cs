using System.Numerics.Tensors;

namespace DeepLearning;

/// <content>Numbers that are not finite, and numbers that another type cannot hold.</content>
public sealed partial class Network<T>
{
    /// <summary>A copy with the same definitions of layers and the same seed, its weights converted to another type of number.</summary>
    /// <typeparam name="TOther"><see cref="float"/> or <see cref="double"/>; the same type gives a plain copy.</typeparam>
    /// <remarks>A number too small for <see cref="float"/> is rounded, to 0 at last; NaN and infinities stay what they are.</remarks>
    /// <exception cref="NotSupportedException"><typeparamref name="TOther"/> is neither float nor double.</exception>
    /// <exception cref="InvalidOperationException">
    /// A finite number is beyond the range of <typeparamref name="TOther"/>. The message names it.
    /// </exception>
    public Network<TOther> ConvertTo<TOther>()
        where TOther : unmanaged, System.Numerics.IFloatingPointIeee754<TOther>
    {
        var copy = Network<TOther>.WithoutNumbers(
            Inputs, Seed, InputKeepProbability, InputScaling, [.. layers.Select(layer => layer.Definition)]);
        foreach (var (from, to) in Parameters.Zip(copy.Parameters))
        {
            TensorPrimitives.ConvertTruncating<T, TOther>(from.Values, to.Values);
            if (Guard.FirstNotFinite<TOther>(to.Values) >= 0)
            {
                RequireConverted(from, to);
            }
        }

        return copy;
    }

    /// <summary>Where the first NaN or infinity stands and what it is, <c>layers.0.weight[3, 5] is NaN</c>, or null.</summary>
    internal string? FirstNotFinite()
    {
        foreach (var parameter in Parameters)
        {
            if (Guard.FirstNotFinite<T>(parameter.Array) is >= 0 and var i)
            {
                return $"{parameter.Place(i)} is {Guard.Describe(parameter.Array[i])}";
            }
        }

        return null;
    }

    /// <summary>Refuses to hand on a network whose numbers are not all finite.</summary>
    /// <param name="deed">What is not done with it, as the end of the message: "saved", "exported".</param>
    /// <exception cref="InvalidOperationException">
    /// A weight, bias, gain or shift is NaN or infinite. The message names the first.
    /// </exception>
    internal void RequireFinite(string deed)
    {
        if (FirstNotFinite() is { } place)
        {
            throw new InvalidOperationException($"{place}: a network whose numbers are not finite predicts nothing and is not {deed}.");
        }
    }

    private static void RequireConverted<TOther>(Parameter<T> from, Parameter<TOther> to)
        where TOther : unmanaged, System.Numerics.IFloatingPointIeee754<TOther>
    {
        for (var i = 0; i < from.Array.Length; i++)
        {
            if (T.IsFinite(from.Array[i]) && !TOther.IsFinite(to.Array[i]))
            {
                throw new InvalidOperationException(string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"{from.Place(i)} is {from.Array[i]}, beyond the {TOther.CreateTruncating(float.MaxValue)} that a " +
                    $"{ElementType.Name<TOther>()} holds: the network cannot be converted."));
            }
        }
    }
}

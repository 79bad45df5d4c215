using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

/// <summary>Networks that leave the library, and examples whose outputs must be the same outside.</summary>
internal sealed record ExportCase<T>(string Name, Network<T> Network, Matrix<T> X)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Every activation and normalization, hidden and as output, shallow and deep, and plug-ins of one's own.</summary>
    public static IReadOnlyList<ExportCase<T>> All { get; } =
    [
        .. Implementations.Activations.Values.Select(activation =>
            Of(activation.Name, new Dense(7, activation) { BiasInitializer = Initializer.Normal(1) }, new Dense(4, activation))),
        .. Implementations.Normalizations.Values.Select(normalization =>
            Of(
                $"normalization {normalization.Name}", new Dense(9, Activation.Tanh) { Normalization = normalization },
                new Dense(3, Activation.Softmax) { Normalization = normalization })),
        Of("one unit", new Dense(1, Activation.Sigmoid)),
        Of("of one's own", new Dense(6, new Squareplus()) { Normalization = new Centring() }, new Dense(2, Activation.Identity)),
        Of(
            "deep and wide", new Dense(70, Activation.ReLU), new Dense(50, Activation.GELU),
            new Dense(30, Activation.ReLU) { KeepProbability = 0.5 }, new Dense(10, Activation.Softmax)),
        Of("wider than the stack", new Dense(1100, Activation.ReLU), new Dense(1, Activation.Identity)),
    ];

    /// <summary>What Predict gives, example after example.</summary>
    public double[] Expected() => [.. Network.Predict(X).ToColumnMajorArray().Select(double.CreateChecked)];

    public override string ToString() => Name;

    private static ExportCase<T> Of(string name, params Dense[] layers)
    {
        var network = new Network<T>(5, seed: 3, layers);
        foreach (var layer in network.Layers.Where(layer => layer.Definition.Normalization is not null))
        {
            (layer.Gains, layer.Shifts) = (Given.Normal<T>(layer.Units, 1, seed: 5), Given.Normal<T>(layer.Units, 1, seed: 6));
        }

        // In the wide ones, sums of many numbers would tell of rounding only.
        return new(name, network, Given.Normal<T>(5, 9, seed: 4, scale: name.Contains("wide", StringComparison.Ordinal) ? 0.5 : 2));
    }

    /// <summary>g(z) = (z + √(z² + 1)) / 2.</summary>
    private sealed class Squareplus : Activation
    {
        public override Formula AsFormula(Formula z) => (z + Formula.Sqrt((z * z) + 1)) / 2;

        protected override void ForwardCore<TNumber>(ReadOnlySpan<TNumber> z, Span<TNumber> a, int units)
        {
            for (var i = 0; i < z.Length; i++)
            {
                a[i] = (z[i] + TNumber.Sqrt((z[i] * z[i]) + TNumber.One)) / TNumber.CreateChecked(2);
            }
        }

        protected override void BackwardCore<TNumber>(ReadOnlySpan<TNumber> z, ReadOnlySpan<TNumber> a, Span<TNumber> delta, int units) =>
            throw new NotSupportedException();
    }

    /// <summary>N(z) = z less the mean over the units.</summary>
    private sealed class Centring : Normalization
    {
        public override Formula AsFormula(Formula z) => z - Formula.MeanOverUnits(z);

        protected override void ForwardCore<TNumber>(ReadOnlySpan<TNumber> z, Span<TNumber> normalized, int units)
        {
            for (var i = 0; i < z.Length; i++)
            {
                var mean = TNumber.Zero;
                foreach (var one in z.Slice(i / units * units, units))
                {
                    mean += one / TNumber.CreateChecked(units);
                }

                normalized[i] = z[i] - mean;
            }
        }

        protected override void BackwardCore<TNumber>(
            ReadOnlySpan<TNumber> z, ReadOnlySpan<TNumber> normalized, Span<TNumber> delta, int units) =>
            throw new NotSupportedException();
    }
}

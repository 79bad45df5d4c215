namespace DeepLearning.Tests;

/// <summary>Faults as people make them, each with the right plug-in it was made of.</summary>
internal static class Faults
{
    private static readonly Dictionary<string, Func<double[], int, double[], double>> Derivatives = new(StringComparer.Ordinal)
    {
        ["too large by 1e-4"] = (_, i, slopes) => slopes[i] * (1 + 1e-4),
        ["of the other sign"] = (_, i, slopes) => -slopes[i],
        ["forgotten"] = (_, _, _) => 1,
        ["wrong at exactly 0"] = (z, i, slopes) => z[i] == 0 ? slopes[i] - 2 : slopes[i],
        ["wrong at exactly 0 and beyond all slopes"] = (z, i, slopes) => z[i] == 0 ? 3 : slopes[i],
        ["wrong for negative z"] = (z, i, slopes) => z[i] < 0 ? slopes[i] + 0.1 : slopes[i],
        ["of the next unit"] = (_, i, slopes) => slopes[(i + 1) % slopes.Length],
        ["wrong where all units are dead"] = (z, i, slopes) => Array.TrueForAll(z, one => one <= 0) ? slopes[i] - 0.5 : slopes[i],
    };

    private static readonly Activation[] Activations =
    [
        Activation.Sigmoid, Activation.Tanh, Activation.ReLU, Activation.LeakyReLU(0.2), Activation.ELU(0.7), Activation.SELU,
        Activation.GELU, Activation.Softplus, Activation.HardSigmoid,
    ];

    public static IReadOnlyDictionary<string,
        Fault> All { get; } = new[] { OfActivations(), OfLosses(), OfRegularizers(), OfNormalizations() }
        .SelectMany(faults => faults).ToDictionary(pair => pair.Name, pair => pair.Fault, StringComparer.Ordinal);

    private static IEnumerable<(string Name, Fault Fault)> OfActivations()
    {
        foreach (var right in Activations)
        {
            foreach (var (name, derivative) in Derivatives)
            {
                yield return ($"derivative of {right} {name}", Wrong(
                    new WrongDerivative(right, derivative, isLawfulAtKinks: true),
                    new WrongDerivative(right, derivative, isLawfulAtKinks: false)));
            }

            yield return ($"derivative of {right} mixes units", Wrong(right, new MixingUnits(right)));
        }

        yield return ("tanh without the square", Wrong(Activation.Tanh, new WrongTanh()));
        yield return ("tanh wrong beyond 0.4", Wrong(Activation.Tanh, new WrongBeyond(0.4)));
        yield return ("identity of slope 1.5", Wrong(Activation.Identity, new Scaled(1.5)));
        foreach (var (above, below) in new (double, double)[] { (1, 0.001), (0.99, 0), (0.5, 0), (-1, 0), (0, 1) })
        {
            yield return ($"ReLU of slopes {above} and {below}", Wrong(Activation.ReLU, new ClaimedReLU(above, below, atZero: 0)));
        }
    }

    private static IEnumerable<(string Name, Fault Fault)> OfLosses()
    {
        foreach (var right in new[] { Loss.MeanSquaredError, Loss.MeanAbsoluteError, Loss.Huber(), Loss.Hinge })
        {
            yield return ($"{right} too large by 1e-4", Wrong(right, (gradient, _, _) => gradient * (1 + 1e-4)));
            yield return ($"{right} of the other sign", Wrong(right, (gradient, _, _) => -gradient));
            yield return ($"{right} without 1 / m", Wrong(right, (gradient, _, examples) => gradient * examples));
            yield return ($"{right} divided by the units once more", Wrong(right, (gradient, units, _) => gradient / units));
            yield return ($"{right} wrong where its gradient is 0", Wrong(right, (gradient, _, _) => gradient == 0 ? 3 : gradient));
        }

        yield return ("half of squares", new Fault(new() { Loss = Loss.MeanSquaredError }, new() { Loss = new WrongSquares() }));
    }

    private static IEnumerable<(string Name, Fault Fault)> OfRegularizers()
    {
        foreach (var right in new[] { Regularizer.L1(0.3), Regularizer.L2(0.7), Regularizer.ElasticNet(0.2, 0.5) })
        {
            yield return ($"{right} forgotten", Wrong(right, (_, _, _) => 0));
            yield return ($"{right} without 1 / m", Wrong(right, (_, slope, _) => slope));
            yield return ($"{right} too large by 1e-4", Wrong(right, (_, slope, factor) => slope * factor * (1 + 1e-4)));
            yield return ($"{right} wrong at weights of 0", Wrong(right, (w, slope, factor) => (w == 0 ? 2 : slope) * factor));
        }
    }

    private static IEnumerable<(string Name, Fault Fault)> OfNormalizations()
    {
        var right = Normalization.Layer();
        yield return ("layer normalization without the mean", Wrong(right, new WrongNormalization { Mean = 0 }));
        yield return ("layer normalization without the share of Ẑ", Wrong(right, new WrongNormalization { Share = 0 }));
        yield return ("layer normalization without the deviation", Wrong(right, new WrongNormalization { HasDeviation = false }));
        yield return ("layer normalization too small by 1e-4", Wrong(right, new WrongNormalization { Factor = 1 - 1e-4 }));
    }

    private static Fault Wrong(Activation right, Activation faulty) => new(new() { Hidden = right }, new() { Hidden = faulty });

    private static Fault Wrong(Normalization right, Normalization faulty) =>
        new(new() { Normalization = right }, new() { Normalization = faulty });

    private static Fault Wrong(Loss right, Func<double, int, int, double> spoil) =>
        new(new() { Loss = right }, new() { Loss = new WrongLoss(right, spoil) });

    private static Fault Wrong(Regularizer right, Func<double, double, double, double> spoil) =>
        new(new() { Regularizer = right }, new() { Regularizer = new WrongRegularizer(right, spoil) });
}

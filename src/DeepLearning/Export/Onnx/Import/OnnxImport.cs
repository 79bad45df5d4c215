using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepLearning.Export;

/// <summary>Makes networks of ONNX files.</summary>
internal static class OnnxImport
{
    /// <summary>What a layer takes beside its weights.</summary>
    private const int BytesOfLayer = 4 << 10;

    /// <summary>The error of a file that is longer than one of ONNX can be.</summary>
    public static InvalidDataException TooLong(string source, long length) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{source} has {length:N0} bytes, more than an ONNX file can have."));

    /// <summary>Reads a network.</summary>
    public static Network<T> Read<T>(ReadOnlyMemory<byte> file, string source, string? output, long seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var onnx = OnnxFile.Parse(file, source);
        var (last, activation, hasDoubles) = GraphImport.Run(onnx, output);
        if (hasDoubles && typeof(T) == typeof(float))
        {
            throw new InvalidDataException(
                $"{source} holds numbers of double precision, which a network of float would round: load it with " +
                $"Network<double>.LoadOnnx, and convert the network by ConvertTo<float>() if that is meant.");
        }

        var layers = new List<(ImportedLayer Layer, Activation Activation)>();
        for (var layer = last; layer is not null; (activation, layer) = (layer.PreviousActivation, layer.Previous))
        {
            layers.Add((layer, activation));
        }

        layers.Reverse();
        foreach (var (layer, _) in layers)
        {
            onnx.Budget.Take((layer.Weights.Length * (Int128)Unsafe.SizeOf<T>()) + BytesOfLayer, "the weights of a layer");
        }

        if (layers.Select(pair => Invalid(pair.Layer, pair.Activation)).FirstOrDefault(reason => reason is not null) is { } invalid)
        {
            throw new InvalidDataException($"{source} cannot be imported: {invalid}.");
        }

        Dense[] definitions = [.. layers.Select(pair => new Dense(pair.Layer.Units, pair.Activation)
        {
            Normalization = NormalizationOf(pair.Layer),
        })];
        var network = Network<T>.WithoutNumbers(layers[0].Layer.Inputs, seed, inputKeepProbability: 1, inputScaling: null, definitions);
        foreach (var (layer, imported) in network.Layers.Zip(layers, (layer, pair) => (layer, pair.Layer)))
        {
            Copy(imported.Weights, layer.WeightParameter, source);
            Copy(imported.Biases, layer.BiasParameter, source);
            if (layer.AffineNormalization is { } normalizing)
            {
                Copy(imported.Normalization!.Value.Gains, normalizing.Gain, source);
                Copy(imported.Normalization.Value.Shifts, normalizing.Shift, source);
            }
        }

        return network;
    }

    private static Normalization? NormalizationOf(ImportedLayer layer) =>
        layer.Normalization is { } normalization ? Normalization.Layer(normalization.Epsilon) : null;

    /// <summary>Why there can be no such layer; null where there can.</summary>
    private static string? Invalid(ImportedLayer layer, Activation activation) =>
        layer.Inputs < 1 || layer.Units < 1 ? $"a layer is {layer.Inputs} → {layer.Units}"
        : layer.Normalization is { Epsilon: var epsilon } && LayerNormalization.InvalidEpsilon(epsilon) is { } wrong ? wrong
        : activation.InvalidUnits(layer.Units) is { } reason ? $"Dense({layer.Units}, {activation.Name}): {reason}"
        : NormalizationOf(layer)?.InvalidUnits(layer.Units) is { } other ? $"Dense({layer.Units}, {activation.Name}): {other}"
        : null;

    private static void Copy<T>(double[] numbers, Parameter<T> parameter, string source)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            parameter.Array[i] = T.CreateTruncating(numbers[i]);
        }

        if (Guard.FirstNotFinite<T>(parameter.Array) is >= 0 and var wrong)
        {
            throw new InvalidDataException(
                $"{source}: {parameter.Place(wrong)} would be {Guard.Describe(parameter.Array[wrong])}, but must be finite.");
        }
    }
}

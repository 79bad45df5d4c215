using System.Numerics;
using System.Text.Json;

namespace DeepLearning.Serialization;

/// <summary>All that makes a network but its numbers, as files hold it.</summary>
/// <param name="Inputs">n_x.</param>
/// <param name="Seed">The seed.</param>
/// <param name="InputKeepProbability">The share of the inputs that dropout keeps.</param>
/// <param name="InputScaling">The scaling of the inputs, or null.</param>
/// <param name="Layers">The definitions of the layers.</param>
internal sealed record NetworkDefinition(
    int Inputs, long Seed, double InputKeepProbability, InputScaling? InputScaling, IReadOnlyList<Dense> Layers)
{
    private const string TrainableKey = "isTrainable";
    private const string RateFactorKey = "learningRateFactor";
    private const string ScalingKey = "inputScaling";

    public static NetworkDefinition Of<T>(Network<T> network)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new(
            network.Inputs, network.Seed, network.InputKeepProbability, network.InputScaling,
            [.. network.Layers.Select(layer => layer.Definition)]);

    /// <exception cref="InvalidDataException">The file holds no such description, or a plug-in is not known.</exception>
    public static NetworkDefinition Read(JsonObjectReader file, PlugIns plugIns)
    {
        var definition = new NetworkDefinition(
            file.Count("inputs", least: 1), file.Integer("seed"), file.Number("inputKeepProbability"),
            file.OptionalObject(ScalingKey) is { } scaling ? ReadScaling(scaling) : null,
            [.. file.Objects("layers").Select(layer => ReadLayer(layer, plugIns))]);
        file.Done();
        return definition;
    }

    /// <param name="json">Receives an object.</param>
    /// <param name="describe">The description of a plug-in.</param>
    public void Write(Utf8JsonWriter json, Func<object, PlugInDescription> describe)
    {
        json.WriteStartObject();
        json.WriteNumber("inputs", Inputs);
        json.WriteNumber("seed", Seed);
        json.WriteNumber("inputKeepProbability", InputKeepProbability);
        if (InputScaling is not null)
        {
            json.WriteStartObject(ScalingKey);
            json.WriteNumber(RateFactorKey, InputScaling.LearningRateFactor);
            json.WriteEndObject();
        }

        json.WriteStartArray("layers");
        foreach (var layer in Layers)
        {
            json.WriteStartObject();
            json.WriteNumber("units", layer.Units);
            describe(layer.Activation).Write(json, "activation");
            WriteOptional("normalization", layer.Normalization);
            WriteOptional("initializer", layer.Initializer);
            describe(layer.BiasInitializer).Write(json, "biasInitializer");
            json.WriteNumber("keepProbability", layer.KeepProbability);
            WriteOptional("regularizer", layer.Regularizer);
            WriteOptional("constraint", layer.Constraint);
            if (!layer.IsTrainable)
            {
                json.WriteBoolean(TrainableKey, value: false);
            }

            if (layer.LearningRateFactor != 1)
            {
                json.WriteNumber(RateFactorKey, layer.LearningRateFactor);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();

        void WriteOptional(string property, object? plugIn)
        {
            if (plugIn is not null)
            {
                describe(plugIn).Write(json, property);
            }
        }
    }

    /// <summary>A network of this definition whose numbers are still 0.</summary>
    /// <param name="file">Whose error it is if there can be no such network.</param>
    /// <param name="room">The most bytes that its numbers may take.</param>
    /// <exception cref="InvalidDataException">There can be no such network, or it is larger.</exception>
    public Network<T> Build<T>(JsonObjectReader file, long room)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Before anything is allocated: a damaged number of units must not fill the memory.
        var size = System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
        var (bytes, inputs) = (InputScaling is null ? 0 : (Int128)Inputs * size, Inputs);
        foreach (var layer in Layers)
        {
            bytes += (Int128)layer.Units * inputs * size;
            inputs = layer.Units;
        }

        return bytes > room
            ? throw file.Invalid($"its network has more weights than fit into the {room} bytes of its tensors")
            : file.Accept(() => Network<T>.WithoutNumbers(Inputs, Seed, InputKeepProbability, InputScaling, Layers));
    }

    private static InputScaling ReadScaling(JsonObjectReader file)
    {
        var scaling = file.Accept(() => new InputScaling { LearningRateFactor = file.Number(RateFactorKey) });
        file.Done();
        return scaling;
    }

    private static Dense ReadLayer(JsonObjectReader file, PlugIns plugIns)
    {
        var layer = file.Accept(() => new Dense(file.Count("units", least: 1), plugIns.Create<Activation>(file.Object("activation")))
        {
            Normalization = Optional<Normalization>("normalization"),
            Initializer = Optional<Initializer>("initializer"),
            BiasInitializer = plugIns.Create<Initializer>(file.Object("biasInitializer")),
            KeepProbability = file.Number("keepProbability"),
            Regularizer = Optional<Regularizer>("regularizer"),
            Constraint = Optional<Constraint>("constraint"),
            IsTrainable = !file.Has(TrainableKey) || file.Boolean(TrainableKey),
            LearningRateFactor = file.Has(RateFactorKey) ? file.Number(RateFactorKey) : 1,
        });
        file.Done();
        return layer;

        TKind? Optional<TKind>(string property)
            where TKind : class => file.OptionalObject(property) is { } description ? plugIns.Create<TKind>(description) : null;
    }
}

using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DeepLearning.Data;

namespace DeepLearning.Serialization;

/// <summary>
/// The layout of this library's safetensors files: the texts of the header, and the weights and biases. It is described in README.md beside
/// this file.
/// </summary>
internal static class ModelFile
{
    /// <summary>What loading may allocate: a layer of one unit takes some 60 bytes of the file, and two thousand in memory.</summary>
    public static readonly ReadLimit Limit = new(128, ReadLimit.MiB);

    public const string Network = "network";
    public const string Model = "model";
    public const string Checkpoint = "checkpoint";
    public const string Ensemble = "ensemble";
    public const string Tabular = "tabular";

    /// <summary>
    /// The version that is written, and the newest that is read. It grows with every change that an older reader would misread.
    /// </summary>
    public const int FormatVersion = 1;

    private const string FormatKey = "format";
    private const string FormatName = "DeepLearning";
    private const string VersionKey = "format_version";
    private const string LibraryKey = "library_version";
    private const string KindKey = "kind";
    private const string NetworkKey = "network";
    private const string PipelineKey = "pipeline";

    /// <summary>What reads the kinds of files, where it is not what was called.</summary>
    private static readonly Dictionary<string, string> Loaders = new(StringComparer.Ordinal)
    {
        [Network] = "Network<{T}>.Load",
        [Model] = "Model<{T}>.Load",
        [Checkpoint] = "Network<{T}>.Load",
        [Ensemble] = "Ensemble<{T}>.Load",
        [Tabular] = "TabularModel.Load",
    };

    /// <summary>The version of the library that writes.</summary>
    public static string LibraryVersion { get; } = typeof(ModelFile).Assembly.GetName().Version!.ToString(3);

    /// <summary>A file of a kind, with the definition and the numbers of a network.</summary>
    /// <param name="kind">What the file is.</param>
    /// <param name="network">The network.</param>
    /// <param name="describe">The description of a plug-in.</param>
    /// <param name="numbers">The numbers in the place of a parameter's own; those when null.</param>
    public static TensorWriter Of<T>(
        string kind, Network<T> network, Func<object, PlugInDescription> describe, Func<Parameter<T>, T[]>? numbers = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var file = Of(kind);
        file.Add(NetworkKey, Json(json => NetworkDefinition.Of(network).Write(json, describe)));
        AddParameters(file, network, "", numbers ?? (parameter => parameter.Array));
        return file;
    }

    /// <summary>A file of a kind, with nothing in it yet.</summary>
    public static TensorWriter Of(string kind)
    {
        var file = new TensorWriter();
        file.Add(FormatKey, FormatName);
        file.Add(VersionKey, FormatVersion.ToString(CultureInfo.InvariantCulture));
        file.Add(LibraryKey, LibraryVersion);
        file.Add(KindKey, kind);
        return file;
    }

    /// <summary>Writes a file; a write that fails leaves the old one.</summary>
    public static void Save(string path, Func<TensorWriter> content)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, content().Write);
    }

    /// <summary>Writes to a stream, which stays open.</summary>
    public static void Save(Stream stream, Func<TensorWriter> content)
    {
        ArgumentNullException.ThrowIfNull(stream);
        content().Write(stream);
    }

    /// <summary>Reads a file.</summary>
    public static TContent Load<T, TContent>(string path, Func<TensorReader, TContent> read)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ElementType.Require<T>();
        using var file = TensorReader.Open(path);
        return read(file);
    }

    /// <summary>Reads the rest of a stream, which stays open.</summary>
    public static TContent Load<T, TContent>(Stream stream, Func<TensorReader, TContent> read)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        ElementType.Require<T>();
        using var file = TensorReader.Open(stream);
        return read(file);
    }

    /// <summary>Refuses a kind of file that is none of some.</summary>
    public static void RequireKnown<T>(TensorReader file, string kind, params ReadOnlySpan<string> known)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!known.Contains(kind))
        {
            throw new InvalidDataException(Loaders.TryGetValue(kind, out var loader)
                ? $"{file.Source} holds a file of the kind \"{kind}\": load it with " +
                  $"{loader.Replace("{T}", ElementType.Name<T>(), StringComparison.Ordinal)}."
                : $"{file.Source} holds a \"{kind}\", which is not known.");
        }
    }

    /// <summary>Adds a fitted pipeline.</summary>
    public static void Add(TensorWriter file, FittedPipeline pipeline, Func<object, PlugInDescription> describe) =>
        file.Add(PipelineKey, Json(json => PipelineDefinition.Write(json, pipeline, describe)));

    /// <summary>Adds numbers of the shapes of a network's parameters, under their names behind a prefix.</summary>
    public static void AddParameters<T>(TensorWriter file, Network<T> network, string prefix, Func<Parameter<T>, T[]> numbers)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var parameter in network.Parameters)
        {
            if (parameter.IsMatrix)
            {
                file.AddMatrix<T>(prefix + parameter.Name, numbers(parameter), parameter.Rows);
            }
            else
            {
                file.AddVector<T>(prefix + parameter.Name, numbers(parameter));
            }
        }
    }

    /// <summary>Reads what <see cref="AddParameters"/> has added.</summary>
    /// <exception cref="InvalidDataException">A tensor is not there, has another type or shape, or holds NaN or an infinity.</exception>
    public static void ReadParameters<T>(TensorReader file, Network<T> network, string prefix, Func<Parameter<T>, T[]> numbers)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var parameter in network.Parameters)
        {
            var values = numbers(parameter);
            if (parameter.IsMatrix)
            {
                file.ReadMatrix<T>(prefix + parameter.Name, values, parameter.Rows);
            }
            else
            {
                file.ReadVector<T>(prefix + parameter.Name, values);
            }

            if (Guard.FirstNotFinite<T>(values) is >= 0 and var i)
            {
                throw new InvalidDataException(
                    $"{file.Source} cannot be loaded: {prefix}{parameter.Place(i)} is {Guard.Describe(values[i])}, but must be finite.");
            }
        }
    }

    /// <summary>
    /// The kind of a file of this library, once it is known that this version can read it, and that it is as it was written.
    /// </summary>
    /// <exception cref="InvalidDataException">
    /// It is a file of something else, of a newer version, or does not have its checksum.
    /// </exception>
    public static string KindOf(TensorReader file)
    {
        if (file.Metadata.GetValueOrDefault(FormatKey) is not FormatName)
        {
            throw new InvalidDataException(
                $"{file.Source} is a safetensors file, but not one of this library: its metadata has no \"{FormatKey}\" of " +
                $"\"{FormatName}\".");
        }

        var version = file.Metadata.GetValueOrDefault(VersionKey, "");
        if (!NumberText.TryParseDigits(version, out var number) || number < 1)
        {
            throw new InvalidDataException($"{file.Source} is damaged: its \"{VersionKey}\" is \"{version}\".");
        }

        if (number > FormatVersion)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{file.Source} has the format version {number}, of DeepLearning {file.Metadata.GetValueOrDefault(LibraryKey, "?")}, but " +
                $"DeepLearning {LibraryVersion} reads up to {FormatVersion}: use a newer version."));
        }

        file.RequireChecksum();
        return Text(file, KindKey);
    }

    /// <summary>The network of a file of any kind.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or holds numbers of another type.</exception>
    public static Network<T> ReadNetwork<T>(TensorReader file, PlugIns plugIns)
        where T : unmanaged, IFloatingPointIeee754<T> => Parse(file, NetworkKey, description =>
    {
        var definition = NetworkDefinition.Read(description, plugIns);
        RequireType<T>(file, "");
        var network = definition.Build<T>(description, file.DataLength);
        ReadParameters(file, network, "", parameter => parameter.Array);
        return network;
    });

    /// <summary>The pipeline of a model.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or a transform is not known.</exception>
    public static FittedPipeline ReadPipeline(TensorReader file, PlugIns plugIns) =>
        Parse(file, PipelineKey, description => PipelineDefinition.Read(description, plugIns));

    /// <summary>What is made of a JSON object among the texts of the header.</summary>
    /// <exception cref="InvalidDataException">It is not there, or no JSON.</exception>
    public static TResult Parse<TResult>(TensorReader file, string key, Func<JsonObjectReader, TResult> read)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(Text(file, key));
        }
        catch (JsonException malformed)
        {
            throw new InvalidDataException($"{file.Source} is damaged: its \"{key}\" is not JSON.", malformed);
        }

        using (document)
        {
            return read(new JsonObjectReader(document.RootElement, file.Source, key));
        }
    }

    /// <summary>A JSON text.</summary>
    public static string Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Refuses tensors beyond those of a network: what is not understood may not be passed over.</summary>
    public static void RequireNoOthers<T>(TensorReader file, Network<T> network)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        RequireNoOthers(file, network.Parameters.Select(parameter => parameter.Name));

    /// <summary>Refuses tensors beyond those of some names.</summary>
    public static void RequireNoOthers(TensorReader file, IEnumerable<string> known)
    {
        var names = known.ToHashSet(StringComparer.Ordinal);
        if (file.Tensors.Keys.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
        {
            throw new InvalidDataException(
                $"{file.Source} cannot be loaded: it has a tensor \"{unknown}\", which its network does not have.");
        }
    }

    /// <summary>Numbers of another type are converted by who asks for it, and by nobody else.</summary>
    public static void RequireType<T>(TensorReader file, string prefix)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (wanted, other) = typeof(T) == typeof(float) ? ("float", "double") : ("double", "float");
        var type = typeof(T) == typeof(float) ? "F64" : "F32";
        if (file.Tensors.TryGetValue(prefix + "layers.0.weight", out var weights)
            && string.Equals(weights.Type, type, StringComparison.Ordinal))
        {
            throw new InvalidDataException(
                $"{file.Source} holds a network of {other}, not of {wanted}: load it as Network<{other}> and convert it with " +
                $"ConvertTo<{wanted}>().");
        }
    }

    private static string Text(TensorReader file, string key) => file.Metadata.TryGetValue(key, out var text)
        ? text
        : throw new InvalidDataException($"{file.Source} is damaged: its metadata has no \"{key}\".");
}

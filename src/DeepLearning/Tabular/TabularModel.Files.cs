using System.Text.Json;
using DeepLearning.Serialization;

namespace DeepLearning.Tabular;

/// <content>Saving to safetensors files, and loading.</content>
public sealed partial class TabularModel
{
    private const string Key = "tabular";

    /// <summary>
    /// Saves the model: the encoding of the columns, the networks, what calibrates their answers. A write that fails, for whatever reason,
    /// leaves the old
    /// file.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The file holds the weights bit for bit and all else by name; what it looks like, and how Python reads it, is described in
    /// <c>src/DeepLearning/Serialization/README.md</c>. A file that is replaced keeps its Unix mode; of a symbolic link, what it leads to
    /// is replaced and the link stays; a folder, a device or a pipe is an <see cref="IOException"/>. When saving returns, the file outlasts
    /// a loss of power.
    /// </para>
    /// <para>Any number of threads may save and load, the same path too.</para>
    /// </remarks>
    /// <param name="path">The file, usually <c>.safetensors</c>; one that exists is replaced.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Save(string path) => ModelFile.Save(path, Content);

    /// <summary>Writes the model to a stream, which stays open.</summary>
    /// <param name="stream">Receives the file.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void Save(Stream stream) => ModelFile.Save(stream, Content);

    /// <summary>Loads a model. Nothing in it is executed.</summary>
    /// <remarks>Loading allocates at most 128 bytes for each byte of the file, and 1 MiB besides.</remarks>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is none of this library, is damaged, holds something else, or is of a newer version. The message says what and where.
    /// </exception>
    /// <exception cref="IOException">The file is not there, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static TabularModel Load(string path) =>
        ModelFile.Load<float, TabularModel>(path, Read);

    /// <summary>
    /// Reads a model from the rest of a stream, which stays open. Nothing in it is executed.
    /// </summary>
    /// <param name="stream">The file, from the position of the stream to its end.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is none of this library, is damaged, holds something else, or is of a newer version. The message says what and where.
    /// </exception>
    public static TabularModel Load(Stream stream) =>
        ModelFile.Load<float, TabularModel>(stream, Read);

    private TensorWriter Content()
    {
        var file = ModelFile.Of(ModelFile.Tabular);
        file.Add(Key, ModelFile.Json(Write));
        EnsembleDefinition.Add(file, ensemble, PlugIns.Library.Describe);
        file.AddChecksum();
        return file;
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("target");
        target.Write(json);
        json.WriteEndObject();
        json.WriteStartArray("columns");
        foreach (var column in encoding.Columns)
        {
            json.WriteStartObject();
            json.WriteString("kind", column.Kind);
            json.WriteString("name", column.Name);
            column.Write(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (encoding.Neighbours is { } neighbours)
        {
            json.WriteStartObject("neighbours");
            neighbours.Write(json);
            json.WriteEndObject();
        }

        json.WriteStartObject("answering");
        answering.Write(json);
        json.WriteEndObject();
        json.WriteStartArray("outOfFold");
        foreach (var (measure, value) in OutOfFold.Where(measure => double.IsFinite(measure.Value)))
        {
            json.WriteStartObject();
            json.WriteString("measure", measure);
            json.WriteNumber("value", value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteTexts("notes", Notes);
        json.WriteEndObject();
    }

    private static TabularModel Read(TensorReader file)
    {
        ModelFile.RequireKnown<float>(file, ModelFile.KindOf(file), ModelFile.Tabular);
        return ModelFile.Parse(file, Key, description =>
        {
            var goal = TabularTarget.Read(description.Object("target"));
            var neighbours = description.OptionalObject("neighbours");
            ColumnEncoding[] read = [.. description.Objects("columns").Select(ColumnEncoding.Read)];
            var columns = new TableEncoding(read, neighbours is null ? null : NeighbourInput.Read(neighbours, read));
            var calibrated = goal.ReadAnswering(description.Object("answering"));
            var measures = new OrderedDictionary<string, double>(StringComparer.Ordinal);
            foreach (var measure in description.Objects("outOfFold"))
            {
                measures[measure.Text("measure")] = measure.Number("value");
                measure.Done();
            }

            var notes = description.Texts("notes");
            description.Done();
            var members = EnsembleDefinition.Read<float>(file, PlugIns.Library);
            var names = new NameIndex([.. columns.Columns.Select(column => column.Name), goal.Column]);
            return names.Repeated is not null
                ? throw description.Invalid($"two of its columns are named \"{columns.Columns[names.Repeated.Value.First].Name}\"")
                : members.Inputs == columns.FullWidth && members.Outputs == goal.Outputs
                    ? new TabularModel(columns, goal, members, calibrated) { OutOfFold = measures, Notes = notes }
                    : throw description.Invalid(
                        $"its columns make {Plural.Of(columns.FullWidth, "input")} for {Plural.Of(goal.Outputs, "output")}, but its " +
                        $"networks take {members.Inputs} and give {members.Outputs}");
        });
    }
}

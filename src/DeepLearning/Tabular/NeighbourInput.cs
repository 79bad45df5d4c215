using System.Text.Json;
using DeepLearning.Data;
using DeepLearning.Serialization;

namespace DeepLearning.Tabular;

/// <summary>An input that is made of two columns of a place: the mean of the target over the training rows that are nearest.</summary>
/// <param name="transform">What makes the column.</param>
/// <param name="encoding">What makes inputs of it.</param>
internal sealed class NeighbourInput(FittedNeighbourMean transform, NumberEncoding encoding)
{
    private readonly FittedNeighbourMean transform = transform;

    /// <summary>What makes inputs of the means.</summary>
    public NumberEncoding Encoding => encoding;

    /// <summary>Learns it, where a pair of columns is a place.</summary>
    /// <param name="train">The training rows, each with its target.</param>
    /// <param name="columns">The columns that may be meant.</param>
    /// <param name="target">What is averaged.</param>
    /// <param name="bins">The number of bins at most.</param>
    public static NeighbourInput? Fit(RawTable train, IReadOnlyList<NumericColumn> columns, NumericColumn target, int bins)
    {
        if (PlaceColumns.Find(columns, target) is not { } mean)
        {
            return null;
        }

        var made = new FittedNeighbourMean($"{target.Name} near {mean.First.Column}, {mean.Second.Column}", mean);
        if (train.Has(made.Name))
        {
            return null;
        }

        var means = made.Apply(train, [.. Enumerable.Range(0, train.Rows)]);
        return NumberEncoding.Fit((NumericColumn)means[made.Name], bins) is { } inputs ? new(made, inputs) : null;
    }

    /// <summary>A table with the means behind its columns.</summary>
    /// <param name="table">The columns, as they were conformed.</param>
    /// <param name="trainingRows">The number of each row in the training table; none where none was there.</param>
    public RawTable AddTo(RawTable table, ReadOnlySpan<int> trainingRows) => transform.Apply(table, trainingRows);

    /// <summary>Adds the transforms that do the same.</summary>
    public void AddTo(ColumnTransforms transforms)
    {
        transforms.Add(transform);
        encoding.AddTo(transforms);
    }

    /// <summary>Writes what it has learned into an open JSON object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        var mean = transform.Mean;
        json.WriteString("name", transform.Name);
        Write(json, "first", mean.First);
        Write(json, "second", mean.Second);
        json.WriteNumbers("targets", mean.Values);
        encoding.Write(json);
    }

    /// <summary>Reads what <see cref="Write(Utf8JsonWriter)"/> has written.</summary>
    /// <param name="file">The file.</param>
    /// <param name="columns">The columns of the table.</param>
    /// <exception cref="InvalidDataException">It is damaged, or a column is not there.</exception>
    public static NeighbourInput Read(JsonObjectReader file, IReadOnlyList<ColumnEncoding> columns)
    {
        var name = file.Text("name");
        var input = file.Accept(() => new NeighbourInput(
            new(name, new(ReadCoordinates(file.Object("first")), ReadCoordinates(file.Object("second")), file.Numbers("targets"))),
            NumberEncoding.Read(name, file)));
        file.Done();
        var inputs = columns.Select(column => new InputColumn(column.Name, column.IsText)).ToArray();
        _ = file.Accept(() => input.transform.ColumnsAfter(inputs));
        return input;
    }


    /// <summary>A sentence of a user's language.</summary>
    public override string ToString() =>
        $"and from the training rows that are nearest by \"{transform.Mean.First.Column}\" and \"{transform.Mean.Second.Column}\"";

    private static void Write(Utf8JsonWriter json, string property, Coordinates coordinates)
    {
        json.WriteStartObject(property);
        json.WriteString("column", coordinates.Column);
        json.WriteNumber("scale", coordinates.Scale);
        json.WriteNumbers("values", coordinates.Values);
        json.WriteEndObject();
    }

    private static Coordinates ReadCoordinates(JsonObjectReader file)
    {
        var coordinates = file.Accept(() => new Coordinates(file.Text("column"), file.Numbers("values"), file.Number("scale")));
        file.Done();
        return coordinates;
    }
}

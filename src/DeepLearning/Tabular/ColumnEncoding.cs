using System.Text.Json;
using DeepLearning.Data;
using DeepLearning.Serialization;

namespace DeepLearning.Tabular;

/// <summary>What the inputs of a network are made of: one column of a table, as learned from its training rows.</summary>
/// <remarks>
/// Plain inputs say what the column holds; fine inputs say it again in more detail, for those networks that are given them.
/// </remarks>
internal abstract class ColumnEncoding(string name)
{
    /// <summary>The name of the column.</summary>
    public string Name { get; } = name;

    /// <summary>Whether it is a column of texts.</summary>
    public abstract bool IsText { get; }

    /// <summary>The number of plain inputs.</summary>
    public abstract int PlainWidth { get; }

    /// <summary>The number of fine inputs.</summary>
    public abstract int FineWidth { get; }

    /// <summary>
    /// A column of a table in the form that <see cref="Encode"/> takes: a file whose cells all look like numbers does not say that they
    /// are categories, and one without values does not say anything.
    /// </summary>
    /// <exception cref="ArgumentException">A value is of another kind than the column was learned as.</exception>
    public abstract RawColumn Conform(RawColumn column);

    /// <summary>Writes the inputs of some rows.</summary>
    /// <param name="column">The column, as <see cref="Conform"/> gives it.</param>
    /// <param name="rows">The numbers of the rows.</param>
    /// <param name="inputs">Receives the inputs of one row after another.</param>
    public abstract void Encode(RawColumn column, ReadOnlySpan<int> rows, EncodedInputs inputs);

    /// <summary>The name of what it is, in files.</summary>
    public abstract string Kind { get; }

    /// <summary>Writes what it has learned into an open JSON object.</summary>
    public abstract void Write(Utf8JsonWriter json);

    /// <summary>Adds the transforms that do the same to a table, for an export.</summary>
    /// <param name="transforms">Receives them.</param>
    public abstract void AddTo(ColumnTransforms transforms);

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of a kind that is not known.</exception>
    public static ColumnEncoding Read(JsonObjectReader file)
    {
        var (name, kind) = (file.Text("name"), file.Text("kind"));
        var column = file.Accept<ColumnEncoding>(() => kind switch
        {
            NumberEncoding.KindName => NumberEncoding.Read(name, file),
            CategoryEncoding.KindName => CategoryEncoding.Read(name, file),
            WrittenNumberEncoding.KindName => WrittenNumberEncoding.Read(name, file),
            DateEncoding.KindName => DateEncoding.Read(name, file),
            _ => throw file.Invalid($"{file.Place}.kind is \"{kind}\", which is not known"),
        });
        file.Done();
        return column;
    }
}

using System.Globalization;
using System.Text.Json;
using DeepLearning.Data;
using DeepLearning.Serialization;

namespace DeepLearning.Tabular;

/// <summary>A column of categories: two as −1 and +1, more as an input each; one that is new is 0 in all.</summary>
internal sealed class CategoryEncoding(string name, CategoryCodes codes) : ColumnEncoding(name)
{
    /// <summary>The most categories that have an input of their own.</summary>
    private const int MostCategories = 256;

    /// <summary>The name of the kind, in files.</summary>
    public const string KindName = "category";

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <inheritdoc/>
    public override bool IsText => true;

    /// <inheritdoc/>
    public override int PlainWidth => codes.Width;

    /// <inheritdoc/>
    public override int FineWidth => 0;

    /// <summary>Learns a column; null where there is one category alone.</summary>
    public static CategoryEncoding? Fit(TextColumn column)
    {
        var codes = CategoryCodes.Fit(column.Values, MostCategories);
        return codes.Width == 0 ? null : new(column.Name, codes);
    }

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    public static CategoryEncoding Read(string name, JsonObjectReader file) =>
        new(name, new(file.Texts("categories"), file.Boolean("isSigned")));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json)
    {
        json.WriteBoolean("isSigned", codes.IsSigned);
        json.WriteTexts("categories", codes.Categories);
    }

    /// <inheritdoc/>
    public override void AddTo(ColumnTransforms transforms) => transforms.Add(Name, codes);

    /// <inheritdoc/>
    public override RawColumn Conform(RawColumn column) => column as TextColumn ?? new(
        Name,
        Array.ConvertAll(
            column.Numbers.ToArray(), number => double.IsNaN(number) ? null : number.ToString(CultureInfo.InvariantCulture)));

    /// <inheritdoc/>
    public override void Encode(RawColumn column, ReadOnlySpan<int> rows, EncodedInputs inputs)
    {
        var texts = column.Texts;
        for (var i = 0; i < rows.Length; i++)
        {
            codes.Encode(texts[rows[i]], inputs.Plain(i, codes.Width));
        }
    }
}

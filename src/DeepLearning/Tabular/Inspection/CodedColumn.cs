using System.Globalization;
using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>A column as numbers of its different values, in the order in which the rows meet them.</summary>
internal sealed class CodedColumn
{
    /// <summary>The code of a missing value.</summary>
    public const int MissingCode = -1;

    private const int MostFrequent = 3;

    /// <param name="column">The column.</param>
    /// <param name="isTarget">Whether it is to be predicted.</param>
    public CodedColumn(RawColumn column, bool isTarget)
    {
        (Column, IsTarget) = (column, isTarget);
        (Codes, FirstRows) = column is NumericColumn numeric
            ? Coded(numeric.Values, value => BitConverter.DoubleToInt64Bits(value == 0 ? 0 : value), double.IsNaN)
            : Coded(((TextColumn)column).Values, text => text ?? string.Empty, text => text is null);
        Counts = new int[FirstRows.Length];
        foreach (var code in Codes)
        {
            if (code != MissingCode)
            {
                Counts[code]++;
            }
        }

        Missing = Codes.Length - Counts.Sum();
    }

    /// <summary>The column.</summary>
    public RawColumn Column { get; }

    /// <summary>Its name.</summary>
    public string Name => Column.Name;

    /// <summary>Whether it is to be predicted.</summary>
    public bool IsTarget { get; }

    /// <summary>The code of every row.</summary>
    public int[] Codes { get; }

    /// <summary>The first row of every code.</summary>
    public int[] FirstRows { get; }

    /// <summary>The number of rows of every code.</summary>
    public int[] Counts { get; }

    /// <summary>The number of rows without a value.</summary>
    public int Missing { get; }

    /// <summary>The number of rows.</summary>
    public int Rows => Codes.Length;

    /// <summary>The number of rows with a value.</summary>
    public int Present => Rows - Missing;

    /// <summary>Whether all rows hold the same.</summary>
    public bool IsConstant => Counts.Length + (Missing > 0 ? 1 : 0) < 2;

    /// <summary>What the column holds.</summary>
    public InspectedColumn Describe() => new(Name, Column.IsText, Missing, Counts.Length, Summary(), IsTarget);

    private string Summary()
    {
        if (Present == 0)
        {
            return "no value";
        }

        if (Column is NumericColumn numeric)
        {
            var sorted = Quantiles.Sorted(numeric.Values);
            return string.Create(
                CultureInfo.InvariantCulture, $"{sorted[0]:G5} … {Quantiles.Of(sorted, 0.5):G5} … {sorted[^1]:G5}");
        }

        var frequent = Enumerable.Range(0, Counts.Length).OrderByDescending(code => Counts[code]).Take(MostFrequent)
            .Select(code => string.Create(CultureInfo.InvariantCulture, $"{Column[FirstRows[code]].Text} ({Counts[code]})"));
        return string.Join(", ", frequent) + (Counts.Length > MostFrequent ? ", …" : "");
    }

    private static (int[] Codes, int[] FirstRows) Coded<TValue, TKey>(
        ReadOnlySpan<TValue> values, Func<TValue, TKey> key, Func<TValue, bool> isMissing)
        where TKey : notnull
    {
        var (codes, first, known) = (new int[values.Length], new List<int>(), new Dictionary<TKey, int>());
        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = MissingCode;
            if (!isMissing(values[row]) && !known.TryGetValue(key(values[row]), out codes[row]))
            {
                codes[row] = first.Count;
                known.Add(key(values[row]), first.Count);
                first.Add(row);
            }
        }

        return (codes, [.. first]);
    }
}

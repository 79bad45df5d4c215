using System.Globalization;
using System.Runtime.InteropServices;

namespace DeepLearning.Data;

/// <summary>
/// One value of a raw row: a number, a text, or missing. Numbers and texts convert by themselves: <c>[3.5, "NEAR BAY", null]</c>.
/// </summary>
/// <remarks><threadsafety>Immutable; any number of threads may use one.</threadsafety></remarks>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Cell
{
    private readonly double? number;
    private readonly string? text;

    /// <summary>A number.</summary>
    /// <param name="number">A finite number.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is NaN or infinite.</exception>
    public Cell(double number)
    {
        if (!double.IsFinite(number))
        {
            throw new ArgumentOutOfRangeException(
                nameof(number),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A cell must be a finite number, got {number}; one without a value is Cell.Missing."));
        }

        this.number = number;
    }

    /// <summary>A text, without the white space around it; null, an empty or a blank text is missing.</summary>
    /// <param name="text">The text.</param>
    public Cell(string? text) => this.text = string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>No value.</summary>
    public static Cell Missing => default;

    /// <summary>Whether there is no value.</summary>
    public bool IsMissing => number is null && text is null;

    /// <summary>The number, or null.</summary>
    public double? Number => number;

    /// <summary>The text, or null.</summary>
    public string? Text => text;

    /// <summary>A number as a cell.</summary>
    public static implicit operator Cell(double number) => new(number);

    /// <summary>A text as a cell; null is missing.</summary>
    public static implicit operator Cell(string? text) => new(text);

    /// <summary>The number, the text in quotes, or "missing".</summary>
    public override string ToString() =>
        number?.ToString(CultureInfo.InvariantCulture) ?? (text is null ? "missing" : $"\"{text}\"");
}

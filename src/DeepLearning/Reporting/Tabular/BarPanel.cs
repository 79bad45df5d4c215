using DeepLearning.Tabular;

namespace DeepLearning.Reporting;

/// <summary>The importance of columns as bars, each with its standard error to both sides.</summary>
internal static class BarPanel
{
    private const double Top = 48;
    private const double RowHeight = 22;
    private const double BarHeight = 12;
    private const double NameWidth = 130;
    private const int MostColumns = 30;

    /// <summary>The picture of an importance.</summary>
    public static Picture Of(TabularImportance importance)
    {
        ColumnImportance[] columns = [.. importance.Columns.Take(MostColumns)];
        var rest = importance.Columns.Count - columns.Length;
        return new(
            PicturePanel.UsualWidth, Top + (RowHeight * columns.Length) + Axes.BottomMargin, "Importance of the columns",
            string.Join(", ", columns.Select(column => $"{column.Column} {Number.Of(column.Increase)}")),
            svg => Draw(svg, columns, importance.Measure),
            $"The increase of the {importance.Measure}, {Number.Of(importance.Baseline)} as it is, when the values of a column are " +
            "shuffled; lines are one standard error to each side." +
            (rest > 0 ? $" {Plural.Of(rest, "column")} of less importance are left out." : ""));
    }

    private static void Draw(SvgWriter svg, ColumnImportance[] columns, string measure)
    {
        PicturePanel.DrawTitle(svg, "Importance of the columns");
        var scale = LinearScale.Over(
            Math.Min(0, columns.Min(column => column.Increase - column.StandardError)),
            Math.Max(0, columns.Max(column => column.Increase + column.StandardError)), 4);
        var rows = LinearScale.Exactly(0, columns.Length, columns.Length);
        var frame = new Box(NameWidth, Top, PicturePanel.UsualWidth - Axes.RightMargin, Top + (RowHeight * columns.Length));
        var axes = new Axes(frame, scale, rows);
        foreach (var (value, label) in scale.Ticks)
        {
            svg.Line(axes.X(value), frame.Top, axes.X(value), frame.Bottom, "grid");
            svg.Text(axes.X(value), frame.Bottom + 20, label, "tick", "middle");
        }

        svg.Text(frame.CenterX, frame.Bottom + 40, $"increase of the {measure}", "label", "middle");
        foreach (var (i, column) in columns.Index())
        {
            var middle = frame.Top + ((i + 0.5) * RowHeight);
            var (left, right) = (axes.X(Math.Min(0, column.Increase)), axes.X(Math.Max(0, column.Increase)));
            svg.Text(NameWidth - 8, middle + 4, TextWidth.Fit(column.Column, NameWidth - 16), "tick", "end");
            svg.Rectangle(left, middle - (BarHeight / 2), right - left, BarHeight, "area training");
            svg.Line(
                axes.X(column.Increase - column.StandardError), middle, axes.X(column.Increase + column.StandardError), middle, "axis");
        }

        svg.Line(axes.X(0), frame.Top, axes.X(0), frame.Bottom, "axis");
    }
}

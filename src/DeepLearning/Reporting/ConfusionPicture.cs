namespace DeepLearning.Reporting;

/// <summary>A confusion matrix as shaded cells, with counts and names as far as they can be read.</summary>
internal sealed class ConfusionPicture
{
    private const double LargestCell = 84;
    private const double LargestTable = 560;
    private const double Right = 24;

    /// <summary>A table of cells that are smaller than this is wider than other pictures.</summary>
    private const double LeastCell = 26;
    private const double CellMargin = 4;

    private const double LongestName = 150;
    private const double Top = 68;
    private const double Left = 38;
    private const double LineHeight = 15;

    /// <summary>Above this shade a number is written in the colour for dark cells.</summary>
    private const double DarkShade = 0.55;

    private readonly ConfusionMatrix matrix;
    private readonly double cell;
    private readonly int[] support;
    private readonly string[] names;

    /// <summary>Every so many classes have their names at the edge.</summary>
    private readonly int every;

    private readonly bool upward;
    private readonly Box table;

    private ConfusionPicture(ConfusionMatrix matrix)
    {
        this.matrix = matrix;
        support = [.. Enumerable.Range(0, matrix.Classes).Select(matrix.Support)];
        names = [.. matrix.ClassNames.Select(name => TextWidth.Fit(name, LongestName))];
        var room = PicturePanel.UsualWidth - Left - Right - names.Max(name => TextWidth.Of(name));
        var counts = Enumerable.Range(0, matrix.Classes).SelectMany(a => Enumerable.Range(0, matrix.Classes).Select(p => matrix[a, p]));
        var least = Math.Max(LeastCell, TextWidth.Of(Number.Count(counts.Max()), SvgStyle.SmallSize) + CellMargin);
        cell = Math.Min(LargestCell, Math.Max(room, Math.Min(LargestTable, least * matrix.Classes)) / matrix.Classes);
        every = (int)Math.Ceiling(LineHeight / cell);
        upward = every > 1 || names.Max(name => TextWidth.Of(name)) > cell - 6;
        var left = Left + names.Where((_, i) => i % every == 0).Max(name => TextWidth.Of(name));
        table = new Box(left, Top, left + (cell * matrix.Classes), Top + (cell * matrix.Classes));
    }

    private double NamesBelow => upward ? names.Where((_, i) => i % every == 0).Max(name => TextWidth.Of(name)) : LineHeight;

    public static Picture Of(ConfusionMatrix matrix)
    {
        var picture = new ConfusionPicture(matrix);
        return new Picture(
            Math.Max(PicturePanel.UsualWidth, picture.table.Right + Right),
            picture.table.Bottom + picture.NamesBelow + 40, "Confusion matrix",
            picture.Caption(), picture.Draw, picture.Caption());
    }

    private void Draw(SvgWriter svg)
    {
        PicturePanel.DrawTitle(svg, "Confusion matrix");
        new Legend([LegendEntry.Area("right", "right", Shade(0.8)),
                LegendEntry.Area("wrong", "wrong", Shade(0.8))], PicturePanel.UsualWidth)
            .Draw(svg, PicturePanel.Margin, 40);
        Heatmap.Draw(
            svg, table, matrix.Classes, matrix.Classes, (a, p) => a == p ? Shade(Share(a, p)) : -Shade(Share(a, p)), "right", "wrong");
        DrawCounts(svg);
        svg.Path(
            [[(table.Left, table.Top), (table.Right, table.Top), (table.Right, table.Bottom), (table.Left, table.Bottom)]],
            "line thin axis", closed: true);
        for (var i = 0; i < names.Length; i += every)
        {
            var middle = cell * (i + 0.5);
            svg.Text(table.Left - 8, table.Top + middle + 4, names[i], "tick", "end");
            svg.Text(
                table.Left + middle + (upward ? 4 : 0), table.Bottom + (upward ? 8 : 18), names[i], "tick", upward ? "end" : "middle",
                upward);
        }

        svg.Text(14, table.CenterY, "actual", "label", "middle", upward: true);
        svg.Text(table.CenterX, table.Bottom + NamesBelow + 26, "predicted", "label", "middle");
    }

    /// <summary>The counts, in the largest type in which the longest fits its cell; none when no type is small enough.</summary>
    private void DrawCounts(SvgWriter svg)
    {
        var pairs = Enumerable.Range(0, matrix.Classes)
            .SelectMany(a => Enumerable.Range(0, matrix.Classes).Select(p => (Actual: a, Predicted: p)))
            .Where(pair => matrix[pair.Actual, pair.Predicted] > 0).ToList();
        var widest = pairs.Select(pair => Number.Count(matrix[pair.Actual, pair.Predicted]))
            .DefaultIfEmpty("").Max(text => TextWidth.Of(text, 1));
        var size = Math.Min(cell - 3, (cell - CellMargin) / widest);
        if (size < SvgStyle.SmallSize)
        {
            return;
        }

        var type = size < SvgStyle.TextSize ? "small " : "";
        foreach (var (actual, predicted) in pairs)
        {
            svg.Text(
                table.Left + (cell * (predicted + 0.5)),
                table.Top + (cell * (actual + 0.5)) + (type.Length > 0 ? 3 : 4), Number.Count(matrix[actual, predicted]),
                type + (Shade(Share(actual, predicted)) > DarkShade ? "onfill" : "tick"), "middle");
        }
    }

    private string Caption() => matrix.Total == 0 ? "no examples" :
        $"accuracy {Number.Percent(matrix.Accuracy)} of {Plural.Of(matrix.Total, "example", "N0")}; " +
        "shaded by the share of the actual class";

    private double Share(int actual, int predicted) => support[actual] == 0 ? 0 : (double)matrix[actual, predicted] / support[actual];

    /// <summary>A single example of many is still to be seen.</summary>
    private static double Shade(double share) => share == 0 ? 0 : 0.18 + (0.72 * share);
}

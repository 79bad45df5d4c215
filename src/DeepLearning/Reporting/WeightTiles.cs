using System.Globalization;
using DeepLearning.Data;

namespace DeepLearning.Reporting;

/// <summary>The weights of each unit and channel as a small image.</summary>
internal static class WeightTiles
{
    private const double Width = PicturePanel.UsualWidth;
    private const double Margin = PicturePanel.Margin;
    private const double Top = 64;
    private const double Gap = 10;
    private const double LabelHeight = 17;
    private const double LargestTile = 120;
    private const int MostColumns = 5;

    /// <summary>The picture of the weights, units × inputs, of some of the units of a layer.</summary>
    public static Picture Picture(double[,] weights, ImageShape shape, int unitsOfLayer, string title)
    {
        var units = weights.GetLength(0);
        var tiles = units * shape.Channels;
        var columns = Math.Min(tiles, MostColumns);
        var wide = Math.Min(LargestTile, ((Width - (2 * Margin) + Gap) / columns) - Gap);

        // An image that is much higher than wide would make a picture of many screens.
        var high = Math.Min(2 * wide, wide * shape.Height / shape.Width);
        var rows = ((tiles - 1) / columns) + 1;
        var bottom = Top + (rows * (high + LabelHeight + Gap));
        var full = weights.Cast<double>().Max(Math.Abs);
        return new Picture(
            Width, bottom, title, $"The weights of {Plural.Of(units, "unit")} as images of {shape}",
            Draw, Caption(units, unitsOfLayer, shape, full));

        void Draw(SvgWriter svg)
        {
            PicturePanel.DrawTitle(svg, title);
            new Legend([LegendEntry.Area("above 0", SvgStyle.Color(0)), LegendEntry.Area("below 0", SvgStyle.Color(1))], Width)
                .Draw(svg, Margin, 38);
            for (var tile = 0; tile < tiles; tile++)
            {
                var (unit, channel) = Math.DivRem(tile, shape.Channels);
                var (row, column) = Math.DivRem(tile, columns);
                var (left, top) = (Margin + (column * (wide + Gap)), Top + (row * (high + LabelHeight + Gap)) + LabelHeight);
                var box = new Box(left, top, left + wide, top + high);
                svg.Text(box.CenterX, top - 5, TextWidth.Fit(Label(unit, channel, shape), wide + Gap - 2), "note", "middle");
                Heatmap.Draw(
                    svg, box, shape.Height, shape.Width,
                    (y, x) => full == 0 ? 0 : weights[unit, (((y * shape.Width) + x) * shape.Channels) + channel] / full,
                    SvgStyle.Color(0), SvgStyle.Color(1));
                svg.Path(
                    [[(box.Left, box.Top), (box.Right, box.Top), (box.Right, box.Bottom), (box.Left, box.Bottom)]], "line thin grid",
                    closed: true);
            }
        }
    }

    private static string Label(int unit, int channel, ImageShape shape) => shape.Channels == 1
        ? string.Create(CultureInfo.InvariantCulture, $"{unit + 1}")
        : string.Create(CultureInfo.InvariantCulture, $"{unit + 1}.{channel + 1}");

    private static string Caption(int units, int of, ImageShape shape, double full) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(units < of ? $"{units:N0} of " : of > 1 ? "all " : "")}{Plural.Of(of, "unit", "N0")}") +
        $"{(shape.Channels == 1 ? "" : ", unit.channel")}; the full colour is a weight of ±{Number.Of(full)}";
}

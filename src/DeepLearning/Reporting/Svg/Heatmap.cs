namespace DeepLearning.Reporting;

/// <summary>A table of numbers as cells, the deeper in colour the larger: one colour above 0, another below.</summary>
internal static class Heatmap
{
    /// <summary>More shades than this the eye does not tell apart.</summary>
    private const int Shades = 12;

    /// <summary>Draws the cells; neighbours of one shade in a row become one rectangle.</summary>
    /// <param name="svg">Where to draw.</param>
    /// <param name="box">The rectangle that the table fills.</param>
    /// <param name="rows">The number of rows, from above.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="value">The number of a row and column: 1 and −1 have the full colour, 0 and NaN none.</param>
    /// <param name="positive">The CSS class above 0, for a cell.</param>
    /// <param name="negative">The CSS class below 0.</param>
    public static void Draw(SvgWriter svg, Box box, int rows, int columns, Func<int, int, double> value, string positive, string negative)
    {
        var cells = new SortedDictionary<int, List<Box>>();
        for (var row = 0; row < rows; row++)
        {
            for (int from = 0, to; from < columns; from = to)
            {
                var shade = Shade(value(row, from));
                to = from + 1;
                while (to < columns && Shade(value(row, to)) == shade)
                {
                    to++;
                }

                if (shade != 0)
                {
                    cells.TryAdd(shade, []);
                    cells[shade].Add(new Box(X(from), Y(row), X(to), Y(row + 1)));
                }
            }
        }

        foreach (var (shade, boxes) in cells)
        {
            svg.Cells(boxes, "cells " + (shade > 0 ? positive : negative), Math.Abs(shade) / (double)Shades);
        }

        double X(int column) => box.Left + (box.Width * column / columns);
        double Y(int row) => box.Top + (box.Height * row / rows);
    }

    private static int Shade(double value) => double.IsNaN(value) ? 0 : (int)Math.Round(Math.Clamp(value, -1, 1) * Shades);
}

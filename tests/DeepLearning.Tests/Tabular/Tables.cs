using DeepLearning.Data;

namespace DeepLearning.Tests.Tabular;

/// <summary>Tables whose truth is known.</summary>
internal static class Tables
{
    /// <summary>Numbers, texts and holes; the class is that of a rule, with some noise.</summary>
    public static RawTable Classes(int rows, long seed, double noise = 0.1)
    {
        var random = new RandomStream(seed).Fork("classes");
        var (x, colour, size, label) = (new double[rows], new string?[rows], new double[rows], new string[rows]);
        for (var row = 0; row < rows; row++)
        {
            var own = random.Fork(row);
            x[row] = own.Normal(0);
            colour[row] = own.Uniform(1) < 0.1 ? null : own.Uniform(2) < 0.3 ? "red" : own.Uniform(2) < 0.7 ? "green" : "blue";
            size[row] = own.Uniform(3) < 0.2 ? double.NaN : Math.Exp(2 * own.Normal(4));
            var isHigh = x[row] + (colour[row] == "red" ? 1 : -0.5) > 0;
            label[row] = own.Uniform(5) < noise ? "noise" : isHigh ? "high" : "low";
        }

        return new(
            RawColumn.Numeric("x", x), RawColumn.Text("colour", colour), RawColumn.Numeric("size", size), RawColumn.Text("label", label));
    }

    /// <summary>A number whose noise grows with it.</summary>
    public static RawTable Numbers(int rows, long seed)
    {
        var random = new RandomStream(seed).Fork("numbers");
        var (x, kind, y) = (new double[rows], new string[rows], new double[rows]);
        for (var row = 0; row < rows; row++)
        {
            var own = random.Fork(row);
            x[row] = (4 * own.Uniform(0)) - 2;
            kind[row] = own.Uniform(1) < 0.5 ? "a" : "b";
            var mean = 10 + (3 * Math.Sin(2 * x[row])) + (kind[row] == "a" ? 5 : 0);
            y[row] = mean + (0.05 * mean * own.Normal(2));
        }

        return new(RawColumn.Numeric("x", x), RawColumn.Text("kind", kind), RawColumn.Numeric("y", y));
    }

    /// <summary>A number that the place decides, in waves that neither coordinate tells of alone, and a little by another column.</summary>
    public static RawTable Places(int rows, long seed)
    {
        var random = new RandomStream(seed).Fork("places");
        var (east, north, size, y) = (new double[rows], new double[rows], new double[rows], new double[rows]);
        for (var row = 0; row < rows; row++)
        {
            var own = random.Fork(row);
            (east[row], north[row], size[row]) = (100 + (6 * own.Uniform(0)), 0.6 * own.Uniform(1), own.Normal(2));
            y[row] = 50 + (20 * Math.Sin(3 * (east[row] + (10 * north[row]))) * Math.Cos(2 * (east[row] - (10 * north[row])))) + size[row];
        }

        return new(
            RawColumn.Numeric("size", size), RawColumn.Numeric("east", east), RawColumn.Numeric("north", north), RawColumn.Numeric("y", y));
    }
}

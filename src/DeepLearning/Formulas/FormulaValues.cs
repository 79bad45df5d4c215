namespace DeepLearning;

/// <summary>Computes a formula in double, part after part, with a bound of what rounding has done to each.</summary>
/// <param name="parts">The parts of the formula.</param>
/// <param name="units">The most units of an example.</param>
/// <remarks>
/// The bound of a part is how far it moves when its arguments move by theirs, and its own rounding. It is +∞ where a number has overflowed,
/// or where an argument of a division or logarithm cannot be told from 0: then the value says nothing of the function that is meant. It is
/// NaN where there is no value at all, as √−1.
/// </remarks>
internal sealed class FormulaValues(FormulaParts parts, int units)
{
    private const double Rounding = 1.0 / (1L << 52);

    private readonly double[][] values = Rows(parts.Count, units);
    private readonly double[][] errors = Rows(parts.Count, units);
    private readonly double[][] scratch = Rows(4, 0);

    /// <summary>The values of a formula for one example.</summary>
    /// <param name="formula">A function of z.</param>
    /// <param name="z">The pre-activations of the units.</param>
    public static double[] Of(Formula formula, double[] z)
    {
        var computed = new FormulaValues(FormulaParts.Of(formula), z.Length);
        computed.Compute(z);
        return computed.values[^1];
    }

    /// <summary>Computes all parts for one example of at most as many units as there is room for.</summary>
    public void Compute(ReadOnlySpan<double> z)
    {
        for (var part = 0; part < parts.Count; part++)
        {
            var operation = parts[part].Operation;
            if (operation == Operation.Variable)
            {
                z.CopyTo(values[part]);
            }
            else if (operation == Operation.Constant)
            {
                values[part].AsSpan(0, z.Length).Fill(parts[part].Value);
            }
            else if (operation.Over is not null)
            {
                OverUnits(part, z.Length);
            }
            else
            {
                ForEachUnit(part, z.Length);
            }
        }
    }

    /// <summary>The value of the whole formula for a unit.</summary>
    public double Value(int unit) => values[^1][unit];

    /// <summary>The bound of its error.</summary>
    public double Error(int unit) => errors[^1][unit];

    /// <summary>On which side of 0 a part is for the first unit; of a maximum and minimum, which argument is the greater.</summary>
    public sbyte Side(int part)
    {
        var operation = parts[part].Operation;
        var value = operation == Operation.Max || operation == Operation.Min
            ? values[parts.Arguments(part)[0]][0] - values[parts.Arguments(part)[1]][0]
            : values[part][0];
        return double.IsNaN(value) ? (sbyte)2 : (sbyte)Math.Sign(value);
    }

    private static double[][] Rows(int count, int length)
    {
        var rows = new double[count][];
        for (var i = 0; i < count; i++)
        {
            rows[i] = new double[length > 0 ? length : i];
        }

        return rows;
    }

    private void ForEachUnit(int part, int count)
    {
        var operation = parts[part].Operation;
        var inputs = parts.Arguments(part);
        var arguments = scratch[inputs.Length];
        for (var i = 0; i < count; i++)
        {
            for (var k = 0; k < arguments.Length; k++)
            {
                arguments[k] = values[inputs[k]][i];
            }

            var value = operation.Of!(arguments);
            values[part][i] = value;
            errors[part][i] = double.IsFinite(value) ? Bound(operation, arguments, inputs, i, value)
                : Unbounded(operation, arguments, inputs, i, value);
        }
    }

    private double Bound(Operation operation, double[] arguments, ReadOnlySpan<int> inputs, int unit, double value)
    {
        var bound = (Math.Abs(value) * Rounding) + double.Epsilon;
        for (var k = 0; k < arguments.Length; k++)
        {
            // What is finite in spite of an infinite argument, as 1 / ∞, does not depend on where it was cut off.
            var (argument, error) = (arguments[k], errors[inputs[k]][unit]);
            if (error > 0 && double.IsFinite(argument))
            {
                arguments[k] = argument + error;
                var up = Math.Abs(operation.Of!(arguments) - value);
                arguments[k] = argument - error;
                var down = Math.Abs(operation.Of(arguments) - value);
                arguments[k] = argument;
                bound += Math.Max(double.IsNaN(up) ? 0 : up, double.IsNaN(down) ? 0 : down);
            }
        }

        return bound;
    }

    private double Unbounded(Operation operation, double[] arguments, ReadOnlySpan<int> inputs, int unit, double value)
    {
        var finite = true;
        for (var k = 0; k < arguments.Length; k++)
        {
            if (double.IsNaN(errors[inputs[k]][unit]))
            {
                return double.NaN;
            }

            finite &= double.IsFinite(arguments[k]);
        }

        if (!finite)
        {
            return double.PositiveInfinity;
        }

        // A pole is one of the function only where its argument is 0 for certain.
        if (operation.Pole is { } pole && Math.Abs(arguments[pole]) <= errors[inputs[pole]][unit])
        {
            return errors[inputs[pole]][unit] > 0 ? double.PositiveInfinity : double.NaN;
        }

        return double.IsNaN(value) ? double.NaN : double.PositiveInfinity;
    }

    private void OverUnits(int part, int count)
    {
        var operation = parts[part].Operation;
        var (x, error) = (values[parts.Arguments(part)[0]], errors[parts.Arguments(part)[0]]);
        var (joined, size, bound) = (operation.Start, 0.0, 0.0);
        double[] pair = scratch[2];
        for (var i = 0; i < count; i++)
        {
            (pair[0], pair[1]) = (joined, x[i]);
            joined = operation.Over!.Of!(pair);
            size += Math.Abs(x[i]);
            bound = operation.Over == Operation.Max ? Math.Max(bound, error[i]) : bound + error[i];
        }

        bound += operation.Over == Operation.Max ? 0 : count * (size * Rounding);
        var mean = operation == Operation.MeanOverUnits;
        values[part].AsSpan(0, count).Fill(mean ? joined / count : joined);
        var isKnown = double.IsNaN(bound) || double.IsFinite(joined);
        errors[part].AsSpan(0, count).Fill(isKnown ? (mean ? bound / count : bound) + double.Epsilon : double.PositiveInfinity);
    }
}

namespace DeepLearning;

/// <summary>Computes formulas in double, to hold them against what they stand for.</summary>
internal static class FormulaValues
{
    /// <summary>The values of a formula for one example.</summary>
    /// <param name="formula">A function of z.</param>
    /// <param name="z">The pre-activations of the units.</param>
    public static double[] Of(Formula formula, double[] z) =>
        Of(formula, z, new Dictionary<Formula, double[]>(ReferenceEqualityComparer.Instance));

    private static double[] Of(Formula formula, double[] z, Dictionary<Formula, double[]> known)
    {
        if (formula == Formula.Z)
        {
            return z;
        }

        if (!known.TryGetValue(formula, out var values))
        {
            values = Compute(formula, [.. formula.Arguments.Select(argument => Of(argument, z, known))], z.Length);
            known.Add(formula, values);
        }

        return values;
    }

    private static double[] Compute(Formula formula, double[][] arguments, int units)
    {
        var operation = formula.Operation;
        var values = new double[units];
        if (operation == Operation.Constant)
        {
            Array.Fill(values, formula.Value);
        }
        else if (operation.Over is { } join)
        {
            var joined = arguments[0].Aggregate(operation.Start, (sum, x) => join.Of!([sum, x]));
            Array.Fill(values, operation == Operation.MeanOverUnits ? joined / units : joined);
        }
        else
        {
            for (var i = 0; i < units; i++)
            {
                values[i] = operation.Of!([.. arguments.Select(argument => argument[i])]);
            }
        }

        return values;
    }
}

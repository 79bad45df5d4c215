using System.Globalization;
using System.Numerics;

namespace DeepLearning.Export;

/// <summary>Writes a formula as code: what is used twice as a variable, sums and maxima over the units as loops of their own.</summary>
internal sealed class FormulaCode<T>(CodeWriter code, SourceLanguage language)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Dictionary<Formula, string> overUnits = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Formula, Formula> expanded = new(ReferenceEqualityComparer.Instance);

    /// <summary>Writes the loops that put what is made of the values of a formula into the array a, which holds z, in place.</summary>
    public void Apply(Formula formula, int units, Func<string, string> result)
    {
        formula = Expand(formula);
        WriteOverUnits(formula, units);
        Loop(units, formula, value => $"a[i] = {result(value)};");
    }

    /// <summary>Writes the variables of a formula of z, and returns what is left of it as an expression.</summary>
    public string Expression(Formula formula)
    {
        formula = Expand(formula);
        var uses = new Dictionary<Formula, int>(ReferenceEqualityComparer.Instance);
        Count(formula, uses);
        var text = Write(formula, uses, new Dictionary<Formula, string>(overUnits, ReferenceEqualityComparer.Instance), root: true);
        return WithoutParentheses(text);
    }

    private void Loop(int units, Formula formula, Func<string, string> statement) => code.Block($"for (int i = 0; i < {units}; i++)", () =>
    {
        code.Line($"{language.Number} z = a[i];");
        code.Line(statement(Expression(formula)));
    });

    /// <summary>The operations that the language lacks, by others.</summary>
    private Formula Expand(Formula formula)
    {
        if (formula.Arguments.Count == 0)
        {
            return formula;
        }

        if (!expanded.TryGetValue(formula, out var result))
        {
            Formula[] arguments = [.. formula.Arguments.Select(Expand)];
            result = language.Template(formula.Operation) is null
                ? Expand(formula.Operation.Expansion!(arguments))
                : Formula.Of(formula.Operation, arguments);
            expanded.Add(formula, result);

            // What has been expanded stays as it is.
            expanded.TryAdd(result, result);
        }

        return result;
    }

    private void WriteOverUnits(Formula formula, int units)
    {
        foreach (var argument in formula.Arguments)
        {
            WriteOverUnits(argument, units);
        }

        if (formula.Operation.Over is not { } join || overUnits.ContainsKey(formula))
        {
            return;
        }

        var kind = formula.Operation == Operation.MeanOverUnits ? "mean" : double.IsFinite(formula.Operation.Start) ? "sum" : "max";
        var name = $"{kind}{overUnits.Count + 1}";
        var start = double.IsFinite(formula.Operation.Start)
            ? SourceLanguage.Literal(T.CreateChecked(formula.Operation.Start))
            : language.NegativeInfinity;
        code.Line($"{language.Number} {name} = {start};");
        Loop(units, formula.Arguments[0], value =>
            $"{name} = {WithoutParentheses(string.Format(CultureInfo.InvariantCulture, language.Template(join)!, name, value))};");
        if (formula.Operation == Operation.MeanOverUnits)
        {
            code.Line($"{name} /= {units};");
        }

        overUnits.Add(formula, name);
    }

    private void Count(Formula formula, Dictionary<Formula, int> uses)
    {
        if (formula.Arguments.Count == 0 || overUnits.ContainsKey(formula))
        {
            return;
        }

        uses[formula] = uses.GetValueOrDefault(formula) + 1;
        if (uses[formula] == 1)
        {
            foreach (var argument in formula.Arguments)
            {
                Count(argument, uses);
            }
        }
    }

    private string Write(Formula formula, Dictionary<Formula, int> uses, Dictionary<Formula, string> named, bool root)
    {
        if (named.TryGetValue(formula, out var name))
        {
            return name;
        }

        var text = Operation.Write(formula, part => Write(part, uses, named, root: false), Constant, language.Template);
        if (root || formula.Arguments.Count == 0 || uses[formula] == 1)
        {
            return text;
        }

        name = $"t{named.Count - overUnits.Count + 1}";
        code.Line($"{language.Number} {name} = {WithoutParentheses(text)};");
        named.Add(formula, name);
        return name;
    }

    private static string Constant(double value)
    {
        var literal = SourceLanguage.Literal(T.CreateChecked(value));
        return literal[0] == '-' ? $"({literal})" : literal;
    }

    /// <summary>An expression without the parentheses around the whole of it.</summary>
    private static string WithoutParentheses(string text)
    {
        if (text[0] != '(')
        {
            return text;
        }

        var open = 0;
        for (var i = 0; i < text.Length - 1; i++)
        {
            open += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (open == 0)
            {
                return text;
            }
        }

        return text[1..^1];
    }
}

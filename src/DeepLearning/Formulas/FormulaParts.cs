namespace DeepLearning;

/// <summary>The parts of a formula, each once, and the arguments of a part before it; the last is the formula itself.</summary>
internal sealed class FormulaParts
{
    private readonly List<Formula> parts = [];
    private readonly List<int[]> arguments = [];

    private FormulaParts()
    {
    }

    /// <summary>The number of parts.</summary>
    public int Count => parts.Count;

    /// <summary>Whether it looks at the other units of the example.</summary>
    public bool GoesOverUnits => parts.Exists(part => part.Operation.Over is not null);

    /// <summary>The numbers that occur in it.</summary>
    public IEnumerable<double> Constants => parts.Where(part => part.Operation == Operation.Constant).Select(part => part.Value).Distinct();

    public Formula this[int part] => parts[part];

    /// <summary>The parts of a formula.</summary>
    public static FormulaParts Of(Formula formula) => Of(formula, int.MaxValue)!;

    /// <summary>The parts of a formula; null where they are more than so many.</summary>
    public static FormulaParts? Of(Formula formula, int most)
    {
        var result = new FormulaParts();
        result.Add(formula, new Dictionary<Formula, int>(ReferenceEqualityComparer.Instance), most);
        return result.Count <= most ? result : null;
    }

    /// <summary>Which parts are the arguments of one.</summary>
    public ReadOnlySpan<int> Arguments(int part) => arguments[part];

    /// <summary>Whether another formula is written in the same way, with the same numbers.</summary>
    public bool AreThoseOf(FormulaParts other)
    {
        if (Count != other.Count)
        {
            return false;
        }

        for (var part = 0; part < Count; part++)
        {
            var (own, another) = (parts[part], other.parts[part]);
            var areAlike = own.Operation == another.Operation && own.Value.Equals(another.Value);
            if (!areAlike || !Arguments(part).SequenceEqual(other.Arguments(part)))
            {
                return false;
            }
        }

        return true;
    }

    private int Add(Formula formula, Dictionary<Formula, int> places, int most)
    {
        if (places.TryGetValue(formula, out var place) || Count > most)
        {
            return place;
        }

        int[] own = [.. formula.Arguments.Select(argument => Add(argument, places, most))];
        places.Add(formula, parts.Count);
        parts.Add(formula);
        arguments.Add(own);
        return parts.Count - 1;
    }
}

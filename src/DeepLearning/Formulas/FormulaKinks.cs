namespace DeepLearning;

/// <summary>
/// Finds where a formula of one number may change from one function to another: where a part of it changes its sign, as the argument of a
/// magnitude or the condition of a choice does, or a maximum or minimum the side it takes. So the numbers of a formula are found wherever
/// factors and shifts have led them.
/// </summary>
/// <param name="parts">The formula.</param>
/// <param name="computed">Computes it.</param>
/// <param name="pay">Is told what looking costs.</param>
internal sealed class FormulaKinks(FormulaParts parts, FormulaValues computed, Action<long> pay)
{
    /// <summary>A kink is found to 30 binary digits.</summary>
    private const long Resolution = 1L << 22;

    private const int Most = 1 << 14;

    /// <summary>What a place takes beside a byte for each part.</summary>
    private const int BytesOfPlace = 64;

    private readonly List<double> around = [];

    /// <summary>Numbers on both sides of every kink, ever closer to it.</summary>
    public IReadOnlyList<double> Around => around;

    /// <summary>Looks for kinks between numbers, and between those and what it finds.</summary>
    /// <param name="numbers">The numbers in their order.</param>
    /// <returns>Whether all have been found; not where they are too many.</returns>
    public bool Find(ReadOnlySpan<double> numbers)
    {
        var before = default(Place);
        foreach (var number in numbers)
        {
            var place = Look(number);
            if (before.Sides is not null && IsOpen(before, place))
            {
                Bisect(before, place);
            }

            before = place;
        }

        return around.Count < Most;
    }

    private void Bisect(Place first, Place last)
    {
        var gaps = new Stack<(Place Low, Place High)>([(first, last)]);
        while (around.Count < Most && gaps.TryPop(out var gap))
        {
            if (IsOpen(gap.Low, gap.High))
            {
                var middle = Look(NumberOf((gap.Low.Order & gap.High.Order) + ((gap.Low.Order ^ gap.High.Order) >> 1)));
                around.Add(NumberOf(middle.Order));
                gaps.Push((gap.Low, middle));
                gaps.Push((middle, gap.High));
            }
        }
    }

    private static bool IsOpen(Place low, Place high) =>
        high.Order - low.Order > Resolution && !low.Sides.AsSpan().SequenceEqual(high.Sides);

    private Place Look(double number)
    {
        pay((long)parts.Count + BytesOfPlace);
        computed.Compute([number]);
        var sides = new sbyte[parts.Count];
        for (var part = 0; part < sides.Length; part++)
        {
            sides[part] = computed.Side(part);
        }

        return new(OrderOf(number), sides);
    }

    /// <summary>The place of a number among all of double, 0 for 0.</summary>
    private static long OrderOf(double number) =>
        BitConverter.DoubleToInt64Bits(number) is var bits && bits < 0 ? long.MinValue - bits : bits;

    private static double NumberOf(long order) => BitConverter.Int64BitsToDouble(order < 0 ? long.MinValue - order : order);

    private readonly record struct Place(long Order, sbyte[] Sides);
}

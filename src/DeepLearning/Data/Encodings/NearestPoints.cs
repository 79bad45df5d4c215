namespace DeepLearning.Data;

/// <summary>Points of the plane, in which the nearest of a place are found without looking at all.</summary>
/// <remarks>They are sorted by their first coordinate: a search goes outwards from the place until it alone is too far away.</remarks>
internal sealed class NearestPoints
{
    private readonly double[] first;
    private readonly double[] second;
    private readonly int[] numbers;

    /// <summary>Some points.</summary>
    /// <param name="first">The first coordinates, finite and at most 10¹⁰⁰.</param>
    /// <param name="second">As many second ones.</param>
    public NearestPoints(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        this.first = first.ToArray();
        numbers = new int[first.Length];
        this.second = new double[first.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = i;
        }

        Array.Sort(this.first, numbers);
        for (var i = 0; i < numbers.Length; i++)
        {
            this.second[i] = second[numbers[i]];
        }
    }

    /// <summary>The square of the distance to the nearest point but some; infinite where there are no more points than that.</summary>
    /// <param name="x">The first coordinate of the place.</param>
    /// <param name="y">The second one.</param>
    /// <param name="except">The number of a point that does not count; −1 where all do.</param>
    /// <param name="nearest">As many squares as are to be found; the last of them is the answer.</param>
    public double SquareOf(double x, double y, int except, Span<double> nearest)
    {
        nearest.Fill(double.PositiveInfinity);
        var right = Array.BinarySearch(first, x);
        right = right < 0 ? ~right : right;
        var left = right - 1;
        while (true)
        {
            var before = left >= 0 ? x - first[left] : double.PositiveInfinity;
            var after = right < first.Length ? first[right] - x : double.PositiveInfinity;
            var along = Math.Min(before, after);
            if (!(along * along < nearest[^1]))
            {
                return nearest[^1];
            }

            var at = before <= after ? left-- : right++;
            var across = second[at] - y;
            if (numbers[at] != except)
            {
                Insert(nearest, (along * along) + (across * across));
            }
        }
    }

    /// <summary>Calls for each point within a distance, by its number, with the square of its distance.</summary>
    /// <param name="x">The first coordinate of the place.</param>
    /// <param name="y">The second one.</param>
    /// <param name="except">The number of a point that does not count; −1 where all do.</param>
    /// <param name="square">The square of the distance.</param>
    /// <param name="call">Is called in the order of the first coordinates.</param>
    public void Within(double x, double y, int except, double square, Action<int, double> call)
    {
        var reach = Math.Sqrt(square);
        var at = Array.BinarySearch(first, x - reach);
        at = at < 0 ? ~at : at;

        // Of equal ones, any may have been found; and the root was rounded.
        while (at > 0 && Square(at - 1) <= square)
        {
            at--;
        }

        for (; at < first.Length && (first[at] <= x || Square(at) <= square); at++)
        {
            var across = second[at] - y;
            var distance = Square(at) + (across * across);
            if (distance <= square && numbers[at] != except)
            {
                call(numbers[at], distance);
            }
        }

        double Square(int point) => (first[point] - x) * (first[point] - x);
    }

    private static void Insert(Span<double> ascending, double value)
    {
        var place = ascending.Length - 1;
        if (!(value < ascending[place]))
        {
            return;
        }

        for (; place > 0 && ascending[place - 1] > value; place--)
        {
            ascending[place] = ascending[place - 1];
        }

        ascending[place] = value;
    }
}

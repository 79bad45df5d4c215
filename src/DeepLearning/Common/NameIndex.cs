namespace DeepLearning;

/// <summary>The places of names in a list: each is found in constant time, however many there are.</summary>
internal sealed class NameIndex
{
    private readonly Dictionary<string, int> places;

    /// <param name="names">The names; of equal ones the first counts.</param>
    /// <param name="comparer">When two names are one; character by character by default.</param>
    public NameIndex(IReadOnlyList<string> names, IEqualityComparer<string>? comparer = null)
    {
        places = new(names.Count, comparer ?? StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            if (!places.TryAdd(names[i], i))
            {
                Repeated ??= (places[names[i]], i);
            }
        }
    }

    /// <summary>The places of the first name that stands there a second time, and of that time; null where no name does.</summary>
    public (int First, int Second)? Repeated { get; }

    /// <summary>The place of a name, or −1.</summary>
    public int Of(string name) => places.GetValueOrDefault(name, -1);
}

using DeepLearning.Data;

namespace DeepLearning.Serialization;

/// <summary>The names by which files know activations, initializers and the like, and how to make them again.</summary>
/// <remarks>
/// <para>
/// <see cref="Library"/> knows all that the library has. Of your own, register each by a name, for saving and for loading alike:
/// <c>PlugIns.Library.With("Squareplus", new Squareplus())</c>, or with what it is made with
/// <c>PlugIns.Library.With("Swish", (Swish swish) =&gt; new() { { "beta", swish.Beta } }, values =&gt; new
/// Swish(values.Number("beta")))</c>.
/// </para>
/// <para>A file holds names and numbers only: loading it calls what is registered here, and nothing else.</para>
/// <threadsafety>Immutable; any number of threads may use one.</threadsafety>
/// </remarks>
public sealed class PlugIns
{
    /// <summary>The extension points, as messages call them.</summary>
    private static readonly (Type Type, string Noun)[] Kinds =
    [
        (typeof(Activation), "activation"), (typeof(Normalization), "normalization"), (typeof(Initializer), "initializer"),
        (typeof(Regularizer), "regularizer"), (typeof(Constraint), "constraint"), (typeof(Loss), "loss"), (typeof(Optimizer), "optimizer"),
        (typeof(Schedule), "schedule"), (typeof(GradientClipping), "clipping"), (typeof(FittedTransform), "transform"),
    ];

    private readonly Dictionary<(string Kind, string Name), Entry> byName;
    private readonly Dictionary<Type, Entry> byType;

    private PlugIns(Dictionary<(string Kind, string Name), Entry> byName, Dictionary<Type, Entry> byType) =>
        (this.byName, this.byType) = (byName, byType);

    /// <summary>All that the library has.</summary>
    public static PlugIns Library { get; } = LibraryPlugIns.AddTo(new PlugIns([], []));

    /// <summary>The number of plug-ins that are known.</summary>
    public override string ToString() => $"{Plural.Of(byName.Count, "plug-in")}, by kind and name";

    /// <summary>These, and one that is made with nothing: loading gives the instance itself.</summary>
    /// <param name="name">The name, one for each plug-in of a kind.</param>
    /// <param name="instance">
    /// An activation, normalization, initializer, regularizer, constraint, loss, optimizer, schedule, clipping or fitted transform.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="instance"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The name is empty or taken, the class is registered already, or is none of these kinds.
    /// </exception>
    public PlugIns With(string name, object instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return With(name, instance.GetType(), _ => new PlugInValues(), _ => instance);
    }

    /// <summary>These, and one that is made with values.</summary>
    /// <typeparam name="TPlugIn">
    /// The class of an activation, normalization, initializer, regularizer, constraint, loss, optimizer, schedule, clipping or fitted
    /// transform.
    /// </typeparam>
    /// <param name="name">The name, one for each plug-in of a kind.</param>
    /// <param name="describe">What a plug-in was made with.</param>
    /// <param name="create">
    /// The plug-in that was made with such values; an <see cref="ArgumentException"/> says that they cannot be.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="describe"/> or <paramref name="create"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The name is empty or taken, the class is registered already, or is none of these kinds.
    /// </exception>
    public PlugIns With<TPlugIn>(string name, Func<TPlugIn, PlugInValues> describe, Func<PlugInValues, TPlugIn> create)
        where TPlugIn : class
    {
        ArgumentNullException.ThrowIfNull(describe);
        ArgumentNullException.ThrowIfNull(create);
        return With(name, typeof(TPlugIn), plugIn => describe((TPlugIn)plugIn), create);
    }

    /// <summary>The name and the values of a plug-in, or null when its class is not registered.</summary>
    internal PlugInDescription? Find(object plugIn) => byType.TryGetValue(plugIn.GetType(), out var entry)
        ? new(entry.Name, entry.Describe(plugIn).Described(Describe))
        : null;

    /// <summary>The name and the values of a plug-in.</summary>
    /// <exception cref="ArgumentException">Its class is not registered.</exception>
    internal PlugInDescription Describe(object plugIn) => Find(plugIn) ?? throw new ArgumentException(
        $"The {Kind(plugIn.GetType())} {plugIn} is not known: register it with PlugIns.Library.With(\"{plugIn.GetType().Name}\", …) and " +
        $"save and load with these plug-ins.");

    /// <summary>The name and the values of a plug-in, or what it calls itself: for comparing, not for making it again.</summary>
    internal PlugInDescription DescribeOrName(object plugIn) => Find(plugIn) ?? new(plugIn.ToString() ?? plugIn.GetType().Name, []);

    /// <summary>The plug-in of a description.</summary>
    /// <typeparam name="TKind">The extension point.</typeparam>
    /// <param name="file">The description.</param>
    /// <exception cref="InvalidDataException">No plug-in has the name, or its values cannot be.</exception>
    internal TKind Create<TKind>(JsonObjectReader file)
        where TKind : class
    {
        var description = PlugInDescription.Read(file);
        return file.Accept(() => Create<TKind>(description));
    }

    /// <summary>The plug-in of a description.</summary>
    /// <exception cref="ArgumentException">No plug-in has the name, or its values cannot be.</exception>
    internal TKind Create<TKind>(PlugInDescription description)
        where TKind : class
    {
        var kind = Kind(typeof(TKind));
        if (!byName.TryGetValue((kind, description.Name), out var entry))
        {
            throw new ArgumentException(
                $"the {kind} {Text.Quoted(description.Name)} is not known: register it with " +
                $"PlugIns.Library.With({Text.Quoted(description.Name)}, …) and load with these plug-ins");
        }

        var plugIn =
            (TKind)entry.Create(description.Values.Described(inner => inner is PlugInDescription nested ? Create<TKind>(nested) : inner));
        return plugIn;
    }

    private static string Kind(Type type) => Array.Find(Kinds, kind => kind.Type.IsAssignableFrom(type)).Noun
        ?? throw new ArgumentException(
            $"{type.Name} is no activation, normalization, initializer, regularizer, constraint, loss, optimizer, schedule, clipping or " +
            $"fitted transform.", nameof(type));

    private PlugIns With(string name, Type type, Func<object, PlugInValues> describe, Func<PlugInValues, object> create)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var entry = new Entry(name, describe, values =>
        {
            var plugIn = create(values);
            values.Done();
            return plugIn;
        });
        var (names, types) = (new Dictionary<(string Kind, string Name), Entry>(byName), new Dictionary<Type, Entry>(byType));
        if (!types.TryAdd(type, entry))
        {
            throw new ArgumentException($"The class {type.Name} is registered already, as \"{types[type].Name}\".", nameof(type));
        }

        return names.TryAdd((Kind(type), name), entry)
            ? new PlugIns(names, types)
            : throw new ArgumentException($"There is {Article(Kind(type))} \"{name}\" already.", nameof(name));
    }

    private static string Article(string noun) => $"{("aeiou".Contains(noun[0], StringComparison.Ordinal) ? "an" : "a")} {noun}";

    private sealed record Entry(string Name, Func<object, PlugInValues> Describe, Func<PlugInValues, object> Create);
}

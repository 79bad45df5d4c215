using System.Globalization;
using System.Numerics;
using DeepLearning.Data;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning;

/// <summary>
/// Examples to learn from or to be judged by: the inputs X (features × examples) and the targets Y (outputs × examples).
/// Column i of X and column i of Y are one example.
/// </summary>
/// <remarks>
/// <para>
/// A dataset is made by the methods of <see cref="Dataset"/>, which copy what they are given, whatever its storage, and refuse what
/// cannot be learned from: no examples, X and Y of different length, NaN, infinity. So every <see cref="Dataset{T}"/> has at least
/// one example and only finite values.
/// </para>
/// <para>
/// It is not changed by any of its methods: <see cref="Subset"/>, <see cref="Shuffle"/> and the splits return new datasets that share
/// no numbers with this one.
/// </para>
/// <threadsafety>Any number of threads may read one dataset.</threadsafety>
/// </remarks>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
public sealed partial class Dataset<T> : ExampleSource<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] inputs;
    private readonly T[] targets;

    /// <summary>Takes the two arrays, column-major, as its own: the caller must not keep them. Errors name the arguments x and y.</summary>
    internal Dataset(
        T[] inputs, int features, T[] targets, int outputs,
        IReadOnlyList<string>? featureNames, IReadOnlyList<string>? classNames, string x = "x", string y = "y",
        DataRole role = DataRole.Unspecified)
    {
        ElementType.Require<T>();
        this.inputs = inputs;
        this.targets = targets;
        Role = role;
        FeatureNames = DatasetGuard.FeatureNames(featureNames, features);
        ClassNames = DatasetGuard.ClassNames(classNames, outputs);
        DatasetGuard.Finite<T>("X", inputs, features, "feature", FeatureNames, x);
        DatasetGuard.Finite<T>("Y", targets, outputs, "output", ClassNames?.Count == outputs ? ClassNames : null, y);
        X = Matrix<T>.Build.Dense(features, inputs.Length / features, inputs);
        Y = Matrix<T>.Build.Dense(outputs, targets.Length / outputs, targets);
    }

    /// <summary>The inputs: features × examples, dense and column-major, one example a column.</summary>
    /// <remarks>This is the dataset's own matrix, not a copy: read it, and copy it before changing it.</remarks>
    public Matrix<T> X { get; }

    /// <summary>
    /// The targets: outputs × examples, dense and column-major. For classes, a column is one-hot, or a single 0 or 1 after
    /// <see cref="OneVersusRest"/>.
    /// </summary>
    /// <remarks>This is the dataset's own matrix, not a copy: read it, and copy it before changing it.</remarks>
    public Matrix<T> Y { get; }

    /// <summary>The number m of examples, at least 1: the columns of <see cref="X"/> and of <see cref="Y"/>.</summary>
    public override int Examples => X.ColumnCount;

    /// <summary>The number of features, at least 1: the rows of <see cref="X"/>.</summary>
    public override int Features => X.RowCount;

    /// <summary>The number of outputs, at least 1: the rows of <see cref="Y"/>.</summary>
    public override int Outputs => Y.RowCount;

    /// <summary>The names of the rows of <see cref="X"/>, or null where nobody has named them.</summary>
    public IReadOnlyList<string>? FeatureNames { get; }

    /// <summary>
    /// The names of the classes, by class number; null where the targets are not classes. There is one name for each row of
    /// <see cref="Y"/>, or two names for a single row: the class of 0 and the class of 1.
    /// </summary>
    public IReadOnlyList<string>? ClassNames { get; }

    /// <summary>
    /// The names of the targets, one for each row of <see cref="Y"/>; null where they are classes or nobody has named them.
    /// </summary>
    public IReadOnlyList<string>? TargetNames { get; internal init; }

    /// <summary>
    /// The purpose of the examples: <see cref="DataRole.Unspecified"/> until a split or <see cref="WithRole"/> says it. Transforms and
    /// networks refuse to be fitted to a development or test set.
    /// </summary>
    public DataRole Role { get; private set; }

    /// <summary>What the inputs have gone through since they were read.</summary>
    internal Preparation Preparation { get; init; } = Preparation.None;

    /// <summary>A name for each output, where there is one.</summary>
    internal IReadOnlyList<string>? OutputNames => ClassNames?.Count == Outputs ? ClassNames : TargetNames;

    internal override bool IsInMemory => true;

    /// <summary>X as one span, example after example.</summary>
    internal ReadOnlySpan<T> Inputs => inputs;

    /// <summary>Y as one span, example after example.</summary>
    internal ReadOnlySpan<T> Targets => targets;

    /// <summary>The examples with these numbers, in this order; a number may occur more than once.</summary>
    /// <param name="indices">Numbers of examples, from 0 to <see cref="Examples"/> − 1; at least one.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="indices"/> is empty, or the subset would have more numbers than an array holds.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no example of such a number.</exception>
    public Dataset<T> Subset(params ReadOnlySpan<int> indices)
    {
        if (indices.IsEmpty)
        {
            throw new ArgumentException("A subset needs at least one example, but no index was given.", nameof(indices));
        }

        var chosenInputs = new T[ArrayLength.Of(Features, indices.Length, "The inputs of the subset", nameof(indices))];
        var chosenTargets = new T[ArrayLength.Of(Outputs, indices.Length, "The targets of the subset", nameof(indices))];
        Copy(indices, chosenInputs, chosenTargets, nameof(indices));
        return new Dataset<T>(chosenInputs, Features, chosenTargets, Outputs, FeatureNames, ClassNames, role: Role)
        {
            TargetNames = TargetNames,
            Preparation = Preparation,
        };
    }

    /// <summary>Copies examples.</summary>
    /// <param name="examples">Numbers of examples, from 0 to <see cref="Examples"/> − 1.</param>
    /// <param name="x">Receives their inputs, one example after another.</param>
    /// <param name="y">Receives their targets.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no example of such a number.</exception>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    protected override void ReadCore(ReadOnlySpan<int> examples, Span<T> x, Span<T> y) => Copy(examples, x, y, nameof(examples));

    /// <summary>The same examples, not copied, with another role: says of a file of its own that it is the test set.</summary>
    /// <param name="role">What the examples are for.</param>
    public Dataset<T> WithRole(DataRole role)
    {
        var same = (Dataset<T>)MemberwiseClone();
        same.Role = role;
        return same;
    }

    /// <summary>All examples in an order drawn from the seed; the same seed gives the same order.</summary>
    /// <param name="seed">Any number.</param>
    public Dataset<T> Shuffle(long seed) => Subset(Permutation(seed, "shuffle"));

    /// <summary>
    /// The same examples with one output: 1 for the class <paramref name="positive"/>, 0 for every other. This is what a network with a
    /// single sigmoid unit learns from (logistic regression: cat or not cat).
    /// </summary>
    /// <remarks>Of two classes, the other keeps its name; of more, the rest is called "not " and the name of the class.</remarks>
    /// <param name="positive">A name out of <see cref="ClassNames"/>.</param>
    /// <exception cref="InvalidOperationException">The dataset has no classes, or a column of Y is not one-hot.</exception>
    /// <exception cref="ArgumentException">There is no class of this name.</exception>
    public Dataset<T> OneVersusRest(string positive)
    {
        ArgumentNullException.ThrowIfNull(positive);
        if (ClassNames is null)
        {
            throw new InvalidOperationException("The dataset has no classes: make it from labels, or give class names with the targets.");
        }

        var wanted = ClassNames.IndexOfName(positive);
        if (wanted < 0)
        {
            throw new ArgumentException($"There is no class \"{positive}\"; the classes are {ClassNames.Enumerated()}.", nameof(positive));
        }

        var classes = Classes("One class against the rest");
        var rest = ClassNames.Count == 2 ? ClassNames[1 - wanted] : "not " + positive;
        var membership = Array.ConvertAll(classes, c => c == wanted ? T.One : T.Zero);
        return new Dataset<T>(
            [.. inputs], Features, membership, 1, FeatureNames, [rest, positive], role: Role) { Preparation = Preparation };
    }

    /// <summary>One line: the type of number, the examples, the features, the classes or outputs.</summary>
    public override string ToString()
    {
        var outputs = ClassNames is null
            ? Plural.Of(Outputs, "output")
            : $"{Plural.Of(ClassNames.Count, "class")} ({ClassNames.Enumerated()})";
        return $"Dataset<{ElementType.Name<T>()}>: {Plural.Of(Examples, "example")}, {Plural.Of(Features, "feature")}, {outputs}";
    }

    private void Copy(ReadOnlySpan<int> indices, Span<T> x, Span<T> y, string argument)
    {
        for (var i = 0; i < indices.Length; i++)
        {
            var example = indices[i];
            if ((uint)example >= (uint)Examples)
            {
                throw new ArgumentOutOfRangeException(
                    argument,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Index {example} at position {i} is not an example: the dataset has examples 0 to {Examples - 1}."));
            }

            Inputs.Slice(example * Features, Features).CopyTo(x[(i * Features)..]);
            Targets.Slice(example * Outputs, Outputs).CopyTo(y[(i * Outputs)..]);
        }
    }

    /// <summary>The class of every example: the row of its 1, or, of a single output, its 0 or 1.</summary>
    private int[] Classes(string purpose)
    {
        var classes = new int[Examples];
        return Matrices.FindProblem(Targets, Outputs, classes) is { } problem
            ? throw new InvalidOperationException($"{purpose} needs targets that are classes. {problem}")
            : classes;
    }
}

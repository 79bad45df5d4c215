using System.Globalization;
using System.Numerics;
using DeepLearning.Data;

namespace DeepLearning;

/// <summary>A network of fully connected layers.</summary>
/// <typeparam name="T"><see cref="float"/> for speed or <see cref="double"/> for gradient checks; nothing else.</typeparam>
/// <remarks>
/// <para>
/// X is features × examples: columns are examples. For l = 1 … L, A[l] = g[l](W[l] A[l−1] + b[l]) with A[0] = X, or with
/// <see cref="InputScaling"/> A[0] = s ⊙ X.
/// </para>
/// <para>Equal definitions and seeds give equal numbers, bit for bit, on every machine and in every run.</para>
/// <threadsafety>
/// Predicting is pure: any number of threads may predict on one network at once, as long as none trains it or writes its weights.
/// </threadsafety>
/// </remarks>
public sealed partial class Network<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly DenseLayer<T>[] layers;

    /// <summary>A network with random weights.</summary>
    /// <param name="inputs">n_x, the number of features, 1 or greater.</param>
    /// <param name="seed">Decides the weights, and in training the shuffling and the dropout masks.</param>
    /// <param name="layers">The definitions of the layers, from the first hidden layer to the output.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="inputs"/> is less than 1.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="layers"/> or one of them is null.</exception>
    /// <exception cref="ArgumentException">
    /// There is no layer, the output layer has dropout, or a layer has more weights than an array holds, 2,147,483,591.
    /// </exception>
    public Network(int inputs, long seed, params IReadOnlyList<Dense> layers)
        : this(inputs, seed, layers, new RandomStream(seed).Fork("initialization"))
    {
    }

    /// <param name="inputs">n_x.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="layers">The definitions of the layers.</param>
    /// <param name="random">What the weights are drawn from; null leaves them 0, for who fills them in.</param>
    private Network(int inputs, long seed, IReadOnlyList<Dense> layers, RandomStream? random)
    {
        ElementType.Require<T>();
        ArgumentNullException.ThrowIfNull(layers);
        Inputs = Guard.Positive(inputs);
        Seed = seed;
        if (layers.Count == 0)
        {
            throw new ArgumentException("A network needs at least one layer, its output layer.", nameof(layers));
        }

        this.layers = new DenseLayer<T>[layers.Count];
        for (var i = 0; i < layers.Count; i++)
        {
            ArgumentNullException.ThrowIfNull(layers[i], $"{nameof(layers)}[{i}]");
            this.layers[i] = new DenseLayer<T>(layers[i], i + 1, i == 0 ? inputs : layers[i - 1].Units, random);
        }

        var output = this.layers[^1];
        if (output.Definition.KeepProbability < 1)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{output} is the output layer and has KeepProbability {output.Definition.KeepProbability}: ") +
                "dropping outputs would drop the answer. Put dropout on hidden layers.",
                nameof(layers));
        }

        WidestLayer = this.layers.Max(layer => layer.Units);
        WeightCount = this.layers.Sum(layer => (long)layer.Units * layer.Inputs);
        Parameters = LayerParameters;
    }

    /// <summary>n_x, the number of features.</summary>
    public int Inputs { get; }

    /// <summary>n_y, the number of outputs.</summary>
    public int Outputs => layers[^1].Units;

    /// <summary>
    /// The probability with which inverted dropout keeps each feature of an example in training, in (0, 1], the keep_prob of layer 0; 1,
    /// the default, is no dropout.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside (0, 1].</exception>
    public double InputKeepProbability
    {
        get;
        init => field = Guard.Within(
            value, value is > 0 and <= 1, "in (0, 1], the share of features that dropout keeps (1 is no dropout)",
            nameof(InputKeepProbability));
    } = 1;

    /// <summary>A diagonal layer in front of the first: A[0] = s ⊙ X, with learned factors s; null, the default, for none.</summary>
    /// <remarks>With <see cref="InputKeepProbability"/> what dropout keeps is scaled: A[0] = s ⊙ (X ∘ D[0]).</remarks>
    public InputScaling? InputScaling
    {
        get => InputScales?.Definition;
        init
        {
            InputScales = value is null ? null : new(value, Inputs);
            Parameters = InputScales is null ? LayerParameters : [.. LayerParameters, InputScales.Parameter];
        }
    }

    /// <summary>The seed that the weights were made from.</summary>
    public long Seed { get; }

    /// <summary>The layers, from the first hidden layer to the output.</summary>
    public IReadOnlyList<DenseLayer<T>> Layers => layers;

    /// <summary>
    /// All that is learned: W[1], b[1], W[2], b[2], …; after the W[l] and b[l] of a layer with a normalization its γ[l] and β[l]; last, of
    /// a network with <see cref="InputScaling"/>, s.
    /// </summary>
    public IReadOnlyList<Parameter<T>> Parameters { get; private init; }

    /// <summary>The number of weights and biases, gains and shifts, and factors of inputs.</summary>
    public long ParameterCount => layers.Sum(layer => layer.ParameterCount) + (InputScales?.Parameter.Array.Length ?? 0);

    /// <summary>Whether training drops anything.</summary>
    internal bool HasDropout => InputKeepProbability < 1 || layers.Any(layer => layer.Definition.KeepProbability < 1);

    /// <summary>A network whose weights and biases are all 0, to be filled in: no initializer is asked.</summary>
    internal static Network<T> WithoutNumbers(
        int inputs, long seed, double inputKeepProbability, InputScaling? inputScaling, IReadOnlyList<Dense> layers) =>
        new(inputs, seed, layers, random: null) { InputKeepProbability = inputKeepProbability, InputScaling = inputScaling };

    /// <summary>The factors of the inputs; null where they are not scaled.</summary>
    internal InputScales<T>? InputScales { get; private init; }

    private Parameter<T>[] LayerParameters => [.. layers.SelectMany(layer => layer.Parameters)];

    /// <summary>The number of units of the widest layer.</summary>
    internal int WidestLayer { get; }

    /// <summary>The number of weights without biases: the multiply-adds of one example.</summary>
    internal long WeightCount { get; }

    /// <summary>A table of the layers with their shapes and numbers of parameters.</summary>
    public override string ToString() => NetworkSummary.Of(this);

    /// <summary>Refuses a data set of another number of features or outputs.</summary>
    internal void RequireFit(ExampleSource<T> data, string name)
    {
        if (data.Features != Inputs || data.Outputs != Outputs)
        {
            throw new ArgumentException(
                $"{name} has {Plural.Of(data.Features, "feature")} and {Plural.Of(data.Outputs, "output")}, but the network takes " +
                $"{Inputs} and gives {Outputs}: " +
                $"{layers[0]} is its first layer and {layers[^1]} its output layer." + TwoClasses.Hint(Outputs, data),
                name);
        }
    }

    /// <summary>What the set went through that the network has learned from last; null when that is not known.</summary>
    internal Preparation? Preparation { get; set; }

    /// <summary>
    /// Refuses a data set whose inputs went through something else than those that the network has learned from, as far as both are known.
    /// </summary>
    internal void RequirePreparation(ExampleSource<T> data, string name)
    {
        if (Preparation is not null && data is Dataset<T> inMemory)
        {
            Preparation.Require(
                inMemory.Preparation, "The network has learned from inputs that", name,
                $"Evaluate({name}.X, {name}.Y) takes the numbers as they are.");
        }
    }

    /// <summary>What is wrong with a matrix of inputs of another number of rows.</summary>
    internal string WrongRows(string name, int rows, int columns) =>
        $"{layers[0]} expects {name} of {Plural.Of(Inputs, "row")}, one a feature, with examples as columns; got {rows} × {columns}. " +
        "Transpose a matrix whose rows are examples.";
}

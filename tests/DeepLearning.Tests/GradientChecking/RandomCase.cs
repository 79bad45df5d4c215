using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

/// <summary>
/// A small random network and batch, made so that much of it stands at kinks: zero biases with all-zero examples, dead units and layers,
/// weights and inputs that are exactly 0 or small whole numbers, duplicated examples, targets that are met exactly.
/// </summary>
internal sealed class RandomCase
{
    private const MathNet.Numerics.LinearAlgebra.Zeros All = MathNet.Numerics.LinearAlgebra.Zeros.Include;
    private readonly RandomStream random;
    private readonly PlugInsOfACase given;
    private long drawn;

    public RandomCase(long seed, PlugInsOfACase? given = null)
    {
        random = new RandomStream(seed).Fork("random case");
        this.given = given ?? new();
        var examples = 1 + Whole(6);
        (Loss, var output) = Output();
        Regularizer = this.given.Regularizer ?? Of([.. Implementations.Regularizers.Values]);
        Network = Draw(output, seed);
        Spoil();
        X = Inputs(examples);
        Y = Targets(examples, seed);
    }

    private RandomCase(RandomCase other, PlugInsOfACase plugIns)
    {
        (random, given, X, Y) = (other.random, plugIns, other.X, other.Y);
        (Loss, Regularizer) = (plugIns.Loss ?? other.Loss, plugIns.Regularizer ?? other.Regularizer);
        var layers = other.Network.Layers;
        Network = new Network<double>(other.Network.Inputs, other.Network.Seed, [.. layers.Select(layer => layer == layers[^1]
            ? layer.Definition
            : new Dense(layer.Units, plugIns.Hidden ?? layer.Activation)
            {
                Normalization = plugIns.Normalization ?? layer.Definition.Normalization,
                KeepProbability = layer.Definition.KeepProbability,
                Regularizer = layer.Definition.Regularizer,
            })])
        {
            InputKeepProbability = other.Network.InputKeepProbability,
        };
        other.Network.Theta().CopyTo(Network);
    }

    public Network<double> Network { get; }

    public Loss Loss { get; }

    public Regularizer Regularizer { get; }

    public Matrix<double> X { get; }

    public Matrix<double> Y { get; }

    public GradientCheck Check() => GradientCheck.Run(Network, Loss, X, Y, Regularizer);

    /// <summary>The same numbers with other plug-ins.</summary>
    public RandomCase With(PlugInsOfACase plugIns) => new(this, plugIns);

    /// <summary>dθ by backpropagation.</summary>
    public double[] Gradient()
    {
        var pass = new TrainingPass<double>(Network, Loss, Regularizer, X.ColumnCount);
        pass.ComputeGradients(X.ToColumnMajorArray(), Y.ToColumnMajorArray(), number: 1);
        return [.. pass.Gradients.Kept.Values.SelectMany(gradient => gradient)];
    }

    public override string ToString() =>
        $"{Network}\n{Loss}, {Regularizer}\n{X}\n{Y}";

    private (Loss Loss, Activation Output) Output() =>
        given.Loss is { } loss ? (loss, Activation.Identity) : Of([.. Implementations.Outputs]);

    private Network<double> Draw(Activation output, long seed)
    {
        var depth = 1 + Whole(4);
        var layers = new List<Dense>();
        for (var l = 1; l < depth || (l == 1 && HasHiddenPlugIn); l++)
        {
            var activation = given.Hidden ?? Of([.. Implementations.Activations.Values]);
            var units = Units(activation) + (given.Normalization is null ? 0 : 1);
            layers.Add(new Dense(units, activation)
            {
                Normalization = given.Normalization ?? (units > 1 && Chance(0.25) ? Of([.. Implementations.Normalizations.Values]) : null),
                BiasInitializer = Chance(0.7) ? Initializer.Zeros : Initializer.Normal(1),
                KeepProbability = Chance(0.15) ? 0.6 : 1,
                Regularizer = given.Regularizer is null && Chance(0.1) ? Of([.. Implementations.Regularizers.Values]) : null,
                Constraint = Chance(0.1) ? Constraint.MaxNorm(0.7) : null,
            });
        }

        layers.Add(new Dense(Units(output), output) { BiasInitializer = Chance(0.7) ? Initializer.Zeros : Initializer.Normal(1) });
        return new Network<double>(1 + Whole(4), seed, layers) { InputKeepProbability = Chance(0.1) ? 0.7 : 1 };
    }

    private bool HasHiddenPlugIn => given.Hidden is not null || given.Normalization is not null;

    /// <summary>A softmax needs two units.</summary>
    private int Units(Activation activation) => activation.InvalidUnits(1) is null ? 1 + Whole(5) : 2 + Whole(4);

    private void Spoil()
    {
        var (zeros, whole) = (Chance(0.3), Chance(0.3));
        foreach (var layer in Network.Layers)
        {
            if (whole)
            {
                layer.Weights.MapInplace(w => Math.Round(2 * w) / 2, All);
                layer.Biases.MapInplace(Math.Round, All);
            }

            if (zeros)
            {
                layer.Weights.MapInplace(w => Chance(0.3) ? 0 : w, All);
            }

            if (Chance(0.1))
            {
                layer.Weights.SetRow(Whole(layer.Units), new double[layer.Inputs]);
            }

            if (Chance(0.1))
            {
                layer.Weights.MapInplace(w => -Math.Abs(w), All);
                layer.Biases.MapInplace(b => -Math.Abs(b), All);
            }
        }
    }

    private Matrix<double> Inputs(int examples)
    {
        var (zeros, whole, positive) = (Chance(0.5), Chance(0.3), Chance(0.3));
        var x = Matrix<double>.Build.Dense(Network.Inputs, examples, (_, _) =>
        {
            var value = Chance(zeros ? 0.3 : 0) ? 0 : random.Normal(++drawn);
            value = whole ? Math.Round(value) : value;
            return positive ? Math.Abs(value) : value;
        });
        if (Chance(0.5))
        {
            x.ClearColumn(Whole(examples));
        }

        if (Chance(0.3))
        {
            x.SetColumn(Whole(examples), x.Column(Whole(examples)));
        }

        return x;
    }

    /// <summary>
    /// Targets that suit the loss; of a regression some are met exactly, or missed by exactly 1, where Huber's square turns into a line.
    /// </summary>
    private Matrix<double> Targets(int examples, long seed)
    {
        var y = Given.Targets<double>(Loss, Network.Outputs, examples, seed);
        if (!IsRegression)
        {
            return y;
        }

        var (met, off, zero) = (Chance(0.3) && !Network.HasDropout, Chance(0.3), Chance(0.2));
        var answers = Network.Predict(X);
        return y.MapIndexed((i, j, value) => met && Chance(0.5) ? answers[i, j] + (off ? 1 : 0) : zero ? 0 : value, All);
    }

    private bool IsRegression => Loss is MeanSquaredError or MeanAbsoluteError or Huber;

    private bool Chance(double share) => random.Uniform(++drawn) < share;

    private int Whole(int below) => (int)(below * random.Uniform(++drawn));

    private TItem Of<TItem>(IReadOnlyList<TItem> items) => items[Whole(items.Count)];
}

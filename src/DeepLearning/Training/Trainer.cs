using System.Numerics;
using DeepLearning.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning;

/// <summary>Trains a network: owns the loss, the optimizer and its state, and the memory of a training pass.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// <para>
/// The cost of a batch of m examples is J = (1/m) Σᵢ L(ŷ⁽ⁱ⁾, y⁽ⁱ⁾) + (1/m) Σ_l R(W[l]). Nothing else divides by m. Where examples have
/// weights, Σᵢ wᵢ L⁽ⁱ⁾ / Σᵢ wᵢ takes the place of the first mean.
/// </para>
/// <para>
/// The order of the examples and the dropout masks are functions of the network's seed and of the number of the epoch and step, so equal
/// runs give equal bits. A second call of <see cref="Fit"/> goes on where the first ended, with the optimizer's state as it was.
/// </para>
/// <threadsafety>
/// A trainer is for one thread at a time: a second is refused with an <see cref="InvalidOperationException"/> before it has changed
/// anything. Nothing may predict on its network while it takes a step.
/// </threadsafety>
/// </remarks>
public sealed partial class Trainer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TrainerEntry entry = new();
    private readonly OptimizerMemory<T> memory;
    private readonly Evaluator<T> measuring;
    private TrainingPass<T>? pass;

    /// <summary>A trainer with fresh optimizer state.</summary>
    /// <param name="network">The network to change.</param>
    /// <param name="loss">L; it must fit the activation of the output layer.</param>
    /// <param name="optimizer">The rule by which parameters move.</param>
    /// <param name="regularizer">R, for every layer that names none of its own; none by default.</param>
    /// <exception cref="ArgumentNullException">An argument other than <paramref name="regularizer"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="loss"/> does not fit the activation of the output layer.</exception>
    public Trainer(Network<T> network, Loss loss, Optimizer optimizer, Regularizer? regularizer = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        LossGuard.Fits(loss, network);
        (Network, Loss, Optimizer, Regularizer) = (network, loss, optimizer, regularizer ?? Regularizer.None);
        memory = new OptimizerMemory<T>(optimizer, network.Parameters);
        measuring = new Evaluator<T>(network, loss);
    }

    /// <summary>The network that is trained.</summary>
    public Network<T> Network { get; }

    /// <summary>L, the loss of one example.</summary>
    public Loss Loss { get; }

    /// <summary>The rule by which parameters move.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>R, for every layer that names none of its own.</summary>
    public Regularizer Regularizer { get; }

    /// <summary>
    /// How gradients that are too large are cut before the optimizer sees them; not at all when null, which is the default.
    /// </summary>
    public GradientClipping? Clipping { get; init; }

    /// <summary>The number of steps taken over the life of this trainer.</summary>
    public long Steps => memory.Steps;

    /// <summary>The number of epochs begun over the life of this trainer.</summary>
    public long Epochs { get; internal set; }

    /// <summary>Trains for some epochs.</summary>
    /// <param name="training">What to learn from: a dataset, or a source that need not fit into memory.</param>
    /// <param name="validation">What to measure on after each epoch; nothing by default.</param>
    /// <param name="options">Epochs, batch size and the like; the defaults of <see cref="FitOptions"/> when null.</param>
    /// <param name="progress">Is told how far the run is, at the end of every epoch and up to ten times a second in between.</param>
    /// <param name="cancellationToken">
    /// Ends the run after the current step. That is no error: the network keeps what it has learned, and the history is returned.
    /// </param>
    /// <returns>What the run saw.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="training"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A data set does not fit the network, the training set is marked as development or test set, the two sets name different classes or
    /// were not prepared by the same normalization and pipeline, a target does not fit the loss, weights are too many or too few, early
    /// stopping watches a validation set that is not given or is the test set, or the augmentation is for images of another size; the
    /// trainer was resumed in a run of other data or options; the folder of the checkpoints holds those of another run.
    /// </exception>
    /// <exception cref="InvalidDataException">
    /// A source has given a number that is not finite, or a target that does not fit the loss.
    /// </exception>
    /// <exception cref="DivergenceException">
    /// The cost stopped being finite, or an update overflowed, of the last step too: parameters and the optimizer's state are looked at
    /// after every epoch, before every checkpoint and at the end. Its history holds the steps before.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The schedule gave a factor that is negative or not finite, the trainer has taken steps since it was resumed, or another thread is
    /// using it.
    /// </exception>
    /// <exception cref="IOException">
    /// A checkpoint cannot be written. What was learned is not lost: <see cref="SaveCheckpoint"/> saves the run elsewhere.
    /// </exception>
    public TrainingHistory Fit(
        ExampleSource<T> training,
        Dataset<T>? validation = null,
        FitOptions? options = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        using var inside = entry.Enter();
        CheckTrainingData(training, nameof(training));
        if (validation is not null)
        {
            CheckData(validation, nameof(validation));
            BatchGuard.SameClasses((training as Dataset<T>)?.ClassNames, validation.ClassNames);
            (training as Dataset<T>)?.Preparation.Require(
                validation.Preparation, "The training set", nameof(validation),
                "Sets whose numbers are right nevertheless lose their history in Dataset.FromMatrices(set.X, set.Y).");
        }

        if (options?.EarlyStopping is { Criterion: { NeedsValidation: true } criterion })
        {
            if (validation is null)
            {
                throw new ArgumentException(
                    $"EarlyStopping watches {criterion}, but there is no validation set: give one, or let it watch Criterion.TrainingCost.", nameof(options));
            }

            DataRoles.RequireChoosable(
                validation.Role, $"EarlyStopping chooses the best epoch by {criterion}", "let EarlyStopping watch Criterion.TrainingCost, ", nameof(validation));
        }

        options?.Augmentation?.RequireFeatures(training.Features, nameof(options));

        options ??= new FitOptions();
        if (validation is not null && options.Checkpoints is { KeepBest: true } && BestBy(options, validation) is { NeedsValidation: true } best)
        {
            DataRoles.RequireChoosable(validation.Role, $"Checkpoints keep the best epoch by {best}", otherwise: "", nameof(validation));
        }

        using var run = new TrainingRun<T>(this, training, validation, options, progress, ResumedRun(training, validation, options));
        interrupted = resumed = null;
        Network.Preparation = (training as Dataset<T>)?.Preparation;
        return run.Go(cancellationToken);
    }

    /// <summary>Takes one step on one batch: forward, backward, update.</summary>
    /// <remarks>
    /// The cost is that before the update, so an update that overflows is noticed by the next step, and by whatever saves or exports:
    /// looking for it here would read all parameters once more.
    /// </remarks>
    /// <param name="x">X, n_x × m.</param>
    /// <param name="y">Y, n_y × m.</param>
    /// <returns>J of the batch before the update.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">A shape does not fit, a number is not finite, or a target does not fit the loss.</exception>
    /// <exception cref="DivergenceException">The cost is not finite; no parameter was changed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is using the trainer, or a run of it is going on.</exception>
    public double Step(Matrix<T> x, Matrix<T> y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        BatchGuard.Shapes(Network, x.RowCount, x.ColumnCount, y.RowCount, y.ColumnCount);
        return Step(MatrixColumns.Of(x), MatrixColumns.Of(y));
    }

    /// <summary>Takes one step on one batch given as spans of columns. Allocates nothing once a batch as large has been seen.</summary>
    /// <param name="x">X, n_x × m, one example after another.</param>
    /// <param name="y">Y, n_y × m.</param>
    /// <returns>J of the batch before the update.</returns>
    /// <exception cref="ArgumentException">A length does not fit, a number is not finite, or a target does not fit the loss.</exception>
    /// <exception cref="DivergenceException">The cost is not finite; no parameter was changed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is using the trainer, or a run of it is going on.</exception>
    public double Step(ReadOnlySpan<T> x, ReadOnlySpan<T> y) => Step(x, y, weights: []);

    /// <summary>
    /// Takes one step on one batch whose examples count differently: J = Σᵢ wᵢ L⁽ⁱ⁾ / Σᵢ wᵢ + (1/m) Σ_l R(W[l]). Allocates nothing once a
    /// batch as large has been seen.
    /// </summary>
    /// <param name="x">X, n_x × m, one example after another.</param>
    /// <param name="y">Y, n_y × m.</param>
    /// <param name="weights">w, m finite numbers, 0 or greater; all the same when empty. With all of them 0 the loss is 0.</param>
    /// <returns>J of the batch before the update.</returns>
    /// <exception cref="ArgumentException">
    /// A length does not fit, a number is not finite, a weight is negative, or a target does not fit the loss.
    /// </exception>
    /// <exception cref="DivergenceException">The cost is not finite; no parameter was changed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is using the trainer, or a run of it is going on.</exception>
    public double Step(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> weights)
    {
        using var inside = entry.Enter();
        BatchGuard.Batch(Network, Loss, x, y);
        BatchGuard.Weights(weights, x.Length / Network.Inputs);
        var cost = TakeStep(x, y, weights);
        return double.IsFinite(cost) ? cost : throw new DivergenceException(Divergence.Describe(Pass(1), Network, Steps + 1, epoch: null));
    }

    /// <summary>The cost and the metric of a data set, without dropout and without regularization.</summary>
    /// <param name="data">What to measure on.</param>
    /// <exception cref="ArgumentNullException"><paramref name="data"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The data set does not fit the network or was not prepared as the set it has learned from, or a target does not fit the loss.
    /// </exception>
    /// <exception cref="InvalidOperationException">Another thread is using the trainer, or a run of it is going on.</exception>
    public Measurement Measure(Dataset<T> data)
    {
        using var inside = entry.Enter(mayBeWithin: true);
        CheckData(data, nameof(data));
        Network.RequirePreparation(data, nameof(data));
        return MeasureChecked(data);
    }

    /// <summary>Forgets the optimizer's state and the numbers of steps and epochs. The network keeps its weights.</summary>
    /// <exception cref="InvalidOperationException">Another thread is using the trainer, or a run of it is going on.</exception>
    public void Reset()
    {
        using var inside = entry.Enter();
        memory.Reset();
        Epochs = 0;
        interrupted = resumed = null;
    }

    /// <summary>The same of a data set that is known to fit: a run checks its sets once, not after every epoch.</summary>
    internal Measurement MeasureChecked(Dataset<T> data) => measuring.Of(data);

    /// <summary>A step without checks; when the cost is not finite, nothing is updated.</summary>
    internal double TakeStep(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> weights = default, StepInspector<T>? inspector = null) =>
        Pass(x.Length / Network.Inputs).Step(x, y, memory, weights, inspector);

    /// <summary>What the schedule of the run multiplies the optimizer's learning rate by.</summary>
    internal double RateFactor
    {
        get => memory.RateFactor;
        set => memory.RateFactor = value;
    }

    /// <summary>The pass, with room for so many examples.</summary>
    internal TrainingPass<T> Pass(int examples)
    {
        if (pass is null || pass.Capacity < examples)
        {
            pass = new TrainingPass<T>(Network, Loss, Regularizer, examples) { Clipping = Clipping };
        }

        return pass;
    }

    private void CheckTrainingData(ExampleSource<T> data, string name)
    {
        CheckData(data, name);
        if (data is Dataset<T> { Role: var role })
        {
            DataRoles.RequireTrainable(role, name);
        }
    }

    private void CheckData(ExampleSource<T> data, string name)
    {
        ArgumentNullException.ThrowIfNull(data, name);
        BatchGuard.Data(Network, Loss, data, name);
    }
}

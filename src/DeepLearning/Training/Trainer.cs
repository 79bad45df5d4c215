using System.Globalization;
using System.Numerics;
using DeepLearning.Data;
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
    private readonly TrainingState<T> state;

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
        state = new(network, loss, optimizer, regularizer ?? Regularizer.None);
    }

    /// <summary>The network that is trained.</summary>
    public Network<T> Network => state.Network;

    /// <summary>L, the loss of one example.</summary>
    public Loss Loss => state.Loss;

    /// <summary>The rule by which parameters move.</summary>
    public Optimizer Optimizer => state.Optimizer;

    /// <summary>R, for every layer that names none of its own.</summary>
    public Regularizer Regularizer => state.Regularizer;

    /// <summary>
    /// The rule by which gradients that are too large are cut before the optimizer sees them; not at all when null, which is the default.
    /// </summary>
    public GradientClipping? Clipping
    {
        get => state.Clipping;
        init => state.Clipping = value;
    }

    /// <summary>The number of steps taken over the life of this trainer.</summary>
    public long Steps => state.Memory.Steps;

    /// <summary>The number of epochs begun over the life of this trainer.</summary>
    public long EpochsBegun => state.Epochs;

    /// <summary>
    /// α, the learning rate: the optimizer's at first. What is set holds from the next step on, in the middle of a run too, and is what the
    /// schedule of a run multiplies. Checkpoints keep it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not greater than 0, or not finite.</exception>
    /// <exception cref="InvalidOperationException">Another thread is using the trainer, or is in the middle of an epoch of it.</exception>
    public double LearningRate
    {
        get => state.Memory.LearningRate;
        set
        {
            using var inside = entry.Enter(mayBeWithin: true);
            state.Memory.LearningRate = Guard.Positive(value, nameof(value));
        }
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
    /// <exception cref="InvalidOperationException">
    /// No layer is trainable, another thread is using the trainer, or a run of it is going on.
    /// </exception>
    public double Step(Matrix<T> x, Matrix<T> y)
    {
        BatchGuard.Matrices(Network, x, y);
        return Step(MatrixColumns.Of(x), MatrixColumns.Of(y));
    }

    /// <summary>Takes one step on one batch given as spans of columns. Allocates nothing once a batch as large has been seen.</summary>
    /// <param name="x">X, n_x × m, one example after another.</param>
    /// <param name="y">Y, n_y × m.</param>
    /// <returns>J of the batch before the update.</returns>
    /// <exception cref="ArgumentException">A length does not fit, a number is not finite, or a target does not fit the loss.</exception>
    /// <exception cref="DivergenceException">The cost is not finite; no parameter was changed.</exception>
    /// <exception cref="InvalidOperationException">
    /// No layer is trainable, another thread is using the trainer, or a run of it is going on.
    /// </exception>
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
    /// <exception cref="InvalidOperationException">
    /// No layer is trainable, another thread is using the trainer, or a run of it is going on.
    /// </exception>
    public double Step(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> weights)
    {
        using var inside = entry.Enter();
        state.RequireTrainable();
        BatchGuard.Batch(Network, Loss, x, y);
        BatchGuard.Weights(weights, x.Length / Network.Inputs);
        var cost = state.Step(x, y, weights);
        return double.IsFinite(cost) ? cost : throw state.Diverged(x.Length / Network.Inputs, Steps + 1);
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
        return state.Measure(data);
    }

    /// <summary>Forgets the optimizer's state and the numbers of steps and epochs. The network keeps its weights.</summary>
    /// <exception cref="InvalidOperationException">Another thread is using the trainer, or a run of it is going on.</exception>
    public void Reset()
    {
        using var inside = entry.Enter();
        state.Reset();
        resumed = null;
    }

    /// <summary>What the trainer works on.</summary>
    internal TrainingState<T> State => state;

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

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Trainer of {NetworkSummary.Heading(Network)}: {Loss}; {Optimizer}{(Regularizer is NoRegularizer ? "" : $"; {Regularizer}")}" +
        $"{(Clipping is null ? "" : $"; gradients clipped {Clipping}")}; {Plural.Of(Steps, "step", "N0")} taken");
}

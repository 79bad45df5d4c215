using System.Numerics;
using DeepLearning.Processes;

namespace DeepLearning;

/// <summary>
/// A training between two steps: the network, the rules it learns by, what the optimizer remembers of it, and how many steps and epochs
/// there were. Trainer, run, learning-rate range test and checkpoints each work on it, and know nothing of each other.
/// </summary>
internal sealed class TrainingState<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Evaluator<T> evaluator;
    private Stepper<T>? stepper;

    public TrainingState(Network<T> network, Loss loss, Optimizer optimizer, Regularizer regularizer)
    {
        (Network, Loss, Optimizer, Regularizer) = (network, loss, optimizer, regularizer);
        Memory = new(optimizer, network);
        evaluator = new(network, loss);
    }

    /// <summary>The network that is trained.</summary>
    public Network<T> Network { get; }

    /// <summary>L.</summary>
    public Loss Loss { get; }

    /// <summary>The rule by which parameters move.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>R, for every layer that names none of its own.</summary>
    public Regularizer Regularizer { get; }

    /// <summary>What is done to gradients before the optimizer sees them; set before the first step.</summary>
    public GradientClipping? Clipping { get; set; }

    /// <summary>What the optimizer remembers, and the number of steps.</summary>
    public OptimizerMemory<T> Memory { get; }

    /// <summary>The number of epochs begun.</summary>
    public long Epochs { get; set; }

    /// <summary>A run that has ended before its end, and can be gone on with; null when there is none.</summary>
    public RunState<T>? Interrupted { get; set; }

    /// <summary>What takes the steps, with room for so many examples.</summary>
    public Stepper<T> Stepper(int examples)
    {
        if (stepper is null || stepper.Pass.Capacity < examples)
        {
            stepper = new(Network, Loss, Regularizer, examples, Memory, Clipping);
        }

        return stepper;
    }

    /// <summary>Refuses a network of which training changes nothing.</summary>
    public void RequireTrainable()
    {
        // By index, since an enumerator would be allocated at every step.
        for (var l = 0; l < Network.Layers.Count; l++)
        {
            if (Network.Layers[l].IsTrainable)
            {
                return;
            }
        }

        throw new InvalidOperationException("No layer of the network is trainable: set IsTrainable of those that are to learn.");
    }

    /// <summary>A step without checks; when the cost is not finite, nothing is updated.</summary>
    public double Step(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> weights = default, StepInspector<T>? inspector = null) =>
        Stepper(x.Length / Network.Inputs).Step(x, y, weights, inspector);

    /// <summary>A step together with other processes.</summary>
    public double Step(in OwnExamples<T> own, ShardGradients<T> gradients, StepInspector<T>? inspector) =>
        Stepper(own.Order.ShardSize).Step(own, gradients, inspector);

    /// <summary>The exception for a step whose cost was not finite.</summary>
    /// <param name="examples">The number of examples of the step.</param>
    /// <param name="step">Its number, of the training or of the epoch.</param>
    /// <param name="epoch">Its epoch, if it was in one.</param>
    /// <param name="history">What the run saw until then.</param>
    /// <param name="processes">The processes that took the step; null for this one alone.</param>
    public DivergenceException Diverged(
        int examples, long step, long? epoch = null, TrainingHistory? history = null, ProcessRun<T>? processes = null)
    {
        var cause = Divergence.Cause(Stepper(examples).Pass, Network, examples);
        return new(Divergence.Describe(processes is null ? cause : processes.FirstCause(cause), step, epoch)) { History = history };
    }

    /// <summary>The cost and the metric of a data set that is known to fit: a run checks its sets once, not after every epoch.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="processes">The processes that share the work; null for this one alone.</param>
    public Measurement Measure(Dataset<T> data, ProcessGroup? processes = null) => evaluator.Of(data, processes);

    /// <summary>Forgets what the optimizer remembers and the numbers of steps and epochs. The network keeps its weights.</summary>
    public void Reset()
    {
        Memory.Reset();
        Epochs = 0;
        Interrupted = null;
    }
}

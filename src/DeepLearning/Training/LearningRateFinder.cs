using System.Numerics;

namespace DeepLearning;

/// <summary>
/// Takes steps with a learning rate that grows by a constant factor until the cost diverges, then leaves network and optimizer as they
/// were.
/// </summary>
internal sealed class LearningRateFinder<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Beyond so many times the smallest cost nothing more is to be learned.</summary>
    private const double Diverged = 4;

    private static readonly ExponentiallyWeightedAverage Average = new(0.9);

    private readonly TrainingState<T> state;
    private readonly MiniBatches<T> batches;
    private readonly List<double> rates = [];
    private readonly List<double> costs = [];

    public LearningRateFinder(TrainingState<T> state, MiniBatches<T> batches) => (this.state, this.batches) = (state, batches);

    public LearningRateRangeTest Run(double lowest, double highest, int steps)
    {
        var growth = Math.Pow(highest / lowest, 1.0 / (steps - 1));
        var (average, smallest) = (0.0, double.PositiveInfinity);
        for (var step = 0; step < steps; step++)
        {
            var batch = step % batches.Count;
            if (batch == 0)
            {
                batches.Begin(state.Network.Seed, state.Epochs + (step / batches.Count));
            }

            var rate = lowest * Math.Pow(growth, step);
            state.Memory.RateFactor = rate / state.Memory.LearningRate;
            batches.Get(batch, out var x, out var y);
            var cost = state.Step(x, y);
            average = Average.Next(average, cost);
            var smooth = Average.Corrected(average, step + 1);
            if (!(smooth <= Diverged * smallest))
            {
                break;
            }

            smallest = Math.Min(smallest, smooth);
            rates.Add(rate);
            costs.Add(smooth);
        }

        return LearningRateRangeTest.Of(rates, costs);
    }
}

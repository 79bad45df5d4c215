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

    private readonly Trainer<T> trainer;
    private readonly MiniBatches<T> batches;
    private readonly List<double> rates = [];
    private readonly List<double> costs = [];

    public LearningRateFinder(Trainer<T> trainer, MiniBatches<T> batches) => (this.trainer, this.batches) = (trainer, batches);

    public LearningRateRangeTest Run(double lowest, double highest, int steps)
    {
        var growth = Math.Pow(highest / lowest, 1.0 / (steps - 1));
        var (average, smallest) = (0.0, double.PositiveInfinity);
        for (var step = 0; step < steps; step++)
        {
            var batch = step % batches.Count;
            if (batch == 0)
            {
                batches.Begin(trainer.Network.Seed, trainer.Epochs + (step / batches.Count));
            }

            var rate = lowest * Math.Pow(growth, step);
            trainer.RateFactor = rate / trainer.Optimizer.LearningRate;
            batches.Get(batch, out var x, out var y);
            var cost = trainer.TakeStep(x, y);
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

using System.Globalization;

namespace DeepLearning;

/// <content>Finding a learning rate.</content>
public sealed partial class Trainer<T>
{
    /// <summary>
    /// Tries learning rates: takes steps with rates that grow from the lowest to the highest by a constant factor, until the cost diverges,
    /// and suggests the one at which it fell fastest. The network, the optimizer's state and the numbers of steps and epochs end as they
    /// were.
    /// </summary>
    /// <param name="training">What to learn from.</param>
    /// <param name="lowest">The first rate, greater than 0.</param>
    /// <param name="highest">The last rate, greater than <paramref name="lowest"/>.</param>
    /// <param name="steps">The number of steps at most, 3 or greater.</param>
    /// <param name="batchSize">How many examples each step sees, 1 or greater.</param>
    /// <returns>The rates, the costs and the suggestion.</returns>
    /// <remarks>Source: Smith, "Cyclical learning rates for training neural networks", 2017.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="training"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The data set does not fit the network or is held out, or a target does not fit the loss.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="DivergenceException">The cost of the first step is not finite.</exception>
    /// <exception cref="InvalidOperationException">
    /// No layer is trainable, another thread is using the trainer, or a run of it is going on.
    /// </exception>
    public LearningRateRangeTest FindLearningRate(
        Dataset<T> training, double lowest = 1e-7, double highest = 10, int steps = 100, int batchSize = 64)
    {
        using var inside = entry.Enter();
        state.RequireTrainable();
        CheckTrainingData(training, nameof(training));
        Guard.Positive(lowest);
        Guard.Positive(batchSize);
        if (!(Guard.Positive(highest) > lowest))
        {
            throw Guard.Range(nameof(highest), highest, string.Create(CultureInfo.InvariantCulture, $"greater than lowest, {lowest}"));
        }

        if (steps < 3)
        {
            throw Guard.Range(nameof(steps), steps, "3 or greater");
        }

        var before = state.Memory.Save();
        try
        {
            using var batches = new MiniBatches<T>(
                training, new EpochOrder(training.Examples, batchSize, shuffle: true), Loss, augmentation: null);
            var search = new LearningRateFinder<T>(state, batches).Run(lowest, highest, steps);
            return search.Rates.Count > 0 ? search
                : throw state.Diverged(Math.Min(batchSize, training.Examples), Steps + 1);
        }
        finally
        {
            state.Memory.Load(before);
            state.Memory.RateFactor = 1;
        }
    }
}

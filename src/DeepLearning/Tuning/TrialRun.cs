using System.Globalization;

namespace DeepLearning.Tuning;

/// <summary>A trial under way: what is known of it, and the training that can go on.</summary>
internal sealed class TrialRun(Trial trial) : IDisposable
{
    private IEnumerator<double>? training;
    private int trained;

    public Trial Trial { get; } = trial;

    /// <summary>All that is known of it; replaced as a whole, by whoever holds the lock of the search.</summary>
    public TrialResult Known { get; set; } = new(trial, [], Ended: false, Failure: null);

    /// <summary>What the search has seen of it: a file may know more than the rounds so far have asked for.</summary>
    public TrialResult Result { get; private set; } = new(trial, [], Ended: false, Failure: null);

    /// <summary>Whether it has the measurements of a round already.</summary>
    public bool Has(int budget) => Known.Ended || Known.Scores.Count >= budget;

    /// <summary>Shows the search what is known at the end of a round, and no more.</summary>
    public void Show(int budget, int round) => Result = Known.Scores.Count < budget
        ? Known with { Round = round }
        : Known with { Scores = [.. Known.Scores.Take(budget)], Ended = false, Failure = null, Round = round };

    /// <summary>Trains on until there are so many measurements, or its end.</summary>
    /// <returns>What is then known of it, or null when it was cancelled.</returns>
    public TrialResult? Advance(Func<Trial, IEnumerable<double>> train, int budget)
    {
        var known = Known.Scores;
        var scores = known.ToList();
        try
        {
            training ??= train(Trial).GetEnumerator();
            while (scores.Count < budget)
            {
                if (Trial.CancellationToken.IsCancellationRequested)
                {
                    return null;
                }

                var goesOn = training.MoveNext();
                if (Trial.CancellationToken.IsCancellationRequested)
                {
                    return null;
                }

                if (!goesOn)
                {
                    return trained == 0 ? throw new InvalidOperationException(
                        $"Trial {Trial.Number} ended without a measurement; it must give one or more.")
                        : trained < known.Count ? throw Differs($"ended after {Plural.Of(trained, "measurement")}", $"has {known.Count}")
                        : Known with { Scores = scores, Ended = true };
                }

                Take(training.Current, known, scores);
            }

            return Known with { Scores = scores };
        }
        catch (DivergenceException divergence)
        {
            return trained < known.Count ? throw Differs("diverged", $"has {Plural.Of(known.Count, "measurement")}")
                : Known with { Scores = scores, Ended = true, Failure = divergence.Message };
        }
        catch (OperationCanceledException) when (Trial.CancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose()
    {
        training?.Dispose();
        training = null;
    }

    /// <summary>Adds a measurement, or compares it with the one that a file has kept.</summary>
    private void Take(double score, IReadOnlyList<double> known, List<double> scores)
    {
        if (trained >= known.Count)
        {
            scores.Add(score);
        }
        else if (!score.Equals(known[trained]))
        {
            throw Differs(
                string.Create(CultureInfo.InvariantCulture, $"gave {score} as measurement {trained + 1}"),
                string.Create(CultureInfo.InvariantCulture, $"has {known[trained]}"));
        }

        trained++;
    }

    private InvalidOperationException Differs(string now, string before) => new(
        $"Trial {Trial.Number} {now}, where the file {before}. The function that trains must give the same for the same trial: " +
        "seed it by the trial, and delete the file when the function or the data has changed.");
}

using System.Security.Cryptography;
using System.Text;
using DeepLearning.Data;
using DeepLearning.Tests.Processes;
using DeepLearning.Tuning;

namespace DeepLearning.Mpi.Ranks;

/// <summary>Networks that each process trains for itself, and all processes get.</summary>
internal static class Shared
{
    private static readonly Hyperparameter<double> Rate = Hyperparameter.Logarithmic("rate", 1e-4, 1);

    /// <summary>The hash of the table of a search by successive halving.</summary>
    public static string Search(MpiWorld world)
    {
        var search = new RandomSearch(Rate) { Trials = 9, Halving = new SuccessiveHalving(), Processes = world.ForTrials() };
        var result = search.Run(Train);
        var table = string.Join('\n', result.Trials.Select(trial => $"{trial.Trial} {string.Join(' ', trial.Scores)} {trial.Ending}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(table)));

        static IEnumerable<double> Train(Trial trial)
        {
            var trainer = Faults.Trainer(units: 8, trial.Get(Rate));
            foreach (var epoch in trainer.Epochs(Faults.Data(), Faults.Data(), new FitOptions { Epochs = 9 }))
            {
                yield return epoch.Validation!.Metric;
            }
        }
    }

    /// <summary>The hash of the weights of an ensemble.</summary>
    public static string Ensemble(MpiWorld world)
    {
        var ensemble = Ensemble<float>.Train(
            Faults.Data().Folds(5, seed: 1), number => Faults.Trainer(units: 8, rate: 0.001 * (1 + number)),
            new FitOptions { Epochs = 3, Processes = world.ForTrials() });
        return string.Concat(ensemble.Members.Select(network => VariedRun.Hash(network)[..8]));
    }
}

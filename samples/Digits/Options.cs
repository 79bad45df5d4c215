using System.Globalization;
using DeepLearning.Reporting;

namespace DeepLearning.Samples;

/// <summary>What the command line asks for.</summary>
internal sealed record Options(long Seed, int Seeds, int Epochs, string Picture, string? Report)
{
    private const string Usage = """
        dotnet run -c Release --project samples/Digits -- [options]

          --seed N       decides split, weights, shuffling and dropout; 1 by default
          --seeds N      repeats the run over N seeds, from --seed on, and prints the mean of the test accuracies
          --epochs N     how often to go through the training digits; 60 by default
          --picture P    where to write the curves; digits.svg in the current folder by default
          --report P     where to write all of it as one HTML page, with the pictures as files beside it; nowhere by default

        Ctrl+C ends the training early and keeps what was learned.
        """;

    /// <summary>The options, or null after printing what is wrong with them, or help.</summary>
    public static Options? Parse(string[] args)
    {
        var options = new Options(Seed: 1, Seeds: 1, Recipe.Epochs, "digits.svg", Report: null);
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            var isCount = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0;
            var isSeed = long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed);
            options = args[i] switch
            {
                "--seed" when isSeed => options with { Seed = seed },
                "--seeds" when isCount => options with { Seeds = count },
                "--epochs" when isCount => options with { Epochs = count },
                "--picture" when value.Length > 0 => options with { Picture = value },
                "--report" when value.Length > 0 => options with { Report = value },
                _ => null,
            };
            if (options is null)
            {
                Console.Error.WriteLine(args[i] is "--help" or "-h" ? Usage : $"Not understood: {args[i]} {value}\n\n{Usage}");
                return null;
            }
        }

        return options;
    }
}

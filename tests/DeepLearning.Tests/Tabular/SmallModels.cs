using DeepLearning.Tabular;

namespace DeepLearning.Tests.Tabular;

/// <summary>Models of tables whose networks have been trained on nothing and are small, so that their files are.</summary>
internal static class SmallModels
{
    /// <summary>A model of three classes.</summary>
    public static TabularModel OfClasses()
    {
        var table = Tables.Classes(40, seed: 1);
        var (encoding, target) = (TableEncoding.Fit(table, ["x", "colour", "size"]), ClassTarget.Fit(table["label"]));
        return new(encoding, target, Members(encoding, target), new ClassAnswering(target, 1.5)) { Notes = ["3 rows were left out."] };
    }

    /// <summary>A model of a number.</summary>
    public static TabularModel OfNumbers()
    {
        var table = Tables.Numbers(40, seed: 1);
        var encoding = TableEncoding.Fit(table, ["x", "kind"]);
        var target = NumberTarget.Fit((Data.NumericColumn)table["y"]);
        return new(encoding, target, Members(encoding, target), new NumberAnswering(target, new([8, 10, 13], [0.5, 1, 0.7], 1.6)))
        {
            OutOfFold = new Dictionary<string, double> { ["RMSE"] = 1.25, ["coverage"] = 0.9 },
        };
    }

    /// <summary>A model of a number that neighbours tell of.</summary>
    public static TabularModel OfPlaces()
    {
        var table = Tables.Places(1200, seed: 1);
        var target = NumberTarget.Fit((Data.NumericColumn)table["y"]);
        var encoding = TableEncoding.Fit(table, ["size", "east", "north"], (Data.NumericColumn)table["y"]);
        return new(encoding, target, Members(encoding, target), new NumberAnswering(target, new([8, 10, 13], [0.5, 1, 0.7], 1.6)));
    }

    private static Ensemble<float> Members(TableEncoding encoding, TabularTarget target) => new(
        [.. Enumerable.Range(1, 2).Select(seed => new Network<float>(
            encoding.FullWidth, seed, new Dense(2, Activation.SiLU), new Dense(target.Outputs, Activation.Identity)))]);
}

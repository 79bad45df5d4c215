using DeepLearning.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepLearning.Benchmarks.TabularPeers;

/// <summary>Gradient boosting of ML.NET with its defaults.</summary>
internal abstract class Booster
{
    private const string Score = "Score";
    private const string Key = "Key";

    /// <summary>What ML.NET is reached by, seeded.</summary>
    protected MLContext Context { get; } = new(seed: 1);

    /// <summary>The trainer of a yes or no, with calibrated probabilities.</summary>
    protected abstract IEstimator<ITransformer> Binary { get; }

    /// <summary>The trainer of several classes.</summary>
    protected abstract IEstimator<ITransformer> Multiclass(string label);

    /// <summary>The trainer of a number.</summary>
    protected abstract IEstimator<ITransformer> Regression { get; }

    /// <summary>A column of probabilities for each class.</summary>
    public RawTable Classify(float[][] train, string[] names, float[][] test)
    {
        string[] classes = [.. names.Distinct().Order(StringComparer.Ordinal)];
        var examples = train.Zip(names, (features, name) => new Example { Features = features, Name = name, Label = name == classes[^1] });
        return classes.Length == 2 ? OfTwo(examples, classes, test) : OfMany(examples, test);
    }

    /// <summary>A column of predictions.</summary>
    public RawTable Predict(float[][] train, double[] numbers, float[][] test)
    {
        var examples = train.Zip(numbers, (features, number) => new Example { Features = features, Number = (float)number });
        var scored = Answer(Regression, examples, test);
        return new(RawColumn.Numeric("prediction", [.. scored.GetColumn<float>(Score).Select(score => (double)score)]));
    }

    private RawTable OfTwo(IEnumerable<Example> examples, string[] classes, float[][] test)
    {
        double[] second = [.. Answer(Binary, examples, test).GetColumn<float>("Probability").Select(p => (double)p)];
        return new(RawColumn.Numeric(classes[0], [.. second.Select(p => 1 - p)]), RawColumn.Numeric(classes[1], second));
    }

    private RawTable OfMany(IEnumerable<Example> examples, float[][] test)
    {
        var scored = Answer(Context.Transforms.Conversion.MapValueToKey(Key, nameof(Example.Name)).Append(Multiclass(Key)), examples, test);
        var scores = scored.GetColumn<float[]>(Score).ToArray();

        // One against the rest gives scores that sum to no 1.
        double[] sums = [.. scores.Select(score => score.Sum(p => (double)p))];
        VBuffer<ReadOnlyMemory<char>> slots = default;
        scored.Schema[Score].GetSlotNames(ref slots);
        return new([.. slots.DenseValues().Select((name, k) =>
            RawColumn.Numeric($"{name}", [.. scores.Select((score, row) => score[k] / sums[row])]))]);
    }

    private IDataView Answer(IEstimator<ITransformer> trainer, IEnumerable<Example> examples, float[][] test)
    {
        var schema = SchemaDefinition.Create(typeof(Example));
        Example[] all = [.. examples];
        schema[nameof(Example.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, test[0].Length);
        var model = trainer.Fit(Context.Data.LoadFromEnumerable(all, schema));
        return model.Transform(Context.Data.LoadFromEnumerable(
            test.Select(features => new Example { Features = features, Name = all[0].Name }), schema));
    }
}

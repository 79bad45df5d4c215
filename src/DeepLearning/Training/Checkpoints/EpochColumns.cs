using DeepLearning.Serialization;

namespace DeepLearning;

/// <summary>The finished epochs of a run as columns of numbers, as a checkpoint holds them.</summary>
internal static class EpochColumns
{
    private const int Cost = 0;
    private const int LearningRate = 1;
    private const int Elapsed = 2;

    /// <summary>What a number of an epoch is called, and where it stands.</summary>
    private static readonly (string Name, Func<EpochRecord, double> Value)[] Columns =
    [
        ("history.cost", epoch => epoch.Cost),
        ("history.learning_rate", epoch => epoch.LearningRate),
        ("history.elapsed", epoch => epoch.Elapsed.Ticks),
        ("history.training_cost", epoch => epoch.Training?.Cost ?? double.NaN),
        ("history.training_metric", epoch => epoch.Training?.Metric ?? double.NaN),
        ("history.validation_cost", epoch => epoch.Validation?.Cost ?? double.NaN),
        ("history.validation_metric", epoch => epoch.Validation?.Metric ?? double.NaN),
    ];

    public static void Add(TensorWriter file, IReadOnlyList<EpochRecord> epochs)
    {
        foreach (var (name, value) in Columns)
        {
            file.AddVector<double>(name, epochs.Select(value).ToArray());
        }
    }

    /// <param name="file">The checkpoint.</param>
    /// <param name="trainingMetric">The metric that the training set was measured by; null where it was not.</param>
    /// <param name="validationMetric">The metric that the validation set was measured by; null where it was not.</param>
    /// <exception cref="InvalidDataException">A column is not there, is shorter than others, or holds what cannot be.</exception>
    public static EpochRecord[] Read(TensorReader file, string? trainingMetric, string? validationMetric)
    {
        var columns = Columns.Select(column => Numbers.Read(file, column.Name)).ToArray();
        var epochs = new EpochRecord[columns[0].Length];
        foreach (var (column, numbers) in Columns.Zip(columns))
        {
            if (numbers.Length != epochs.Length)
            {
                throw new InvalidDataException(
                    $"{file.Source} is damaged: the tensor \"{column.Name}\" has {Plural.Of(numbers.Length, "number")}, but there " +
                    $"{Plural.Are(epochs.Length, "epoch")}.");
            }
        }

        Require(file, Cost, columns, double.IsFinite, "a cost");
        Require(file, LearningRate, columns, rate => double.IsFinite(rate) && rate >= 0, "a learning rate");
        Require(file, Elapsed, columns, ticks => ticks >= 0 && ticks < TimeSpan.MaxValue.Ticks, "a time");
        for (var i = 0; i < epochs.Length; i++)
        {
            epochs[i] = new EpochRecord(
                i + 1, columns[Cost][i], Measured(columns[3][i], columns[4][i], trainingMetric),
                Measured(columns[5][i], columns[6][i], validationMetric),
                new TimeSpan((long)columns[Elapsed][i]))
            {
                LearningRate = columns[LearningRate][i],
            };
        }

        return epochs;
    }

    private static void Require(TensorReader file, int column, double[][] columns, Predicate<double> canBe, string what)
    {
        if (!Array.TrueForAll(columns[column], canBe))
        {
            throw new InvalidDataException($"{file.Source} is damaged: the tensor \"{Columns[column].Name}\" holds {what} that cannot be.");
        }
    }

    private static Measurement? Measured(double cost, double metric, string? name) => name is null ? null : new(cost, metric, name);
}

using System.Text.Json;
using DeepLearning.Data;
using DeepLearning.Serialization;

namespace DeepLearning.Tabular;

/// <summary>What is to be learned of a table: a class or a number.</summary>
internal abstract class TabularTarget(string column)
{
    /// <summary>A table of fewer rows is small.</summary>
    public const int SmallTable = 3000;

    /// <summary>The name of the column.</summary>
    public string Column { get; } = column;

    /// <summary>n_y, the number of outputs of a network.</summary>
    public abstract int Outputs { get; }

    /// <summary>L, by which a network learns.</summary>
    public abstract Loss Loss { get; }

    /// <summary>The loss by which the best epoch is told, on rows that a network has not learned from.</summary>
    public abstract Loss Criterion { get; }

    /// <summary>g of the output layer.</summary>
    public abstract Activation Activation { get; }

    /// <summary>α, the learning rate of weights and biases.</summary>
    public abstract double LearningRate { get; }

    /// <summary>The share of the hidden units that dropout keeps.</summary>
    public abstract double KeepProbability { get; }

    /// <summary>The learning rate of the factors of the inputs, over that of weights and biases.</summary>
    /// <param name="rows">The number of training rows.</param>
    public abstract double InputRateFactor(int rows);

    /// <summary>The epochs of a network; where rows are many, few have as many steps, and more only fit the noise.</summary>
    /// <param name="rows">The number of training rows.</param>
    public abstract int Epochs(int rows);

    /// <summary>Which members of an ensemble see fine inputs: half of them where plain ones may be better, else all.</summary>
    public abstract bool SeesFineInputs(int member);

    /// <summary>Y of some rows, n_y × m.</summary>
    public abstract float[] Y(RawTable table, ReadOnlySpan<int> rows);

    /// <summary>What the neighbours of a row may tell by its mean; null where they may tell nothing.</summary>
    /// <remarks>
    /// A number, unless rows belong together or are ordered in time, when those nearby are not to be known, or do not all count the same.
    /// </remarks>
    public virtual NumericColumn? Averaged(RawTable table, TabularOptions options) => null;

    /// <summary>The fold of every row, each fold as like the whole as can be.</summary>
    public abstract int[] Folds(RawTable table, int count, RandomStream random);

    /// <summary>What makes answers of the mean of the members' outputs, as learned from the answers that each gave to its fold.</summary>
    /// <param name="train">The training rows.</param>
    /// <param name="members">The members.</param>
    /// <param name="weights">How much each row counts; null where all count the same.</param>
    public abstract Answering Calibrate(RawTable train, IReadOnlyList<TrainedMember> members, double[]? weights);

    /// <summary>Writes what is learned as a JSON object.</summary>
    public abstract void Write(Utf8JsonWriter json);

    /// <summary>Reads what makes answers, as <see cref="Answering.Write(Utf8JsonWriter)"/> has written it.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public abstract Answering ReadAnswering(JsonObjectReader file);

    /// <summary>What a pipeline would predict in its place.</summary>
    public abstract PipelineOutput Output { get; }

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of a kind that is not known.</exception>
    public static TabularTarget Read(JsonObjectReader file)
    {
        var (column, kind) = (file.Text("column"), file.Text("kind"));
        var target = file.Accept<TabularTarget>(() => kind switch
        {
            ClassTarget.KindName => ClassTarget.Read(column, file),
            NumberTarget.KindName => NumberTarget.Read(column, file),
            _ => throw file.Invalid($"{file.Place}.kind is \"{kind}\", which is not known"),
        });
        file.Done();
        return target;
    }

    /// <summary>A number for each row, equal ones for rows that are alike: folds of groups have as many of each.</summary>
    public abstract int[] Strata(RawTable table);

    /// <summary>The name of the measure by which answers are compared.</summary>
    public abstract string Measure { get; }

    /// <summary>The loss of each answer, whose mean makes the measure.</summary>
    public abstract double[] Losses(RawTable table, TabularAnswer[] answers);

    /// <summary>The measure of answers of a mean loss.</summary>
    public abstract double MeasureOf(double meanLoss);

    /// <summary>The derivative of the measure by the mean loss.</summary>
    public abstract double Slope(double meanLoss);

    /// <summary>Measures answers to rows that all have a target.</summary>
    public abstract TabularEvaluation Evaluate(RawTable table, TabularAnswer[] answers);

    /// <summary>Deals rows, in an order of likeness, into folds: every run of as many goes to different folds by chance.</summary>
    protected static int[] Deal(ReadOnlySpan<int> order, int count, RandomStream random)
    {
        var (folds, turn) = (new int[order.Length], new int[count]);
        for (var first = 0; first < order.Length; first += count)
        {
            for (var i = 0; i < count; i++)
            {
                turn[i] = i;
            }

            random.Fork(first).Shuffle<int>(turn);
            for (var i = first; i < Math.Min(first + count, order.Length); i++)
            {
                folds[order[i]] = turn[i - first];
            }
        }

        return folds;
    }
}

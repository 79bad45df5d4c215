using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>What is to be learned of a table: a class or a number.</summary>
internal abstract class TabularTarget(string column)
{
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

    /// <summary>Which members of an ensemble see fine inputs: half of them where plain ones may be better, else all.</summary>
    public abstract bool SeesFineInputs(int member);

    /// <summary>Y of some rows, n_y × m.</summary>
    public abstract float[] Y(RawTable table, ReadOnlySpan<int> rows);

    /// <summary>The fold of every row, each fold as like the whole as can be.</summary>
    public abstract int[] Folds(RawTable table, int count, RandomStream random);

    /// <summary>What makes answers of outputs, as learned from the answers that each member gave to its fold.</summary>
    public abstract Answering Calibrate(RawTable train, IReadOnlyList<MemberTraining> members);

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

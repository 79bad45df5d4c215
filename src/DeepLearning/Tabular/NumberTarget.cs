using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>A number, which networks learn as (y − mean) / σ of the training rows.</summary>
internal sealed class NumberTarget(string column, double mean, double deviation, double least, double greatest) : TabularTarget(column)
{
    /// <summary>The mean of the training rows.</summary>
    public double Mean => mean;

    /// <summary>σ of the training rows; 1 where they are all the same.</summary>
    public double Deviation => deviation;

    /// <summary>The least number among the training rows: no answer is below it.</summary>
    public double Least => least;

    /// <summary>The greatest number among the training rows: no answer is above it.</summary>
    public double Greatest => greatest;

    /// <inheritdoc/>
    public override int Outputs => 1;

    /// <inheritdoc/>
    public override Loss Loss => Loss.MeanSquaredError;

    /// <inheritdoc/>
    public override Activation Activation => Activation.Identity;

    /// <inheritdoc/>
    public override double LearningRate => 0.007;

    /// <inheritdoc/>
    public override bool SeesFineInputs(int member) => true;

    /// <summary>Learns mean and σ of a training table.</summary>
    public static NumberTarget Fit(RawColumn column)
    {
        var (mean, squares) = (0.0, 0.0);
        var (least, greatest) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var row = 0; row < column.Rows; row++)
        {
            var (y, before) = (column.Numbers[row], mean);
            mean += (y - mean) / (row + 1);
            squares += (y - before) * (y - mean);
            (least, greatest) = (Math.Min(least, y), Math.Max(greatest, y));
        }

        var deviation = Math.Sqrt(squares / column.Rows);
        return new(column.Name, mean, deviation > 0 ? deviation : 1, least, greatest);
    }

    /// <summary>The answer of a network, in the unit of the column.</summary>
    public double Answer(float output) => Math.Clamp(mean + (deviation * output), least, greatest);

    /// <inheritdoc/>
    public override float[] Y(RawTable table, ReadOnlySpan<int> rows)
    {
        var numbers = table[Column].Numbers;
        var y = new float[rows.Length];
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = (float)((numbers[rows[i]] - mean) / deviation);
        }

        return y;
    }

    /// <inheritdoc/>
    public override int[] Folds(RawTable table, int count, RandomStream random)
    {
        var numbers = table[Column].Numbers.ToArray();
        int[] rows = [.. Enumerable.Range(0, table.Rows)];
        random.Fork("order").Shuffle<int>(rows);
        return Deal([.. rows.OrderBy(row => numbers[row])], count, random.Fork("folds"));
    }

    /// <summary>The mean squared error.</summary>
    public override double Cost(ReadOnlySpan<float> logits, ReadOnlySpan<float> y)
    {
        var sum = 0.0;
        for (var i = 0; i < y.Length; i++)
        {
            double error = logits[i] - y[i];
            sum += error * error;
        }

        return sum / y.Length;
    }

    /// <inheritdoc/>
    public override Answering Calibrate(RawTable train, IReadOnlyList<MemberTraining> members) =>
        NumberAnswering.Fit(this, train, members);

    /// <inheritdoc/>
    public override TabularEvaluation Evaluate(RawTable table, TabularAnswer[] answers)
    {
        var truths = table[Column].Numbers.ToArray();
        var held = answers.Zip(truths, (answer, y) => answer.Lower <= y && y <= answer.Upper).Count(isHeld => isHeld);
        return new(
            RegressionEvaluation.Of<double>([.. answers.Select(answer => answer.Prediction)], truths, rows: 1, [Column]),
            (double)held / truths.Length, answers.Average(answer => answer.Upper - answer.Lower));
    }
}

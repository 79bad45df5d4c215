using System.Numerics.Tensors;
using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>A number, which networks learn standardized, and which no answer exceeds beyond what training has seen.</summary>
/// <param name="scaling">To mean 0 and variance 1 over the training rows.</param>
/// <param name="least">The least number among the training rows.</param>
/// <param name="greatest">The greatest number among the training rows.</param>
internal sealed class NumberTarget(ColumnScaling scaling, double least, double greatest) : TabularTarget(scaling.Column)
{
    /// <inheritdoc/>
    public override int Outputs => 1;

    /// <inheritdoc/>
    public override Loss Loss => Loss.MeanSquaredError;

    /// <inheritdoc/>
    public override Loss Criterion => Loss.MeanSquaredError;

    /// <inheritdoc/>
    public override Activation Activation => Activation.Identity;

    /// <inheritdoc/>
    public override double LearningRate => 0.007;

    /// <inheritdoc/>
    public override bool SeesFineInputs(int member) => true;

    /// <summary>Learns scale and range of a training table.</summary>
    public static NumberTarget Fit(NumericColumn column) => new(
        ColumnScaling.Standardizing(column), TensorPrimitives.Min(column.Values), TensorPrimitives.Max(column.Values));

    /// <summary>The answer of a network, in the unit of the column.</summary>
    public double Answer(float output) => Bounded(scaling.Undo(output));

    /// <summary>A number within the range of the training rows.</summary>
    public double Bounded(double answer) => Math.Clamp(answer, least, greatest);

    /// <inheritdoc/>
    public override float[] Y(RawTable table, ReadOnlySpan<int> rows)
    {
        var numbers = table[Column].Numbers;
        var y = new float[rows.Length];
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = (float)scaling.Apply(numbers[rows[i]]);
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

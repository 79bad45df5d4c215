using System.Numerics.Tensors;
using System.Text.Json;
using DeepLearning.Data;
using DeepLearning.Serialization;

namespace DeepLearning.Tabular;

/// <summary>A number, which networks learn standardized, and which no answer exceeds beyond what training has seen.</summary>
/// <param name="scaling">To mean 0 and variance 1 over the training rows.</param>
/// <param name="least">The least number among the training rows.</param>
/// <param name="greatest">The greatest number among the training rows.</param>
internal sealed class NumberTarget(ColumnScaling scaling, double least, double greatest) : TabularTarget(scaling.Column)
{
    /// <summary>The name of the kind, in files.</summary>
    public const string KindName = "number";

    /// <summary>To mean 0 and variance 1 over the training rows.</summary>
    public ColumnScaling Scaling => scaling;

    /// <summary>The least number among the training rows.</summary>
    public double Least => least;

    /// <summary>The greatest number among the training rows.</summary>
    public double Greatest => greatest;

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
    public override double KeepProbability => 0.8;

    /// <inheritdoc/>
    public override int Epochs(int rows) => rows < SmallTable ? 256 : 64;

    /// <summary>Quick factors choose among inputs, for which few rows with noise in their numbers are not enough.</summary>
    public override double InputRateFactor(int rows) => rows < SmallTable ? 1 : 64;

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
    public override NumericColumn? Averaged(RawTable table, TabularOptions options) =>
        options.Groups is null && options.OrderedBy is null && options.Weights is null ? (NumericColumn)table[Column] : null;

    /// <inheritdoc/>
    public override int[] Folds(RawTable table, int count, RandomStream random)
    {
        var numbers = table[Column].Numbers.ToArray();
        int[] rows = [.. Enumerable.Range(0, table.Rows)];
        random.Fork("order").Shuffle<int>(rows);
        return Deal([.. rows.OrderBy(row => numbers[row])], count, random.Fork("folds"));
    }

    /// <inheritdoc/>
    public override Answering Calibrate(RawTable train, IReadOnlyList<TrainedMember> members, double[]? weights) =>
        NumberAnswering.Fit(this, train, members, weights);

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    public static NumberTarget Read(string column, JsonObjectReader file)
    {
        var (least, greatest) = (file.Number("least"), file.Number("greatest"));
        return least <= greatest
            ? new(new(column, file.Number("shift"), file.Number("scale")), least, greatest)
            : throw file.Invalid($"{file.Place}.least must not be beyond its greatest");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json)
    {
        json.WriteString("kind", KindName);
        json.WriteString("column", Column);
        json.WriteNumber("shift", scaling.Shift);
        json.WriteNumber("scale", scaling.Scale);
        json.WriteNumber("least", least);
        json.WriteNumber("greatest", greatest);
    }

    /// <inheritdoc/>
    public override Answering ReadAnswering(JsonObjectReader file)
    {
        var intervals = file.Accept(() => PredictionIntervals.Read(file));
        file.Done();
        return new NumberAnswering(this, intervals);
    }

    /// <inheritdoc/>
    public override PipelineOutput Output => new TargetOutput([Column], count: 1, [scaling]);

    /// <inheritdoc/>
    public override int[] Strata(RawTable table) => new int[table.Rows];

    /// <inheritdoc/>
    public override string Measure => "RMSE";

    /// <inheritdoc/>
    public override double[] Losses(RawTable table, TabularAnswer[] answers)
    {
        var numbers = table[Column].Numbers.ToArray();
        return [.. answers.Select((answer, row) => (answer.Prediction - numbers[row]) * (answer.Prediction - numbers[row]))];
    }

    /// <inheritdoc/>
    public override double MeasureOf(double meanLoss) => Math.Sqrt(Math.Max(0, meanLoss));

    /// <inheritdoc/>
    public override double Slope(double meanLoss) => meanLoss > 0 ? 0.5 / Math.Sqrt(meanLoss) : 0;

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

using System.Text.Json;
using DeepLearning.Data;
using DeepLearning.Serialization;

namespace DeepLearning.Tabular;

/// <summary>A class: one of the names that the training rows have.</summary>
internal sealed class ClassTarget(string column, IReadOnlyList<string> classes) : TabularTarget(column)
{
    /// <summary>The name of the kind, in files.</summary>
    public const string KindName = "class";

    private const double LabelSmoothing = 0.05;

    private readonly NameIndex numbers = new(classes);

    /// <summary>The names, in the order of the outputs.</summary>
    public IReadOnlyList<string> Classes => classes;

    /// <inheritdoc/>
    public override int Outputs => classes.Count;

    /// <inheritdoc/>
    public override Loss Loss { get; } = Loss.SmoothedCrossEntropy(LabelSmoothing);

    /// <inheritdoc/>
    public override Loss Criterion => Loss.CrossEntropy;

    /// <inheritdoc/>
    public override Activation Activation => Activation.Softmax;

    /// <inheritdoc/>
    public override double LearningRate => 0.0035;

    /// <inheritdoc/>
    public override double KeepProbability => 0.9;

    /// <inheritdoc/>
    public override int Epochs(int rows) => rows < SmallTable ? 192 : 96;

    /// <inheritdoc/>
    public override double InputRateFactor(int rows) => 64;

    /// <inheritdoc/>
    public override bool SeesFineInputs(int member) => member % 2 == 0;

    /// <summary>The classes of a training table, in ordinal order.</summary>
    public static ClassTarget Fit(RawColumn column) =>
        new(column.Name, [.. Enumerable.Range(0, column.Rows).Select(row => Name(column, row)).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)]);

    /// <summary>The numbers of the classes of some rows; −1 for a class that training has not seen.</summary>
    public int[] Labels(RawTable table, ReadOnlySpan<int> rows)
    {
        var (column, labels) = (table[Column], new int[rows.Length]);
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = numbers.Of(Name(column, rows[i]));
        }

        return labels;
    }

    /// <inheritdoc/>
    public override float[] Y(RawTable table, ReadOnlySpan<int> rows)
    {
        var (labels, y) = (Labels(table, rows), new float[rows.Length * Outputs]);
        for (var i = 0; i < labels.Length; i++)
        {
            y[(i * Outputs) + labels[i]] = 1;
        }

        return y;
    }

    /// <inheritdoc/>
    public override int[] Folds(RawTable table, int count, RandomStream random)
    {
        int[] rows = [.. Enumerable.Range(0, table.Rows)];
        random.Fork("order").Shuffle<int>(rows);
        var labels = Labels(table, rows);
        return Deal([.. rows.Index().OrderBy(row => labels[row.Index]).Select(row => row.Item)], count, random.Fork("folds"));
    }

    /// <inheritdoc/>
    public override Answering Calibrate(RawTable train, IReadOnlyList<TrainedMember> members, double[]? weights) =>
        ClassAnswering.Fit(this, train, members, weights);

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    public static ClassTarget Read(string column, JsonObjectReader file)
    {
        var classes = file.Texts("classes");
        return classes.Length > 1 && classes.Distinct(StringComparer.Ordinal).Count() == classes.Length
            ? new(column, classes)
            : throw file.Invalid($"{file.Place}.classes must be two or more, all different");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json)
    {
        json.WriteString("kind", KindName);
        json.WriteString("column", Column);
        json.WriteTexts("classes", classes);
    }

    /// <inheritdoc/>
    public override Answering ReadAnswering(JsonObjectReader file)
    {
        var answering = file.Accept(() => new ClassAnswering(this, Guard.Positive(file.Number("temperature"), "temperature")));
        file.Done();
        return answering;
    }

    /// <inheritdoc/>
    public override PipelineOutput Output => new LabelOutput(Column, classes, classes.Count);

    /// <inheritdoc/>
    public override int[] Strata(RawTable table) => Labels(table, [.. Enumerable.Range(0, table.Rows)]);

    /// <inheritdoc/>
    public override string Measure => "log-loss";

    /// <inheritdoc/>
    public override double[] Losses(RawTable table, TabularAnswer[] answers)
    {
        var labels = KnownLabels(table);
        return [.. answers.Select((answer, row) => -Math.Log(Math.Max(double.Epsilon, answer.Probabilities[labels[row]])))];
    }

    /// <inheritdoc/>
    public override double MeasureOf(double meanLoss) => meanLoss;

    /// <inheritdoc/>
    public override double Slope(double meanLoss) => 1;

    /// <inheritdoc/>
    public override TabularEvaluation Evaluate(RawTable table, TabularAnswer[] answers)
    {
        var labels = KnownLabels(table);
        var (probabilities, y) = (new double[labels.Length * Outputs], new double[labels.Length * Outputs]);
        for (var i = 0; i < labels.Length; i++)
        {
            y[(i * Outputs) + labels[i]] = 1;
            for (var k = 0; k < Outputs; k++)
            {
                probabilities[(i * Outputs) + k] = answers[i].Probabilities[k];
            }
        }

        return new(ClassificationEvaluation.Of<double>(Activation, probabilities, y, Outputs, classes));
    }

    private int[] KnownLabels(RawTable table)
    {
        var labels = Labels(table, [.. Enumerable.Range(0, table.Rows)]);
        return Array.IndexOf(labels, -1) is >= 0 and var row
            ? throw new ArgumentException(
                $"Row {row} of the target column \"{Column}\", counted from 0, is {Text.Quoted(Name(table[Column], row))}, a class that " +
                $"training has not seen; it knows {classes.ToArray().Enumerated()}. Leave out such rows.",
                nameof(table))
            : labels;
    }

    private static string Name(RawColumn column, int row) => column[row].Text ?? $"{column[row]}";
}

using DeepLearning.Data;
using DeepLearning.Tabular;

namespace DeepLearning.Fuzz;

/// <summary>The reader of models of tables.</summary>
internal sealed class TabularTarget() : SafetensorsTarget("tabular")
{
    private const string Houses = "rooms,near,price\n2,INLAND,100\n,BAY,300\n6,BAY,200\n4,\"\u00C9T\u00C9 \"\"x\"\"\",400\n5,,100\n";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Words =>
        [.. base.Words, "target", "column", "kind", "class", "number", "category", "answering", "temperature", "factor", "edges"];

    /// <inheritdoc/>
    public override Action Read(byte[] file)
    {
        var model = TabularModel.Load(new MemoryStream(file));
        return () => Check(model);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<byte[]> MakeFiles()
    {
        var houses = RawTable.FromCsv(new StringReader(Houses));
        var (number, classes) = (NumberTarget.Fit((NumericColumn)houses["price"]), ClassTarget.Fit(houses["price"]));
        return
        [
            Saved(Of(TableEncoding.Fit(houses, ["rooms", "near"]), number, new NumberAnswering(number, new([1, 2], [0.5, 1], 1.5)))),
            Saved(Of(TableEncoding.Fit(houses, ["near", "rooms"]), classes, new ClassAnswering(classes, 1.2))),
        ];
    }

    private static TabularModel Of(TableEncoding encoding, Tabular.TabularTarget target, Answering answering) => new(
        encoding, target,
        new(new Network<float>(
            encoding.FullWidth, seed: 1, new Dense(2, Activation.SiLU), new Dense(target.Outputs, Activation.Identity))),
        answering);

    /// <summary>The model answers any row; saved and read again it is the same.</summary>
    private static void Check(TabularModel model)
    {
        model.Predict([.. model.InputColumns.Select(_ => Cell.Missing)]);
        model.Predict([.. model.InputColumns.Select(input => input.IsText ? (Cell)"BAY" : 2.5)]);
        var saved = Saved(model);
        FuzzFailure.Unless(
            Saved(TabularModel.Load(new MemoryStream(saved))).AsSpan().SequenceEqual(saved),
            "a model that is saved and read again is the same");
    }

    private static byte[] Saved(TabularModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }
}

using System.Net;
using System.Text.Json;
using DeepLearning.Data;

namespace DeepLearning.Samples;

/// <summary>Questions about concrete: nine of ten are answered, the tenth is refused.</summary>
internal static class Questions
{
    private const int MostRows = 8;

    private static readonly JsonSerializerOptions Json = new() { Converters = { new CellConverter() } };

    public static Question[] Make(Model<float> model, int count, int seed)
    {
        var random = new Random(seed);
        var table = ConcreteModel.Table();
        var inputs = model.Pipeline.InputColumns;
        var rows = Enumerable.Range(0, table.Rows).Select(row => inputs.Select(input => table[input.Name][row]).ToArray()).ToArray();
        var refused = Refused(rows[0]);
        return [.. Enumerable.Range(0, count).Select(i => i % 10 == 9
            ? refused[i / 10 % refused.Length]
            : Answered(model, random.GetItems(rows, random.Next(1, MostRows + 1))))];
    }

    /// <summary>The truth is one row at a time, in this process.</summary>
    public static Question Answered(Model<float> model, Cell[][] rows) =>
        new($$"""{"rows":{{JsonSerializer.Serialize(rows, Json)}}}""", Array.ConvertAll(rows, row => model.Predict(row)));

    private static Question[] Refused(Cell[] row)
    {
        var text = JsonSerializer.Serialize(row, Json);
        var numbers = JsonSerializer.Serialize(row[..^1], Json)[1..^1];
        return
        [
            Bad("""{"rows":[""", "Expected depth to be zero"),
            Bad("", "does not contain any JSON tokens"),
            Bad("{}", "missing required properties"),
            Bad($$"""{"rows":[{{text}}],"threads":2}""", "threads"),
            Bad("""{"rows":[]}""", "There must be 1 to 10000 rows, got 0."),
            Bad("""{"rows":[[1,2,3]]}""", "The row has 3 cells, but the model takes 8: cement, slag, "),
            Bad($$"""{"rows":[{{text}},null]}""", "The row has 0 cells"),
            Bad($$"""{"rows":[[NaN,{{numbers}}]]}""", "'N' is an invalid start of a value"),
            Bad($$"""{"rows":[["NaN",{{numbers[(numbers.IndexOf(',', StringComparison.Ordinal) + 1)..]}},"28"]]}""",
                "cement is a number, got \"NaN\"."),
            Bad($$"""{"rows":[[1e999,{{numbers}}]]}""", "A number is too large for a double."),
            Bad($$"""{"rows":[[{{numbers}},28]]}""", "age is a text, got 28."),
            Bad($$"""{"rows":[[{{numbers}},"29"]]}""",
                "Row 0 of column \"age\", counted from 0, is \"29\", which the training set did not have"),
            Bad($$"""{"rows":[[{{numbers}},null]]}""", "Row 0 of column \"age\", counted from 0, is missing"),
            Bad($$"""{"rows":[[{{numbers}},true]]}""", "A cell must be a number, a text or null, not True."),
        ];
    }

    private static Question Bad(string body, string problem) => new(body, Outputs: null, HttpStatusCode.BadRequest, problem);
}

// One table, from the CSV to the report: dotnet run -c Release --project samples/OneTable [-- folder]
using System.Globalization;
using System.Text;
using DeepLearning;
using DeepLearning.Data;
using DeepLearning.Reporting;
using DeepLearning.Tabular;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var folder = args.Length > 0 ? args[0] : ".";

// 1. What is there?
var concrete = RawTable.FromCsv(Path.Combine(AppContext.BaseDirectory, "concrete.csv"));
Console.WriteLine($"{TableInspection.Of(concrete, target: "strength")}\n");

// 2. The same mix was tested at several ages. Who asks about a new mix must not find its relatives in training.
var table = WithMix(concrete);
Console.WriteLine($"{table["mix"].Texts.ToArray().Distinct().Count()} mixes in {table.Rows:N0} rows\n");

// 3. Twice the same: a test of rows, and a test of mixes.
var byRow = table.Split(0.8, 0.2, seed: 1);
var byMix = table.Split(0.8, 0.2, seed: 1, groupedBy: "mix");
var flattering = Learn(byRow.Train, new() { Ignore = ["mix"] });
var honest = Learn(byMix.Train, new() { Groups = "mix" });
Console.WriteLine($"Other rows of the same mixes:\n{flattering.Evaluate(byRow.Test)}\n");
Console.WriteLine($"New mixes:\n{honest.Evaluate(byMix.Test)}\n");

// 4. Which columns matter, and one answer.
Console.WriteLine($"{honest.Importance(byMix.Test)}\n");
Console.WriteLine($"A new mix after 28 days: {honest.Predict(350, 0, 100, 170, 8, 950, 770, 28)} MPa\n");

// 5. What is kept: the model, and a page that says how good it is.
honest.Save(Path.Combine(folder, "strength.safetensors"));
new Report("Strength of concrete").Add(honest).Add("Test on new mixes", honest.Evaluate(byMix.Test).Regression!)
    .SaveHtml(Path.Combine(folder, "strength.html"));
Console.WriteLine("Written: strength.safetensors, strength.html");

static TabularModel Learn(RawTable train, TabularOptions options) => TabularModel.Train(train, target: "strength", options);

// A mix is what its ingredients are, whatever its age.
static RawTable WithMix(RawTable table)
{
    var ingredients = table.Columns.Where(column => column.Name is not ("age" or "strength")).ToArray();
    var names = Enumerable.Range(0, table.Rows).Select(row => string.Join('/', ingredients.Select(column => column.Numbers[row])));
    return new RawTable([.. table.Columns, RawColumn.Text("mix", [.. names])]);
}

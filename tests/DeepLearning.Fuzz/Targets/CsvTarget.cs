using System.Globalization;

namespace DeepLearning.Fuzz;

/// <summary>The reader of datasets in CSV.</summary>
internal sealed class CsvTarget() : TextTarget("csv")
{
    /// <inheritdoc/>
    public override Action Read(byte[] file)
    {
        var dataset = Dataset.FromCsv<double>(Scratch.Write("data.csv", file), label: "label");
        return () => Check(dataset);
    }

    /// <summary>The dataset, written as CSV and read again, is the same.</summary>
    private static void Check(Dataset<double> dataset)
    {
        var lines = new List<string> { string.Join(',', dataset.FeatureNames!.Append("label").Select(Quoted)) };
        for (var j = 0; j < dataset.Examples; j++)
        {
            var name = dataset.ClassNames![dataset.Y.Column(j).MaximumIndex()];
            lines.Add(
                string.Join(
                    ',', dataset.X.Column(j).Select(value => value.ToString("R", CultureInfo.InvariantCulture)).Append(Quoted(name))));
        }

        var again = Dataset.FromCsv<double>(new StringReader(string.Join('\n', lines)), label: "label");
        FuzzFailure.Unless(
            again.ClassNames!.SequenceEqual(dataset.ClassNames!), "the classes are the same when they are written and read again");
        FuzzFailure.Unless(
            again.FeatureNames!.SequenceEqual(dataset.FeatureNames!), "the features are the same when they are written and read again");
        FuzzFailure.Unless(
            again.Y.Equals(dataset.Y) && again.X.Equals(dataset.X), "the numbers are the same when they are written and read again");
        FuzzFailure.Unless(dataset.X.ForAll(double.IsFinite), "all features are finite");
    }
}

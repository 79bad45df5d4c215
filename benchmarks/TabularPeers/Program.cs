using DeepLearning.Benchmarks.TabularPeers;
using DeepLearning.Data;

// fasttree|lightgbm TRAIN.csv TEST.csv TARGET class|number OUT.csv: ML.NET's gradient boosting with its defaults.
if (args is not ["fasttree" or "lightgbm", var train, var test, var target, "class" or "number", var output])
{
    Console.Error.WriteLine("TabularPeers fasttree|lightgbm TRAIN.csv TEST.csv TARGET class|number OUT.csv");
    return 1;
}

var isClass = args[4] == "class";
var table = RawTable.FromCsv(train, text: isClass ? [target] : null);
string[] texts = [.. table.Columns.Where(column => column.IsText && column.Name != target).Select(column => column.Name)];
var features = TableFeatures.Fit(table, target);
Booster booster = args[0] == "fasttree" ? new FastTreeBooster() : new LightGbmBooster();
var rows = RawTable.FromCsv(test, text: texts);
var answers = isClass
    ? booster.Classify(features.Of(table), table[target].Texts.ToArray()!, features.Of(rows))
    : booster.Predict(features.Of(table), table[target].Numbers.ToArray(), features.Of(rows));
answers.SaveCsv(output);
return 0;

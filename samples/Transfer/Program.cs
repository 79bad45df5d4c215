// Features learned on the digits 0 to 4 serve the digits 5 to 9: dotnet run -c Release --project samples/Transfer
using System.Globalization;
using System.Text;
using DeepLearning;
using DeepLearning.Samples;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
const int Seeds = 10;

var path = Path.Combine(AppContext.BaseDirectory, "digits.csv");
var (known, fresh) = (Digits.Load(path, 0, 4), Digits.Load(path, 5, 9));

var accuracies = Way.All.ToDictionary(way => way, _ => new List<double>());
var (learnedFrom, judgedBy) = (0, 0);
for (var seed = 1; seed <= Seeds; seed++)
{
    var learned = Way.Network(seed);
    Way.Train(learned, known, epochs: 30);
    if (seed == 1)
    {
        Console.WriteLine($"{known.Examples} digits from 0 to 4 are learned by\n\n{learned}\n");
        var example = Way.All.First(way => way.Name.EndsWith("as they are", StringComparison.Ordinal)).Make(learned, seed);
        Console.WriteLine($"Its hidden layer under a new output for 5 to 9, kept as it is:\n\n{example}\n");
    }

    var (few, test) = fresh.Split(0.1, 0.9, seed, stratified: true);
    (learnedFrom, judgedBy) = (few.Examples, test.Examples);
    foreach (var way in Way.All)
    {
        var network = way.Make(learned, seed);
        Way.Train(network, few, epochs: 100);
        accuracies[way].Add(network.EvaluateClassification(test).Accuracy);
    }
}

Console.WriteLine($"{learnedFrom} digits from 5 to 9 to learn from, {judgedBy} to judge by; {Seeds} splits and seeds:\n");
Console.WriteLine($"{"",-38}{"mean accuracy",14}{"least",9}{"most",9}");
foreach (var (way, each) in accuracies)
{
    Console.WriteLine($"{way.Name,-38}{each.Average(),14:P1}{each.Min(),9:P1}{each.Max(),9:P1}");
}

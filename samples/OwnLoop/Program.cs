// Loops of one's own: dotnet run -c Release --project samples/OwnLoop
using System.Globalization;
using System.Text;
using DeepLearning;
using DeepLearning.Samples;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var (train, dev) = Digits.Load();

Console.WriteLine("Epochs, with a hand on the learning rate");
var trainer = Digits.Trainer();
var best = double.PositiveInfinity;
var options = new FitOptions { Epochs = 100, BatchSize = 32, EvaluateTrainingSet = false };
foreach (var epoch in trainer.Epochs(train, dev, options))
{
    if (epoch.Validation!.Cost > best)
    {
        trainer.LearningRate /= 2;
        Console.WriteLine(
            $"  epoch {epoch.Epoch,2}: cost {epoch.Validation.Cost:F4}, accuracy {epoch.Validation.Metric:P1}; the rate becomes " +
            $"{trainer.LearningRate:G3}");
    }

    best = Math.Min(best, epoch.Validation.Cost);
    if (trainer.LearningRate < 1e-4)
    {
        break;
    }
}

Console.WriteLine("\nA batch of 256 as eight micro-batches of 32, for which there is always room");
var (whole, parts) = (Digits.Trainer(), Digits.Trainer());
var (sum, part) = (new Gradients<float>(parts.Network), new Gradients<float>(parts.Network));
for (var step = 0; step < 50; step++)
{
    var (x, y) = Digits.Batch(train, 256 * step, 256);
    whole.Step(x, y);
    sum.Clear();
    for (var first = 0; first < 256; first += 32)
    {
        parts.ComputeGradients(x.SubMatrix(0, 64, first, 32), y.SubMatrix(0, 10, first, 32), part);
        sum.Add(part, 1 / 8.0);
    }

    parts.Apply(sum);
}

var apart = whole.Network.Parameters.Zip(parts.Network.Parameters, (one, other) => (one.Matrix - other.Matrix).FrobeniusNorm()).Max();
Console.WriteLine($"  after 50 steps no parameter is farther off than {apart:0E0}, which is rounding: the two add in another order");

Console.WriteLine("\nGradient noise that fades, σ² = η / (1 + t)^0.55 (Neelakantan and others, 2015), on ten layers of 16 units");
foreach (var eta in new[] { 0, 0.01 })
{
    Console.WriteLine($"  η = {eta,4}: accuracy {NoisyRun.Accuracy(train, dev, eta):P1}");
}

Console.WriteLine("\nAdversarial examples, x + ε sign(∂L/∂x), ε = 0.15 (Goodfellow and others, 2015)");
var fooled = Adversary.Attack(trainer, dev, epsilon: 0.15f);
Console.WriteLine(
    $"  accuracy {Digits.Accuracy(trainer.Network, dev.X, dev.Y):P1} on the dev set, " +
    $"{Digits.Accuracy(trainer.Network, fooled, dev.Y):P1} on the same digits attacked");
var robust = Adversary.Train(train, epsilon: 0.15f, epochs: 30);
Console.WriteLine(
    $"  trained on attacked digits too: {Digits.Accuracy(robust.Network, dev.X, dev.Y):P1} and " +
    $"{Digits.Accuracy(robust.Network, Adversary.Attack(robust, dev, epsilon: 0.15f), dev.Y):P1}\n");
var (before, after) = (trainer.Network.PredictClasses(dev.X), trainer.Network.PredictClasses(fooled));
var example = Enumerable.Range(0, dev.Examples).First(i => before[i] != after[i] && dev.Y[before[i], i] == 1);
Console.WriteLine($"{"read as " + before[example],-20}read as {after[example]}");
Digits.Draw(dev.X.Column(example), fooled.Column(example));

// Handwritten digits, with and without augmentation: dotnet run -c Release --project samples/Mnist -- folder [epochs]
using System.Globalization;
using System.Text;
using DeepLearning;
using DeepLearning.Data;
using DeepLearning.Samples;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
if (args.Length is not (1 or 2))
{
    Console.Error.WriteLine("Usage: Mnist <folder of MNIST's IDX files> [<epochs>]. README.md says where the files come from.");
    return 1;
}

var epochs = args.Length == 2 ? int.Parse(args[1]) : 30;
var (train, test) = Digits.Load(args[0]);
Console.WriteLine($"learning from {train.Examples:N0} images, tested on {test.Examples:N0}; {epochs} epochs\n");

var distortion = new ImageAugmentation(
    new ImageShape(28, 28),
    Augmentation.Affine(degrees: 10, scale: 0.1, shear: 0.1),
    Augmentation.Elastic(alpha: 20, sigma: 4),
    Augmentation.Shift(1));

var plain = Learn("as they are", augmentation: null);
var augmented = Learn("augmented", distortion);
Console.WriteLine($"\naugmentation takes the errors on the test set from {plain:P2} to {augmented:P2}");
return 0;

double Learn(string name, ImageAugmentation? augmentation)
{
    var network = new Network<float>(inputs: 784, seed: 1, [new Dense(128, Activation.ReLU), new Dense(10, Activation.Softmax)]);
    var seconds = 0.0;

    // The last epochs at a tenth of the rate settle what the steps before have stirred up.
    foreach (var (rate, share) in new[] { (1e-3, epochs), (1e-4, Math.Max(1, epochs / 5)) })
    {
        var trainer = new Trainer<float>(network, Loss.CrossEntropy, Optimizer.Adam(rate));
        var options = new FitOptions { Epochs = share, Augmentation = augmentation, EvaluateTrainingSet = false };
        seconds += trainer.Fit(train, options: options).Elapsed.TotalSeconds;
    }

    var learned = network.EvaluateClassification(train);
    var tested = network.EvaluateClassification(test);
    Console.WriteLine($"784-128-10, images {name,-12} train {learned.Accuracy:P2}   test {tested.Accuracy:P2}   {seconds:F1} s");
    return tested.Error;
}

// A wrong derivative, and how it is found: dotnet run -c Release --project samples/GradientCheck
using System.Globalization;
using System.Text;
using DeepLearning;
using DeepLearning.GradientChecking;
using DeepLearning.Samples;
using MathNet.Numerics.LinearAlgebra;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

// Is a point of the plane inside the circle of radius 1? Sixty points to learn from.
var random = new RandomStream(seed: 1);
var x = Matrix<double>.Build.Dense(2, 60, (i, j) => random.Normal((2 * j) + i));
var y = Matrix<double>.Build.Dense(1, 60, (_, j) => x.Column(j).L2Norm() < 1 ? 1 : 0);

foreach (var (title, activation) in new (string, Activation)[]
{
    ("An activation of one's own, its derivative forgetting half of the product rule", new CarelessSwish()),
    ("The same activation, corrected", new Swish()),
})
{
    Console.WriteLine($"{title}: {activation.Name}\n");
    var network = new Network<double>(inputs: 2, seed: 1, [new Dense(8, activation), new Dense(1, Activation.Sigmoid)]);

    Console.WriteLine(GradientCheck.Run(network, Loss.BinaryCrossEntropy, x, y));

    // What makes such a fault so lasting: the network learns all the same, only worse.
    var trainer = new Trainer<double>(network, Loss.BinaryCrossEntropy, Optimizer.GradientDescent(learningRate: 0.5));
    var first = trainer.Step(x, y);
    for (var step = 2; step < 500; step++)
    {
        trainer.Step(x, y);
    }

    Console.WriteLine($"\nTrained all the same, for 500 steps: the cost goes from {first:0.000} to {trainer.Step(x, y):0.000}.\n");
}

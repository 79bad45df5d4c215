using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

/// <summary>The code of the README, compiled as it stands there and asserted. The order is that of the README.</summary>
public sealed class ReadmeExamples
{
    /// <summary>The README's files lie beside the tests, wherever those are started from.</summary>
    static ReadmeExamples() => Directory.SetCurrentDirectory(AppContext.BaseDirectory);

    [Fact]
    public void TheProgram_ReadsDigits()
    {
        var Console = new StringWriter();

        // snippet
        var (train, dev, test) = Dataset.FromCsv<float>("digits.csv", label: "digit").Split(0.8, 0.1, 0.1, seed: 1);

        var network = new Network<float>(inputs: 64, seed: 1,
        [
            new Dense(64, Activation.ReLU) { KeepProbability = 0.9 },
            new Dense(10, Activation.Softmax),
        ]);

        var trainer = new Trainer<float>(network, Loss.CrossEntropy, Optimizer.Adam(learningRate: 1e-3), Regularizer.L2(1e-4));
        trainer.Fit(train, dev, new FitOptions { Epochs = 50, BatchSize = 64 });
        Console.WriteLine(network.Evaluate(test));
        // end

        network.Evaluate(test).Metric.Should().BeGreaterThan(0.95);
        Console.ToString().Should().MatchRegex(@"^accuracy (9\d|100)\.\d\d % on 180 examples, log-loss 0\.\d+, ROC-AUC (0\.9\d+|1\.0+)\nactual ").And.Contain("precision  recall");
    }

    [Fact]
    public void Regression_LearnsANumber()
    {
        var Console = new StringWriter();
        var rows = Enumerable.Range(0, 300).Select(i => new[] { i % 17 * 10.0, i % 13, i % 11 * 0.1 }).ToArray();
        var prices = rows.Select(row => (row[0] / 100) + (row[1] * row[2] / 10)).ToArray();

        // snippet
        var (train, test) = Dataset.FromArrays<double>(rows, prices).Split(0.8, 0.2, seed: 1);
        var normalization = InputNormalization.Fit(train);
        var network = new Network<double>(train.Features, seed: 1, new Dense(16, Activation.Tanh), new Dense(1, Activation.Identity));
        var trainer = new Trainer<double>(network, Loss.MeanSquaredError, Optimizer.Adam(learningRate: 0.01));
        trainer.Fit(normalization.Apply(train), options: new FitOptions { Epochs = 100, BatchSize = 32 });
        Console.WriteLine(network.Evaluate(normalization.Apply(test)));
        // end

        network.Evaluate(normalization.Apply(test)).Metric.Should().BeGreaterThan(0.98);
        Console.ToString().Should().StartWith("R² 0.9");
    }

    [Fact]
    public void Predicting_GivesTheSameInEveryForm()
    {
        var network = new Network<float>(64, seed: 1, new Dense(10, Activation.Softmax));
        var X = Matrix<float>.Build.Random(64, 5, 1);
        var pixels = X.Column(0);
        var (inputSpan, outputSpan) = (X.ToColumnMajorArray(), new float[50]);

        // snippet
        Vector<float> probabilities = network.Predict(pixels);      // one example
        Matrix<float> manyAtOnce = network.Predict(X);              // features × examples
        int[] digits = network.PredictClasses(X);
        network.Predict(inputSpan, outputSpan);                     // no allocation
        // end

        manyAtOnce.ToColumnMajorArray().Should().Equal(outputSpan);
        probabilities.MaximumIndex().Should().Be(digits[0]);
        manyAtOnce.EnumerateColumns().Select(column => column.MaximumIndex()).Should().Equal(digits);
    }

    [Fact]
    public void ALongRun_IsWatchedStoppedAndDrawn()
    {
        var data = Dataset.FromLabels(Matrix<float>.Build.Random(4, 40, 1), [.. Enumerable.Range(0, 40).Select(i => i % 2)], classes: 2);
        var (train, dev) = data.Split(0.8, 0.2, seed: 1);
        var trainer = new Trainer<float>(new Network<float>(4, 1, new Dense(2, Activation.Softmax)), Loss.CrossEntropy, Optimizer.Adam());
        using var cancellation = new CancellationTokenSource();

        // snippet
        var progress = new Progress<TrainingProgress>(p => Console.WriteLine($"epoch {p.Epoch}: cost {p.Cost:G4}, {p.Remaining} left"));
        TrainingHistory history = trainer.Fit(train, dev, new FitOptions { Epochs = 20 }, progress, cancellation.Token);
        history.SaveSvg("curves.svg");
        // end

        history.Epochs.Should().HaveCount(20);
        File.ReadAllText("curves.svg").Should().StartWith("<svg");
    }

    [Fact]
    public void Pictures_AndAReport_AreSaved()
    {
        var (train, test) = Dataset.FromCsv<float>("digits.csv", label: "digit").Split(0.8, 0.2, seed: 1);
        var network = new Network<float>(inputs: 64, seed: 1, new Dense(16, Activation.ReLU), new Dense(10, Activation.Softmax));
        var trainer = new Trainer<float>(network, Loss.CrossEntropy, Optimizer.Adam());
        var history = trainer.Fit(train, options: new FitOptions { Epochs = 2 });

        // snippet
        ClassificationEvaluation evaluation = network.EvaluateClassification(test);
        evaluation.Confusion.SaveSvg("confusion.svg");
        network.Layers[0].WeightImages(new ImageShape(8, 8)).SaveSvg("weights.svg");
        new Report("Digits").Add(network).Add(trainer).Add(history).Add("Test", evaluation).SaveHtml("report.html");
        // end

        File.ReadAllText("confusion.svg").Should().StartWith("<svg");
        File.ReadAllText("weights.svg").Should().Contain("16 units");
        File.ReadAllText("report.html").Should().StartWith("<!DOCTYPE html>").And.Contain("Adam").And.Contain("Confusion matrix");
    }

    [Fact]
    public void ACrash_IsSurvived()
    {
        if (Directory.Exists("run"))
        {
            Directory.Delete("run", recursive: true);
        }

        var (train, dev, _) = Given.Classes<float>(4, 2, 50, seed: 1).Split(0.6, 0.2, 0.2, seed: 1);
        var network = new Network<float>(4, 1, new Dense(2, Activation.Softmax));
        for (var life = 0; life < 2; life++)
        {
            var trainer = new Trainer<float>(network.ConvertTo<float>(), Loss.CrossEntropy, Optimizer.Adam());

            // snippet
            var checkpoints = new Checkpoints("run") { EverySteps = 1000, Every = TimeSpan.FromMinutes(10), KeepBest = true };
            if (checkpoints.FindLast() is { } last)
            {
                trainer.Resume(last);
            }

            trainer.Fit(train, dev, new FitOptions { Epochs = 20, Checkpoints = checkpoints });
            // end

            trainer.Steps.Should().Be(20, "the second life has nothing left to do");
        }
    }

    [Fact]
    public void WhatIsWrongInside_IsTold()
    {
        var Console = new StringWriter();
        var train = Given.Classes<float>(20, 4, 512, seed: 1);
        var layers = Enumerable.Repeat(new Dense(32, Activation.Sigmoid), 12).Append(new Dense(4, Activation.Softmax));
        var trainer = new Trainer<float>(new Network<float>(20, seed: 1, [.. layers]), Loss.CrossEntropy, Optimizer.Adam());

        // snippet
        var options = new FitOptions { Epochs = 20, InspectEverySteps = 10 };
        TrainingHistory history = trainer.Fit(train, options: options);
        Console.WriteLine(history.Diagnose());      // vanishing gradients: the error signal dZ of layer 8 (32 → 32) is 0.0006 …
        // end

        Console.ToString().Should().StartWith("vanishing gradients: the error signal dZ of layer 8 (32 → 32) is 0.0006");
    }

    [Fact]
    public void WhatToDoNext_IsTold()
    {
        var Console = new StringWriter();
        var (train, dev) = (Given.Classes<float>(10, 3, 40, seed: 1), Given.Classes<float>(10, 3, 2000, seed: 2));
        var network = TrainANetworkOn(train, CancellationToken.None);

        // snippet
        BiasVariance report = BiasVariance.Analyze(network, train, dev, humanLevel: MeasuredError.Exactly(0.01));
        Console.WriteLine(report);                  // high variance … more data, augmentation, regularization …
        Console.WriteLine(LearningCurve.Run(train, dev, TrainANetworkOn));
        // end

        report.Variance.IsHigh.Should().BeTrue();
        Console.ToString().Should().StartWith("high variance").And.Contain("more data, augmentation, regularization").And.Contain("\nexamples  training error  dev error\n");

        static Network<float> TrainANetworkOn(Dataset<float> part, CancellationToken cancellationToken)
        {
            var network = new Network<float>(10, seed: 1, [new Dense(32, Activation.ReLU), new Dense(3, Activation.Softmax)]);
            new Trainer<float>(network, Loss.CrossEntropy, Optimizer.Adam(0.01)).Fit(part, options: new() { Epochs = 100 }, cancellationToken: cancellationToken);
            return network;
        }
    }

    [Fact]
    public void BetterHyperparameters_AreFound()
    {
        var Console = new StringWriter();
        var (train, dev) = (Given.Classes<float>(10, 10, 300, seed: 1), Given.Classes<float>(10, 10, 300, seed: 2));
        File.Delete("search.json");

        // snippet
        var rate = Hyperparameter.Logarithmic("learning rate", 1e-4, 1e-1);
        var units = Hyperparameter.LogarithmicInteger("units", 16, 256);
        var search = new RandomSearch(rate, units) { Trials = 27, Halving = new SuccessiveHalving(), File = "search.json" };
        TuningResult result = search.Run(DevAccuracies);
        Console.WriteLine(result);

        IEnumerable<double> DevAccuracies(Trial trial)
        {
            var network = new Network<float>(train.Features, trial.Seed, new Dense(trial.Get(units), Activation.ReLU), new Dense(10, Activation.Softmax));
            var trainer = new Trainer<float>(network, Loss.CrossEntropy, Optimizer.Adam(trial.Get(rate)));
            for (var epoch = 0; epoch < 30; epoch++)
            {
                trainer.Fit(train, options: new FitOptions { Epochs = 1 }, cancellationToken: trial.CancellationToken);
                yield return trainer.Measure(dev).Metric;
            }
        }
        // end

        File.Exists("search.json").Should().BeTrue();
        result.Best!.Scores.Should().HaveCount(30);
        Console.ToString().Should().StartWith("trial  learning rate  units  measured ");
    }

    [Fact]
    public void AModel_IsSavedAndLoaded()
    {
        var network = new Network<float>(64, seed: 1, new Dense(10, Activation.Softmax));
        var table = RawTable.FromCsv(new StringReader("rooms,ocean,price\n4,INLAND,100\n5,NEAR BAY,300\n"));
        var pipeline = Pipeline.Of(Transform.OneHot(), Transform.Standardize("rooms")).Fit(table, target: "price", standardizeTarget: true);
        var priceNetwork = new Network<double>(3, seed: 1, new Dense(1, Activation.Identity));

        // snippet
        network.Save("digits.safetensors");
        Network<float> digits = Network<float>.Load("digits.safetensors");

        var model = new Model<double>(priceNetwork, pipeline);
        model.Save("prices.safetensors");
        double price = Model<double>.Load("prices.safetensors").Predict(5, "NEAR BAY").Single();
        // end

        digits.Theta().Should().Equal(network.Theta());
        price.Should().Be(model.Predict(5, "NEAR BAY").Single());
    }

    // snippet
    internal sealed class Squareplus : Activation
    {
        protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units)
        {
            for (var i = 0; i < z.Length; i++)
            {
                a[i] = (z[i] + T.Sqrt((z[i] * z[i]) + T.One)) / (T.One + T.One);
            }
        }

        protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units)
        {
            for (var i = 0; i < z.Length; i++)
            {
                delta[i] *= (T.One + (z[i] / T.Sqrt((z[i] * z[i]) + T.One))) / (T.One + T.One);
            }
        }
    }
    // end

    [Fact]
    public void AnActivationOfOnesOwn_IsSaved()
    {
        var network = new Network<double>(inputs: 3, seed: 1, new Dense(4, new Squareplus()), new Dense(2, Activation.Softmax));

        // snippet
        var plugIns = PlugIns.Library.With("Squareplus", new Squareplus());
        network.Save("own.safetensors", plugIns);
        var same = Network<double>.Load("own.safetensors", plugIns);
        // end

        same.Theta().Should().Equal(network.Theta());
    }

    [Fact]
    public void AnActivationOfOnesOwn_IsProven()
    {
        var Console = new StringWriter();
        var X = Matrix<double>.Build.Random(3, 6, 1);
        var Y = Matrix<double>.Build.Dense(2, 6, (row, column) => row == column % 2 ? 1 : 0);

        // snippet
        var network = new Network<double>(inputs: 3, seed: 1, new Dense(4, new Squareplus()), new Dense(2, Activation.Softmax));
        GradientCheck report = GradientCheck.Run(network, Loss.CrossEntropy, X, Y);
        Console.WriteLine(report);
        // end

        report.Passed.Should().BeTrue();
        Console.ToString().Should().StartWith("The gradient is right: difference ");
    }

    [Fact]
    public void ANetwork_Travels()
    {
        var network = new Network<float>(64, seed: 1, new Dense(10, Activation.Softmax));

        // snippet
        network.SaveOnnx("digits.onnx");                                       // rows are examples: x [N, 64], y [N, 10]
        File.WriteAllText("digits.c", network.ToC("digits"));                  // void digits_predict(const float *x, float *y)
        File.WriteAllText("Digits.cs", network.ToCSharp("Digits"));            // Digits.Predict(x, y)
        // end

        File.ReadAllBytes("digits.onnx").Length.Should().BeGreaterThan(4 * (int)network.ParameterCount);
        File.ReadAllText("digits.c").Should().Contain("void digits_predict(const float *x, float *y)");
        TakenOver(network);
    }

    private static void TakenOver(Network<float> network)
    {
        File.WriteAllBytes("torch.safetensors", FileBytes.WithHeader(FileBytes.Saved(network), header => header.Replace("\"layers.0.", "\"fc1.", StringComparison.Ordinal)));

        // snippet
        var imported = Network<float>.LoadOnnx("digits.onnx");                 // what stands in the way is listed, node by node
        imported.LoadStateDictionary("torch.safetensors", new Dictionary<string, string> { ["layers.0"] = "fc1" });
        // end

        imported.Theta().Should().Equal(network.Theta());
    }
}

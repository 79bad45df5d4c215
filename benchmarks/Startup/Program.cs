using DeepLearning;

// What startup.py starts again and again, and stops the time of: each line is the end of a way.
switch (args)
{
    // The runtime alone.
    case ["nothing"]:
        Console.WriteLine("started");
        return 0;

    // From nothing to a network that has seen every digit once.
    case ["epoch", .. var save]:
        var (train, _) = Dataset.FromCsv<float>(Path.Combine(AppContext.BaseDirectory, "digits.csv"), label: "digit")
            .Split(0.8, 0.2, seed: 1);
        var network = new Network<float>(
            inputs: 64, seed: 1, new Dense(64, Activation.ReLU) { KeepProbability = 0.9 }, new Dense(10, Activation.Softmax));
        var trainer = new Trainer<float>(network, Loss.CrossEntropy, Optimizer.Adam(learningRate: 1e-3), Regularizer.L2(1e-4));
        trainer.Fit(train, options: new FitOptions { Epochs = 1, BatchSize = 64 });
        Console.WriteLine("trained an epoch");
        if (save is [var path])
        {
            network.Save(path);
        }

        return 0;

    // From a model file to the first answer.
    case ["prediction", var file]:
        var probabilities = new float[10];
        Network<float>.Load(file).Predict(new float[64], probabilities);
        Console.WriteLine($"predicted {probabilities.Length} probabilities");
        return 0;

    default:
        Console.Error.WriteLine("Usage: Startup nothing | epoch [file to save to] | prediction <file>");
        return 2;
}

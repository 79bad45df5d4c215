using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

/// <summary>Batch, mini-batch and stochastic gradient descent.</summary>
public class GradientDescentFacts
{
    public static TheoryData<string, double> SmallEnoughRates => new()
    {
        { "logistic regression", 0.5 },
        { "shallow network", 0.2 },
        { "deep network", 0.1 },
        { "deep network under L2", 0.1 },
        { "regression", 0.05 },
    };

    [Theory]
    [MemberData(nameof(SmallEnoughRates))]
    public void BatchGradientDescent_OfASmallEnoughRate_LowersTheCostAtEveryStep(string problem, double rate)
    {
        var costs = Costs(problem, rate);

        costs.Should().HaveCount(200);
        costs.Zip(costs.Skip(1)).Should().OnlyContain(step => step.Second < step.First);
        costs[^1].Should().BeLessThan(0.9 * costs[0]);
    }

    [Fact]
    public void BatchGradientDescent_OfTooLargeARate_DoesNot()
    {
        var costs = Costs("regression", rate: 1.05);

        costs.Zip(costs.Skip(1)).Should().Contain(step => step.Second > step.First);
    }

    [Theory]
    [InlineData(FitOptions.AllExamples, 3.0, 600)]
    [InlineData(64, 1.5, 300)]
    [InlineData(7, 0.5, 120)]
    [InlineData(1, 0.1, 60)]
    public void GradientDescent_OfEveryBatchSize_Learns(int batchSize, double rate, int epochs)
    {
        var data = Problems.Circle;
        var network = new Network<double>(2, seed: 1, new Dense(8, Activation.Tanh), new Dense(1, Activation.Sigmoid));
        network.Evaluate(data).Metric.Should().BeLessThan(0.8);

        new Trainer<double>(network, Loss.BinaryCrossEntropy, Optimizer.GradientDescent(rate))
            .Fit(data, options: new() { Epochs = epochs, BatchSize = batchSize });

        network.Evaluate(data).Metric.Should().BeGreaterThan(0.97);
    }

    [Fact]
    public void LastSmallerBatch_IsUsed_AndDividedByItsOwnExamples()
    {
        var data = Problems.Circle.Subset(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        var (fitted, stepped) = (Network(), Network());

        var history = new Trainer<double>(fitted, Loss.BinaryCrossEntropy, Optimizer.Momentum(0.5), Regularizer.L2(0.1))
            .Fit(data, options: new() { Epochs = 2, BatchSize = 4, Shuffle = false });

        var trainer = new Trainer<double>(stepped, Loss.BinaryCrossEntropy, Optimizer.Momentum(0.5), Regularizer.L2(0.1));
        var costs = new List<double>();
        foreach (var (start, count) in ((int, int)[])[(0, 4), (4, 4), (8, 2), (0, 4), (4, 4), (8, 2)])
        {
            costs.Add(trainer.Step(data.X.SubMatrix(0, 2, start, count), data.Y.SubMatrix(0, 1, start, count)));
        }

        history.StepCosts.Should().Equal(costs, (a, b) => Math.Abs(a - b) < 1e-13);
        history.Epochs[0].Cost.Should().BeApproximately(((4 * costs[0]) + (4 * costs[1]) + (2 * costs[2])) / 10, 1e-13);
        foreach (var (a, b) in fitted.Parameters.Zip(stepped.Parameters))
        {
            (a.Matrix - b.Matrix).L2Norm().Should().BeLessThan(1e-13);
        }

        Network<double> Network() => new(2, seed: 1, new Dense(3, Activation.Tanh), new Dense(1, Activation.Sigmoid));
    }

    [Fact]
    public void EveryEpoch_SeesEveryExampleOnce_InAnOrderOfItsOwn()
    {
        // Example i is the number i, and a network of W = 1, b = 0 that hardly moves records which it sees.
        var recorder = new Recorder();
        var network = new Network<double>(1, seed: 1, new Dense(1, recorder));
        network.Layers[0].Weights = Matrix<double>.Build.Dense(1, 1, 1);
        var data = Dataset.FromMatrices(Matrix<double>.Build.Dense(1, 10, (_, i) => i), Matrix<double>.Build.Dense(1, 10));

        var history = new Trainer<double>(network, Loss.MeanSquaredError, Optimizer.GradientDescent(1e-9))
            .Fit(data, options: new() { Epochs = 5, BatchSize = 4, EvaluateTrainingSet = false });

        history.StepCosts.Should().HaveCount(5 * 3, "ten examples are batches of 4, 4 and 2");
        var epochs = recorder.Take().Select(column => (int)Math.Round(column[0])).Chunk(10).ToArray();
        epochs.Should().HaveCount(5).And.OnlyContain(epoch => epoch.Order().SequenceEqual(Enumerable.Range(0, 10)));
        epochs.Select(epoch => string.Join(' ', epoch.Take(4).Order())).Distinct()
            .Should().HaveCountGreaterThan(1, "the first batch is not always the same");
    }

    [Fact]
    public void Normalization_LetsGradientDescentArriveSooner()
    {
        // The same problem with its features measured in other units: the cost is a long narrow valley.
        var data = Problems.FewFeaturesMatter.Subset([.. Enumerable.Range(0, 100)]);
        var units = Matrix<double>.Build.DenseDiagonal(20, 20, i => i % 2 == 0 ? 30 : 0.1);
        var raw = Dataset.FromMatrices(units * data.X, data.Y);

        var bestRaw = Rates().Min(rate => CostAfterTraining(raw, rate));
        var bestNormalized = Rates().Min(rate => CostAfterTraining(InputNormalization.Fit(raw).Apply(raw), rate));

        bestNormalized.Should().BeLessThan(bestRaw / 5);

        static IEnumerable<double> Rates() => Enumerable.Range(0, 18).Select(i => Math.Pow(10, -i / 3.0));
    }

    [Fact]
    public void Training_OfTheSameSeed_GivesTheSameBits_InDouble() => CheckReproducible<double>();

    [Fact]
    public void Training_OfTheSameSeed_GivesTheSameBits_InFloat() => CheckReproducible<float>();

    private static void CheckReproducible<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var first = Trained(seed: 1);
        Trained(seed: 1).Should().Equal(first);
        Trained(seed: 2).Should().NotEqual(first);

        // Shuffled mini-batches, dropout and Adam: everything that is random or has a memory.
        T[] Trained(long seed)
        {
            var data = Dataset.FromMatrices(Problems.Circle.X.Map(T.CreateChecked), Problems.Circle.Y.Map(T.CreateChecked));
            var network = new Network<T>(
                2, seed, new Dense(33, Activation.ReLU) { KeepProbability = 0.8 }, new Dense(17, Activation.Tanh),
                new Dense(1, Activation.Sigmoid));
            var history = new Trainer<T>(network, Loss.BinaryCrossEntropy, Optimizer.Adam(0.01), Regularizer.L2(0.01))
                .Fit(data, options: new() { Epochs = 5, BatchSize = 32 });
            return [
                .. network.Parameters.SelectMany(parameter => parameter.Values.ToArray()), .. history.StepCosts.Select(T.CreateChecked)];
        }
    }

    private static IReadOnlyList<double> Costs(string problem, double rate)
    {
        var (data, loss, regularizer, layers) = problem switch
        {
            "logistic regression" => (Problems.Separable, Loss.BinaryCrossEntropy, Regularizer.None, Classifier()),
            "shallow network" => (Problems.Circle, Loss.BinaryCrossEntropy, Regularizer.None, Classifier(8)),
            "deep network" => (Problems.Circle, Loss.BinaryCrossEntropy, Regularizer.None, Classifier(8, 8, 8)),
            "deep network under L2" => (Problems.Circle, Loss.BinaryCrossEntropy, Regularizer.L2(1), Classifier(8, 8, 8)),
            "regression" => (Problems.FewFeaturesMatter, Loss.MeanSquaredError, Regularizer.None, [new Dense(1, Activation.Identity)]),
            _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, null),
        };
        var network = new Network<double>(data.Features, seed: 1, layers);
        return new Trainer<double>(network, loss, Optimizer.GradientDescent(rate), regularizer)
            .Fit(data, options: new() { Epochs = 200, BatchSize = FitOptions.AllExamples }).StepCosts;
    }

    private static Dense[] Classifier(params int[] hidden) =>
        [.. hidden.Select(units => new Dense(units, Activation.Tanh)), new Dense(1, Activation.Sigmoid)];

    /// <summary>J after 50 steps; infinite where the rate was too large.</summary>
    private static double CostAfterTraining(Dataset<double> data, double rate)
    {
        var network = new Network<double>(data.Features, seed: 1, new Dense(1, Activation.Identity) { Initializer = Initializer.Zeros });
        var trainer = new Trainer<double>(network, Loss.MeanSquaredError, Optimizer.GradientDescent(rate));
        try
        {
            return trainer.Fit(data, options: new() { Epochs = 50, BatchSize = FitOptions.AllExamples }).Epochs[^1].Training!.Cost;
        }
        catch (DivergenceException)
        {
            return double.PositiveInfinity;
        }
    }
}

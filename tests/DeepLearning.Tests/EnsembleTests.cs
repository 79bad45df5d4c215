using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

public sealed class EnsembleTests
{
    [Fact]
    public void Predict_IsTheMeanOfTheMembers()
    {
        var ensemble = new Ensemble<double>(Member(1), Member(2), Member(3));
        var x = Given.Normal<double>(4, 50, seed: 1);
        var mean = ensemble.Members.Select(member => member.Predict(x)).Aggregate((a, b) => a + b) / 3;
        var (actual, span) = (ensemble.Predict(x), new double[3 * 50]);
        ensemble.Predict(x.ToColumnMajorArray(), span);

        (actual - mean).Enumerate().Should().AllSatisfy(difference => Math.Abs(difference).Should().BeLessThan(1e-15));
        span.Should().Equal(actual.ToColumnMajorArray());
        actual.ColumnSums().Should().AllSatisfy(sum => sum.Should().BeApproximately(1, 1e-14), "probabilities stay probabilities");
        new Ensemble<double>(Member(1)).Predict(x).Should().Be(Member(1).Predict(x));
    }

    [Fact]
    public void Evaluate_MeasuresTheMean()
    {
        var ensemble = new Ensemble<float>([.. Enumerable.Range(1, 3).Select(seed => Trainer(seed).Network)]);
        var data = Given.Classes<float>(4, 3, 100, seed: 1);
        var accuracy = ensemble.Predict(data.X).EnumerateColumns().Zip(data.Y.EnumerateColumns())
            .Count(pair => pair.First.MaximumIndex() == pair.Second.MaximumIndex()) / 100.0;

        ((ClassificationEvaluation)ensemble.Evaluate(data)).Accuracy.Should().BeApproximately(accuracy, 1e-12);
        Failure.Of<ArgumentException>(() => ensemble.Evaluate(Given.Classes<float>(5, 3, 10, seed: 1))).Should().Contain("5 features");
    }

    [Fact]
    public void AverageWeights_IsTheNetworkOfTheMeans()
    {
        var ensemble = new Ensemble<double>(Member(1), Member(2));
        var mean = ensemble.AverageWeights();

        mean.Theta().Should().Equal(
            ensemble.Members[0].Theta().Zip(ensemble.Members[1].Theta(), (a, b) => (a + b) / 2), (a, e) => Math.Abs(a - e) < 1e-15);
        ensemble.Members[0].Theta().Should().Equal(Member(1).Theta(), "the members stay as they are");
        var other = new Network<double>(4, seed: 1, new Dense(6, Activation.ReLU), new Dense(3, Activation.Softmax));
        Failure.Of<InvalidOperationException>(() => new Ensemble<double>(Member(1), other).AverageWeights()).Should()
            .StartWith("The weights have no mean, since member 1, counted from 0, has other layers than the first member");
    }

    [Fact]
    public void Ensemble_OfNetworksThatDoNotFit_IsRefused()
    {
        Failure.Of<ArgumentException>(() => Of()).Should().StartWith("An ensemble needs at least one member.");
        Failure.Of<ArgumentException>(
            () => Of(Member(1), new Network<double>(5, seed: 1, new Dense(3, Activation.Softmax)))).Should()
            .StartWith("Member 1, counted from 0, takes 5 and gives 3, but the first member takes 4 and gives 3");
        Failure.Of<ArgumentException>(
            () => Of(Member(1), new Network<double>(4, seed: 1, new Dense(3, Activation.Sigmoid)))).Should()
            .StartWith("Member 1, counted from 0, ends in Sigmoid, but the first member in Softmax");
        Failure.Of<ArgumentNullException>(() => Of(Member(1), null!)).Should().Contain("members[1]");
    }

    private static Ensemble<double> Of(params Network<double>[] members) => new(members);

    private static Network<double> Member(long seed) =>
        new(4, seed, new Dense(5, Activation.ReLU), new Dense(3, Activation.Softmax));

    private static Trainer<float> Trainer(int seed) => new(
        new Network<float>(4, seed, new Dense(5, Activation.ReLU), new Dense(3, Activation.Softmax)), Loss.CrossEntropy, Optimizer.Adam());
}

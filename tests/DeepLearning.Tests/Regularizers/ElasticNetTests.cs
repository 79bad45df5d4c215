namespace DeepLearning.Tests;

public sealed class ElasticNetTests
{
    [Fact]
    public void PenaltyAndGradient_AreTheSumOfBoth()
    {
        // λ₁ = 2 times 1 + 3, and λ₂ / 2 = 0.5 times 1 + 9.
        Regularizer.ElasticNet(2, 1).Penalty<double>([1, -3, 0]).Should().Be(13);
        double[] gradient = [10, 10, 10];
        Regularizer.ElasticNet(2, 1).AddGradient<double>([1, -3, 0], 0.5, gradient);
        gradient.Should().Equal(11.5, 7.5, 10);
    }

    [Fact]
    public void Lambdas_OutOfRange_AreRefused()
    {
        Failure.Of<ArgumentOutOfRangeException>(() => Regularizer.ElasticNet(-1, 0))
            .Should().Be("lambda1 must be a finite number, 0 or greater, got -1. (Parameter 'lambda1')");
        Failure.Of<ArgumentOutOfRangeException>(() => Regularizer.ElasticNet(0, double.NaN))
            .Should().Be("lambda2 must be a finite number, 0 or greater, got NaN. (Parameter 'lambda2')");
        new ElasticNet(0.5, 2).Should().BeEquivalentTo(new { Lambda1 = 0.5, Lambda2 = 2.0, Name = "ElasticNet(0.5, 2)" });
    }
}

namespace DeepLearning.Tests;

public sealed class DenseTests
{
    [Fact]
    public void Defaults_AreNoDropoutZeroBiasesAndTheActivationsInitializer()
    {
        var dense = new Dense(3, Activation.ReLU);
        dense.KeepProbability.Should().Be(1);
        dense.BiasInitializer.Should().BeSameAs(Initializer.Zeros);
        dense.Initializer.Should().BeNull();
        dense.Regularizer.Should().BeNull();
        dense.Normalization.Should().BeNull();
        dense.ToString().Should().Be("Dense(3, ReLU)");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void Units_NotPositive_IsRefused(int units) =>
        Failure.Of<ArgumentOutOfRangeException>(() => _ = new Dense(units, Activation.ReLU))
        .Should().Be($"units must be 1 or greater, got {units}. (Parameter 'units')");

    [Fact]
    public void Activation_SoftmaxOverOneUnit_IsRefused() => Failure.Of<ArgumentException>(() => _ = new Dense(1, Activation.Softmax))
        .Should().Be("Dense(1, Softmax): softmax over one unit is always 1 and learns nothing; " +
            "use Activation.Sigmoid with Loss.BinaryCrossEntropy. (Parameter 'activation')");

    [Fact]
    public void Normalization_OfOneUnit_IsRefused() =>
        Failure.Of<ArgumentException>(() => _ = new Dense(1, Activation.Sigmoid) { Normalization = Normalization.Layer() })
            .Should().Be("Dense(1, Sigmoid): layer normalization over one unit is always 0 and learns nothing; leave Normalization null. " +
                "(Parameter 'Normalization')");

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(1.5, "1.5")]
    [InlineData(double.NaN, "NaN")]
    public void KeepProbability_OutsideItsRange_IsRefused(double keep, string written) =>
        Failure.Of<ArgumentOutOfRangeException>(() => _ = new Dense(3, Activation.ReLU) { KeepProbability = keep })
            .Should()
                .Be($"KeepProbability must be in (0, 1], the share of activations that dropout keeps (1 is no dropout), got {written}. " +
                "(Parameter 'KeepProbability')");

    [Fact]
    public void Null_IsRefused()
    {
        Failure.Of<ArgumentNullException>(() => _ = new Dense(3, null!)).Should().Be("Value cannot be null. (Parameter 'activation')");
        Failure.Of<ArgumentNullException>(() => _ = new Dense(3, Activation.ReLU) { BiasInitializer = null! })
            .Should().Be("Value cannot be null. (Parameter 'BiasInitializer')");
    }
}

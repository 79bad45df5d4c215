namespace DeepLearning.Tests;

public sealed class FitOptionsTests
{
    [Fact]
    public void Defaults_AreAHundredEpochsOfShuffledBatchesOf64() =>
        new FitOptions().Should().BeEquivalentTo(new { Epochs = 100, BatchSize = 64, Shuffle = true, EvaluateTrainingSet = true });

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Epochs_NotPositive_AreRefused(int epochs) =>
        Failure.Of<ArgumentOutOfRangeException>(() => _ = new FitOptions { Epochs = epochs })
        .Should().Be($"Epochs must be 1 or greater, got {epochs}. (Parameter 'Epochs')");

    [Theory]
    [InlineData(0)]
    [InlineData(-64)]
    public void BatchSize_NotPositive_IsRefused(int size) =>
        Failure.Of<ArgumentOutOfRangeException>(() => _ = new FitOptions { BatchSize = size })
        .Should().Be($"BatchSize must be 1 or greater, got {size}. (Parameter 'BatchSize')");
}

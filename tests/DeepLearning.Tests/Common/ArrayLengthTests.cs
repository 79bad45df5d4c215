using DeepLearning.Numerics;

namespace DeepLearning.Tests;

/// <summary>Sizes whose product wraps around in 32 bits, or is more than an array holds.</summary>
public sealed class ArrayLengthTests
{
    [Fact]
    public void Of_WhatAnArrayHolds_IsTheProduct()
    {
        ArrayLength.Of(0, long.MaxValue, "Nothing", "n").Should().Be(0);
        ArrayLength.Of(7, 9, "The numbers", "n").Should().Be(63);
        ArrayLength.Of(Array.MaxLength, 1, "The numbers", "n").Should().Be(Array.MaxLength);
    }

    [Theory]
    [InlineData(65_536, 65_536, "65,536 × 65,536, 4,294,967,296 numbers")]
    [InlineData(65_537, 65_537, "65,537 × 65,537, 4,295,098,369 numbers")]
    [InlineData(1, 2_147_483_592L, "1 × 2,147,483,592, 2,147,483,592 numbers")]
    [InlineData(long.MaxValue, long.MaxValue, "9,223,372,036,854,775,807 × 9,223,372,036,854,775,807, " +
        "85,070,591,730,234,615,847,396,907,784,232,501,249 numbers")]
    public void Of_MoreThanAnArrayHolds_NamesTheSizes(long rows, long columns, string sizes) =>
        Failure.Of<ArgumentException>(() => ArrayLength.Of(rows, columns, "The numbers", "n"))
            .Should().Be($"The numbers would be {sizes}, but an array holds at most 2,147,483,591. (Parameter 'n')");

    [Fact]
    public void Network_OfALayerThatNoArrayHolds_NamesItAndItsSizes() =>
        Failure.Of<ArgumentException>(
            () => _ = new Network<float>(65_536, 1, new Dense(65_537, Activation.ReLU) { Initializer = Initializer.Zeros }))
            .Should().Be(
                "The numbers of layers.0.weight would be 65,537 × 65,536, 4,295,032,832 numbers, but an array holds at most " +
                "2,147,483,591. (Parameter 'layers')");

    [Fact]
    public void Predict_IntoLengthsThatWrapAround_IsRefused()
    {
        // 65,536 examples of 65,536 outputs are 2³² numbers: 0 in 32 bits, which is the length of no span at all.
        var network = new Network<float>(1, 1, new Dense(65_536, Activation.Identity) { Initializer = Initializer.Zeros });
        Failure.Of<ArgumentException>(() => network.Predict(new float[65_536], [])).Should().Be(
            "outputs must hold 65536 numbers for each of 65536 examples, 4294967296 in all, but is a span of 0. (Parameter 'outputs')");
        Failure.Of<ArgumentException>(() => network.Predict(MathNet.Numerics.LinearAlgebra.Matrix<float>.Build.Dense(1, 65_536)))
            .Should().Be(
            "The outputs would be 65,536 × 65,536, 4,294,967,296 numbers, but an array holds at most 2,147,483,591. (Parameter 'x')");
    }

    [Fact]
    public void Fit_OfABatchThatNoArrayHolds_NamesTheLayer()
    {
        var network = new Network<float>(
            1, 1, new Dense(65_536, Activation.Identity) { Initializer = Initializer.Zeros }, new Dense(1, Activation.Identity));
        var trainer = new Trainer<float>(network, Loss.MeanSquaredError, Optimizer.GradientDescent());
        Failure.Of<ArgumentException>(() => trainer.Step(new float[65_536], new float[65_536])).Should().Be(
            "The activations of layer 1 (1 → 65536) for a batch would be 65,536 × 65,536, 4,294,967,296 numbers, but an array holds at " +
            "most 2,147,483,591. " +
            "(Parameter 'batchSize')");
    }

    [Theory]
    [InlineData(2_147_483_591, 1, 1, 1)]
    [InlineData(2_147_483_591, 2, 1, 1)]
    [InlineData(2_147_483_591, 64, 1, 3)]
    [InlineData(1_000, 4, 1, 2_147_483_591)]
    [InlineData(1_000, 4, 64, 40_000_000)]
    [InlineData(1_000, 4, 1, 40_000_000)]
    public void Blocks_OfManyColumns_CoverThemAndFitASpan(int columns, int members, int together, int rows)
    {
        var width = ColumnBlocks.Width(columns, members, together, rows);
        width.Should().BePositive();
        ((long)width * rows).Should().BeLessThanOrEqualTo(Math.Max(rows, Array.MaxLength));
        ((long)width * ColumnBlocks.Count(columns, width)).Should().BeGreaterThanOrEqualTo(columns);
    }

    [Fact]
    public void Images_OfTooManyNumbers_AreRefused() =>
        Failure.Of<ArgumentException>(() => _ = new ImageAugmentation(new ImageShape(65_536, 65_536), Augmentation.Mirror())).Should().Be(
            "An image of 65536 × 65536 has no pixels, or too many: height, width and channels must be 1 or greater, and their product at " +
            "most 2147483591. " +
            "(Parameter 'shape')");
}

namespace DeepLearning.Tests;

public sealed class ImageAugmentationTests
{
    private static readonly ImageShape Shape = new(6, 5);
    private static readonly ImageAugmentation Usual = new(Shape, Augmentation.Shift(1), Augmentation.Rotation(10), Augmentation.Noise(0.1));

    private static Dataset<float> Data(int examples) => Dataset.FromLabels(
        [.. Enumerable.Range(0, examples).Select(i => Enumerable.Range(0, 30).Select(j => (float)((i * j) % 11)).ToArray())],
        [.. Enumerable.Range(0, examples).Select(i => i % 2)], 2).WithRole(DataRole.Train);

    [Fact]
    public void Apply_Dataset_IsTheSameAsImageByImageInAnyOrder()
    {
        var data = Data(50);

        var augmented = Usual.Apply(data, seed: 3, epoch: 2);

        var one = new float[30];
        foreach (var example in new[] { 49, 0, 17 })
        {
            Usual.Apply(data.Inputs.Slice(example * 30, 30), one, seed: 3, epoch: 2, example);
            augmented.Inputs.Slice(example * 30, 30).ToArray().Should().Equal(one);
        }

        augmented.Y.Should().Be(data.Y);
        (augmented.Role, augmented.ClassNames![1]).Should().Be((DataRole.Train, "1"));
    }

    [Fact]
    public void Apply_SeedAndEpoch_DecideTheImages()
    {
        var data = Data(5);
        var first = Usual.Apply(data, seed: 3, epoch: 0).X;

        Usual.Apply(data, seed: 3, epoch: 0).X.Should().Be(first);
        Usual.Apply(data, seed: 3, epoch: 1).X.Should().NotBe(first);
        Usual.Apply(data, seed: 4, epoch: 0).X.Should().NotBe(first);
    }

    private sealed class Scaled(float factor) : Augmentation
    {
        protected override void ApplyCore<T>(ReadOnlySpan<T> image, Span<T> augmented, ImageShape shape, RandomStream random)
        {
            for (var i = 0; i < image.Length; i++)
            {
                augmented[i] = image[i] * T.CreateTruncating(factor);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Apply_StepsOfOnesOwn_FollowOneAnother(int steps)
    {
        var augmentation = new ImageAugmentation(new ImageShape(1, 2), [.. Enumerable.Range(0, steps).Select(i => new Scaled(i + 2))]);
        var augmented = new double[2];

        augmentation.Apply<double>([1, 10], augmented, seed: 1, epoch: 1, example: 0);

        var factor = Enumerable.Range(2, steps).Aggregate(1.0, (product, i) => product * i);
        augmented.Should().Equal(factor, 10 * factor);
    }

    [Fact]
    public void Apply_Errors_SayWhatIsWrong()
    {
        var data = Data(3);

        Failure.Of<ArgumentException>(() => new ImageAugmentation(new ImageShape(28, 28, 3), Augmentation.Mirror()).Apply(data, 1, 1))
            .Should()
                .Be(
                    "The examples have 30 features, but images of 28 × 28 × 3 have 2352: give the augmentation their shape. (Parameter " +
                    "'dataset')");
        Failure.Of<ArgumentException>(() => _ = new ImageAugmentation(new ImageShape(0, 5), Augmentation.Mirror()))
            .Should()
                .Be(
                    "An image of 0 × 5 has no pixels, or too many: height, width and channels must be 1 or greater, and their product at " +
                    "most 2147483591. (Parameter 'shape')");
        Failure.Of<ArgumentException>(() => _ = new ImageAugmentation(Shape))
            .Should().Be("At least one augmentation is needed. (Parameter 'steps')");
        Failure.Of<ArgumentException>(() => Usual.Apply<float>(new float[30], new float[29], 1, 1, 0))
            .Should()
                .Be(
                    "The image has 30 numbers and there is room for 29, but images of 6 × 5 have 30, and the two may not overlap. " +
                    "(Parameter 'image')");
        Failure.Of<InvalidOperationException>(
            () => new ImageAugmentation(Shape, Augmentation.Shift(1), new Scaled(float.PositiveInfinity)).Apply(data.Subset(1), 1, 1))
            .Should().Be("Scaled has made a number that is not finite of example 0, counted from 0.");
    }
}

namespace DeepLearning.Tests;

public sealed class AugmentationTests
{
    private static readonly ImageShape Large = new(21, 31);

    private static double[] Apply(Augmentation augmentation, double[] image, ImageShape shape, long seed = 1)
    {
        var augmented = new double[image.Length];
        Array.Fill(augmented, double.NaN);
        augmentation.Apply<double>(image, augmented, shape, new RandomStream(seed));
        return augmented;
    }

    /// <summary>A slope, which bilinear interpolation reproduces exactly: the value tells the place it was taken from.</summary>
    private static double[] Ramp(ImageShape shape, double perRow, double perColumn) =>
        [.. Enumerable.Range(0, shape.Height * shape.Width)
        .Select(place => 1000 + (perRow * (place / shape.Width)) + (perColumn * (place % shape.Width)))];

    /// <summary>Where each pixel came from; null where any of it lies beyond the edge.</summary>
    private static (double Row, double Column)?[] Places(Augmentation augmentation, ImageShape shape, long seed)
    {
        var inside = Apply(augmentation, [.. Enumerable.Repeat(1.0, shape.Length)], shape, seed);
        var rows = Apply(augmentation, Ramp(shape, 1, 0), shape, seed);
        var columns = Apply(augmentation, Ramp(shape, 0, 1), shape, seed);
        return [
            .. inside.Select(
                (share, place) => Math.Abs(share - 1) < 1e-9 ? (rows[place] - 1000, columns[place] - 1000) : ((double, double)?)null)];
    }

    [Fact]
    public void Mirror_Always_TurnsEveryRowKeepingChannelsTogether()
    {
        Apply(Augmentation.Mirror(1), [1, 2, 3, 4, 5, 6], new ImageShape(2, 3)).Should().Equal(3, 2, 1, 6, 5, 4);
        Apply(Augmentation.Mirror(1), [1, 2, 3, 4, 5, 6, 7, 8], new ImageShape(2, 2, 2)).Should().Equal(3, 4, 1, 2, 7, 8, 5, 6);
    }

    [Fact]
    public void Mirror_Half_HappensAboutHalfTheTime()
    {
        var mirrored = Enumerable.Range(0, 1000).Count(seed => Apply(Augmentation.Mirror(), [1, 2], new ImageShape(1, 2), seed)[0] == 2);

        mirrored.Should().BeInRange(430, 570);
    }

    [Fact]
    public void Shift_EveryDraw_IsAWholeShiftWithZerosBehind()
    {
        var (shape, image) = (new ImageShape(3, 4, 2), Enumerable.Range(1, 24).Select(i => (double)i).ToArray());
        var seen = new HashSet<(int, int)>();
        for (var seed = 0; seed < 500; seed++)
        {
            var augmented = Apply(Augmentation.Shift(2), image, shape, seed);
            var matches =
                from down in Enumerable.Range(-2, 5)
                from right in Enumerable.Range(-2, 5)
                where Shifted(image, shape, down, right).SequenceEqual(augmented)
                select (down, right);
            seen.Add(matches.Should().ContainSingle().Subject);
        }

        seen.Should().HaveCount(25, "every shift of up to two pixels occurs");
        Apply(Augmentation.Shift(100), image, shape, seed: 3).Should().OnlyContain(value => value == 0);
    }

    private static double[] Shifted(double[] image, ImageShape shape, int down, int right)
    {
        var shifted = new double[image.Length];
        for (var place = 0; place < image.Length; place++)
        {
            var (pixel, channel) = Math.DivRem(place, shape.Channels);
            var (i, j) = ((pixel / shape.Width) - down, (pixel % shape.Width) - right);
            if (i >= 0 && i < shape.Height && j >= 0 && j < shape.Width)
            {
                shifted[place] = image[(((i * shape.Width) + j) * shape.Channels) + channel];
            }
        }

        return shifted;
    }

    [Theory]
    [InlineData(30)]
    [InlineData(180)]
    public void Rotation_Draw_TurnsAboutTheCenter(double degrees)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var angle = degrees * Math.PI / 180 * ((2 * new RandomStream(seed).Uniform(0)) - 1);
            var places = Places(Augmentation.Rotation(degrees), Large, seed);
            places.Count(place => place is not null).Should().BeGreaterThan(200);
            for (var k = 0; k < places.Length; k++)
            {
                if (places[k] is { } place)
                {
                    var (down, right) = ((k / 31) - 10.0, (k % 31) - 15.0);
                    place.Row.Should().BeApproximately(10 + (Math.Cos(angle) * down) + (Math.Sin(angle) * right), 1e-9);
                    place.Column.Should().BeApproximately(15 - (Math.Sin(angle) * down) + (Math.Cos(angle) * right), 1e-9);
                }
            }
        }
    }

    [Fact]
    public void Affine_Draw_IsLinearWithinItsBounds()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new RandomStream(seed);
            double Drawn(int index) => (2 * random.Uniform(index)) - 1;
            var places = Places(Augmentation.Affine(0, scale: 0.2, shear: 0.3), Large, seed);
            var (tall, wide, slant) = (1 + (0.2 * Drawn(1)), 1 + (0.2 * Drawn(2)), 0.3 * Drawn(3));
            for (var k = 0; k < places.Length; k++)
            {
                if (places[k] is { } place)
                {
                    var (down, right) = ((k / 31) - 10.0, (k % 31) - 15.0);
                    place.Row.Should().BeApproximately(10 + (down / tall), 1e-9);
                    place.Column.Should().BeApproximately(15 + ((right - (slant * down)) / wide), 1e-9);
                }
            }
        }
    }

    [Fact]
    public void Crop_Draw_StretchesAWindowInsideTheImage()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var places = Places(Augmentation.Crop(0.6), Large, seed);

            places.Should().NotContainNulls("the window lies inside the image");
            var share = places[1]!.Value.Column - places[0]!.Value.Column;
            share.Should().BeInRange(0.6, 1);
            places[^1]!.Value.Row.Should().BeApproximately(places[0]!.Value.Row + (share * 20), 1e-9);
            places[^1]!.Value.Column.Should().BeApproximately(places[0]!.Value.Column + (share * 30), 1e-9);
        }
    }

    [Fact]
    public void Elastic_Displacements_AreSmoothAndAsStrongAsAlpha()
    {
        const double Alpha = 20;
        var (squares, count) = (0.0, 0);
        for (var seed = 0; seed < 20; seed++)
        {
            var shape = new ImageShape(60, 60);
            var places = Places(Augmentation.Elastic(Alpha, 4), shape, seed);
            for (var i = 15; i < 45; i++)
            {
                for (var j = 15; j < 45; j++)
                {
                    var (here, right) = (places[(i * 60) + j]!.Value, places[(i * 60) + j + 1]!.Value);
                    (right.Column - here.Column).Should().BeInRange(-1, 3, "rubber does not tear");
                    squares += Math.Pow(here.Row - i, 2);
                    count++;
                }
            }
        }

        // Far from the edge the variance of the field is that of the noise, 1/3, times the sum of the squares of the Gaussian, 1/(4πσ²).
        Math.Sqrt(squares / count).Should().BeApproximately(Alpha * Math.Sqrt(1 / (3 * 4 * Math.PI * 16)), 0.1);
    }

    [Fact]
    public void Noise_HasTheDeviationAskedForAndIsNotClipped()
    {
        var noise = Apply(Augmentation.Noise(0.5), new double[20000], new ImageShape(100, 200));

        noise.Average().Should().BeApproximately(0, 0.02);
        Math.Sqrt(noise.Average(value => value * value)).Should().BeApproximately(0.5, 0.01);
        noise.Min().Should().BeLessThan(-1);
    }

    public static TheoryData<Augmentation> All =>
    [
        Augmentation.Mirror(), Augmentation.Shift(2), Augmentation.Crop(0.8), Augmentation.Rotation(15), Augmentation.Affine(5, 0.1, 0.1),
        Augmentation.Elastic(),
        Augmentation.Noise(0.1),
    ];

    [Fact]
    public void All_HasEveryAugmentationOfTheLibrary() =>
        typeof(Augmentation).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Augmentation)))
        .Should().BeEquivalentTo(All.Select(row => row.Data.GetType()).Distinct());

    [Theory]
    [MemberData(nameof(All))]
    public void Apply_FloatAndSmallImages_AgreesWithDouble(Augmentation augmentation)
    {
        foreach (var shape in new[] { new ImageShape(1, 1), new ImageShape(1, 5), new ImageShape(5, 1, 3), new ImageShape(7, 9, 2) })
        {
            var image = Enumerable.Range(0, shape.Length).Select(i => (double)(i % 7)).ToArray();
            var single = new float[shape.Length];
            augmentation.Apply(Array.ConvertAll(image, value => (float)value).AsSpan(), single, shape, new RandomStream(5));
            var expected = Apply(augmentation, image, shape, seed: 5);

            for (var i = 0; i < single.Length; i++)
            {
                ((double)single[i]).Should().BeApproximately(expected[i], 1e-5);
            }
        }
    }

    public static TheoryData<string, Action> BadParameters => new()
    {
        { "probability must be in (0, 1], got 0. (Parameter 'probability')", () => Augmentation.Mirror(0) },
        { "pixels must be 1 or greater, got 0. (Parameter 'pixels')", () => Augmentation.Shift(0) },
        { "smallest must be in (0, 1), got 1. (Parameter 'smallest')", () => Augmentation.Crop(1) },
        { "degrees must be in [0, 180], got NaN. (Parameter 'degrees')", () => Augmentation.Rotation(double.NaN) },
        { "degrees must be greater than 0 where nothing else is, got 0. (Parameter 'degrees')", () => Augmentation.Rotation(0) },
        { "scale must be in [0, 1), got 1. (Parameter 'scale')", () => Augmentation.Affine(10, scale: 1) },
        { "shear must be in [0, 1], got 2. (Parameter 'shear')", () => Augmentation.Affine(10, shear: 2) },
        { "alpha must be a finite number greater than 0, got -1. (Parameter 'alpha')", () => Augmentation.Elastic(-1) },
        { "sigma must be in (0, 32], got 100. (Parameter 'sigma')", () => Augmentation.Elastic(sigma: 100) },
        { "standardDeviation must be a finite number greater than 0, got 0. (Parameter 'standardDeviation')", () => Augmentation.Noise(0) },
    };

    [Theory]
    [MemberData(nameof(BadParameters))]
    public void Factories_BadParameters_AreRefused(string message, Action call) =>
        Failure.Of<ArgumentOutOfRangeException>(call).Should().Be(message);
}

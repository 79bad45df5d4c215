using DeepLearning.Tests.Numerics;

namespace DeepLearning.Tests;

[Collection(nameof(BackendTests))]
public sealed class StreamingTests
{
    private const int Examples = 103;

    private static readonly Dataset<float> Data = Dataset.FromLabels(
        [.. Enumerable.Range(0, Examples).Select(i => Enumerable.Range(0, 12).Select(j => MathF.Sin((i * 12) + j)).ToArray())],
        [.. Enumerable.Range(0, Examples).Select(i => i * 7 % 3)], 3);

    private static readonly ImageAugmentation Augmentation = new(
        new ImageShape(3, 4), DeepLearning.Data.Augmentation.Shift(1), DeepLearning.Data.Augmentation.Noise(0.1));

    /// <summary>The same examples, as if they were read from somewhere.</summary>
    private sealed class Elsewhere(Dataset<float> data) : ExampleSource<float>
    {
        private int readers;

        public int Reads { get; private set; }

        public HashSet<int> Threads { get; } = [];

        public Action<int[]>? OnRead { get; init; }

        public Action<float[], float[]>? Spoil { get; init; }

        public override int Examples => data.Examples;

        public override int Features => data.Features;

        public override int Outputs => data.Outputs;

        protected override void ReadCore(ReadOnlySpan<int> examples, Span<float> x, Span<float> y)
        {
            Interlocked.Increment(ref readers).Should().Be(1, "one thread at a time reads");
            Reads++;
            Threads.Add(Environment.CurrentManagedThreadId);
            OnRead?.Invoke(examples.ToArray());
            data.Read(examples, x, y);
            if (Spoil is not null)
            {
                var (inputs, targets) = (x.ToArray(), y.ToArray());
                Spoil(inputs, targets);
                inputs.CopyTo(x);
                targets.CopyTo(y);
            }

            Interlocked.Decrement(ref readers);
        }
    }

    private static Trainer<float> Trainer() => new(
        new Network<float>(12, seed: 5, [new Dense(8, Activation.Tanh) { KeepProbability = 0.8 }, new Dense(3, Activation.Softmax)]),
        Loss.CrossEntropy, Optimizer.Adam(0.01));

    private static float[] Trained(
        ExampleSource<float> source, ImageAugmentation? augmentation = null, int batchSize = 10, bool shuffle = true)
    {
        var trainer = Trainer();
        trainer.Fit(source, options: new FitOptions { Epochs = 3, BatchSize = batchSize, Shuffle = shuffle, Augmentation = augmentation });
        return [.. trainer.Network.Parameters.SelectMany(parameter => parameter.Values.ToArray())];
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(10, true)]
    [InlineData(10, false)]
    [InlineData(103, true)]
    [InlineData(1000, true)]
    public void Fit_Source_GivesTheBitsOfTheDataset(int batchSize, bool shuffle) =>
        Trained(new Elsewhere(Data), batchSize: batchSize, shuffle: shuffle)
            .Should().Equal(Trained(Data, batchSize: batchSize, shuffle: shuffle));

    [Fact]
    public void Evaluate_Source_IsThatOfTheDatasetInBlocks()
    {
        var data = Data.Subset([.. Enumerable.Range(0, 2500).Select(i => i % Examples)]);
        var network = Trainer().Network;
        var seen = new List<int[]>();
        var source = new Elsewhere(data) { OnRead = seen.Add };
        network.Evaluate(source).ToString().Should().Be(network.Evaluate(data).ToString());
        seen.SelectMany(examples => examples).Should().Equal(Enumerable.Range(0, 2500));
        seen.Max(examples => examples.Length).Should().Be(1024);
        network.EvaluateClassification(source).Should().BeEquivalentTo(network.EvaluateClassification(data));
        network.EvaluateRegression(source)
            .Should().BeEquivalentTo(network.EvaluateRegression(data), options => options.IgnoringCyclicReferences());
    }

    [Fact]
    public void Evaluate_SourceWithABadNumber_SaysWhichExample()
    {
        var network = Trainer().Network;
        Failure.Of<InvalidDataException>(() => network.Evaluate(new Elsewhere(Data) { Spoil = (x, _) => x[(40 * 12) + 3] = float.NaN }))
            .Should().Be("Example 40 that the source has read, counted from 0: an input is not finite.");
        Failure.Of<InvalidDataException>(
            () => network.Evaluate(new Elsewhere(Data) { Spoil = (_, y) => y[(41 * 3) + 1] = float.PositiveInfinity }))
            .Should().Be("Example 41 that the source has read, counted from 0: a target is not finite.");
    }

    [Fact]
    public void Fit_Augmented_GivesTheSameBitsAtAnyNumberOfThreads()
    {
        var threads = Backend.Threads;
        try
        {
            var results = new List<float[]>();
            foreach (var count in new[] { 1, 2, 4, 16 })
            {
                Backend.Threads = count;
                results.Add(Trained(Data, Augmentation));
                results.Add(Trained(new Elsewhere(Data), Augmentation));
            }

            results.Should().AllSatisfy(result => result.Should().Equal(results[0]));
            results[0].Should().NotEqual(Trained(Data), "the images were changed");
        }
        finally
        {
            Backend.Threads = threads;
        }
    }

    [Fact]
    public void Fit_Augmented_SeesTheImagesThatTheAugmentationMakesOfEachEpoch()
    {
        var byHand = Trainer();
        for (var epoch = 0; epoch < 3; epoch++)
        {
            byHand.Fit(Augmentation.Apply(Data, seed: 5, epoch), options: new FitOptions { Epochs = 1, BatchSize = 10 });
        }

        Trained(Data, Augmentation).Should().Equal(byHand.Network.Parameters.SelectMany(parameter => parameter.Values.ToArray()));
    }

    [Fact]
    public void Fit_Source_ReadsEveryExampleOnceAnEpochOnAnotherThread()
    {
        var read = new List<int>();
        var source = new Elsewhere(Data) { OnRead = read.AddRange };
        var history = Trainer().Fit(source, Data, new FitOptions { Epochs = 2, BatchSize = 10 });

        read[..Examples].Order().Should().Equal(Enumerable.Range(0, Examples));
        read[Examples..].Order().Should().Equal(Enumerable.Range(0, Examples));
        source.Reads.Should().Be(22);
        source.Threads.Should().NotContain(Environment.CurrentManagedThreadId);
        history.Epochs[1].Training.Should().BeNull("a source is not evaluated");
        history.Epochs[1].Validation.Should().NotBeNull();
    }

    [Fact]
    public void Fit_SourceThatFails_ThrowsWhatItThrewAndKeepsWhatWasLearned()
    {
        var trainer = Trainer();
        var reads = 0;
        var source = new Elsewhere(Data) { OnRead = _ => { if (++reads == 6) { throw new IOException("The disk is gone."); } } };

        Failure.Of<IOException>(() => trainer.Fit(source, options: new FitOptions { BatchSize = 10 })).Should().Be("The disk is gone.");

        trainer.Steps.Should().Be(5, "the batches before the failure were learned from");
    }

    [Fact]
    public void Fit_SourceOfBadNumbers_NamesTheExample()
    {
        string Problem(Action<float[], float[]> spoil) => Failure.Of<InvalidDataException>(
            () => Trainer().Fit(new Elsewhere(Data) { Spoil = spoil }, options: new FitOptions { BatchSize = 10, Shuffle = false }));

        Problem((x, _) => x[35] = float.NaN).Should().Be("Example 2 that the source has read, counted from 0: an input is not finite.");
        Problem((_, y) => y[^1] = float.PositiveInfinity)
            .Should().Be("Example 9 that the source has read, counted from 0: a target is not finite.");
        Problem((_, y) => y[4] = 0.5f).Should().StartWith("Example 1 that the source has read, counted from 0: ");
    }

    [Fact]
    public void Fit_Cancelled_EndsItsThreads()
    {
        using var cancel = new CancellationTokenSource();
        var reads = 0;
        var source = new Elsewhere(Data)
        {
            OnRead = _ =>
            {
                if (++reads == 4)
                {
                    cancel.Cancel();
                }
            },
        };

        Trainer().Fit(source, options: new FitOptions { BatchSize = 10 }, cancellationToken: cancel.Token).Cancelled.Should().BeTrue();

        var after = reads;
        after.Should().BeLessThan(8);
        source.Reads.Should().Be(after, "nothing reads any more");
    }

    [Fact]
    public void Fit_ShapesThatDoNotFit_AreRefused()
    {
        var image = new FitOptions { Augmentation = new ImageAugmentation(new ImageShape(5, 5), DeepLearning.Data.Augmentation.Mirror()) };

        Failure.Of<ArgumentException>(() => Trainer().Fit(Data, options: image))
            .Should()
                .Be("The examples have 12 features, but images of 5 × 5 have 25: give the augmentation their shape. (Parameter 'options')");
        Failure.Of<ArgumentException>(() => Trainer().Fit(new Elsewhere(Dataset.FromArrays([[1f]], [1f])))).Should().Be(
            "training has 1 feature and 1 output, but the network takes 12 and gives 3: layer 1 (12 → 8) is its first layer and layer 2 " +
            "(8 → 3) its output layer. " +
            "(Parameter 'training')");
    }
}

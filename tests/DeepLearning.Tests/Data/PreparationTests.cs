namespace DeepLearning.Tests;

public sealed class PreparationTests
{
    private const string Sentence =
        ": the same inputs would mean something else. Apply to validation what the training set went through, as it was fitted to the " +
        "training set. " +
        "Sets whose numbers are right nevertheless lose their history in Dataset.FromMatrices(set.X, set.Y). (Parameter 'validation')";

    private static readonly Dataset<double> Train = Given.Classes<double>(3, 2, 30, seed: 1);
    private static readonly Dataset<double> Dev = Given.Classes<double>(3, 2, 20, seed: 2);
    private static readonly InputNormalization Normalization = InputNormalization.Fit(Train);

    [Fact]
    public void Fit_ValidationSetThatWasNotNormalized_IsRefused() =>
        Failure.Of<ArgumentException>(() => Fit(Normalization.Apply(Train), Dev)).Should().Be(
            "The training set went through an input normalization, but validation went through no normalization or pipeline" + Sentence);

    [Fact]
    public void Fit_TrainingSetThatWasNotNormalized_IsRefused() =>
        Failure.Of<ArgumentException>(() => Fit(Train, Normalization.Apply(Dev))).Should().Be(
            "The training set went through no normalization or pipeline, but validation went through an input normalization" + Sentence);

    [Fact]
    public void Fit_ValidationSetWithANormalizationOfItsOwn_IsRefused() =>
        Failure.Of<ArgumentException>(() => Fit(Normalization.Apply(Train), InputNormalization.Fit(Dev).Apply(Dev))).Should().Be(
            "The training set went through an input normalization, but validation went through an input normalization with other numbers" +
                Sentence);

    [Fact]
    public void Fit_ValidationSetThatWasNormalizedTwice_IsRefused() =>
        Failure.Of<ArgumentException>(() => Fit(Normalization.Apply(Train), Normalization.Apply(Normalization.Apply(Dev)))).Should().Be(
            "The training set went through an input normalization, but validation went through an input normalization and then an input " +
            "normalization" + Sentence);

    [Fact]
    public void Fit_SetsThatWentThroughTheSame_AreTaken()
    {
        Fit(Train, Dev);
        Fit(Normalization.Apply(Train), Normalization.Apply(Dev));
        Fit(Normalization.Apply(Train), InputNormalization.Fit(Train).Apply(Dev));
        Fit(
            Normalization.Apply(Train).Shuffle(1).WithRole(DataRole.Train),
            Normalization.Apply(Dev.Subset(1, 2, 3)).WithRole(DataRole.Dev));
        Fit(Normalization.Apply(Train).Folds(3, seed: 1).First().Train, Normalization.Apply(Dev));

        // Numbers that came another way have no history.
        Fit(Dataset.FromMatrices(Normalization.Apply(Train).X, Train.Y), Dataset.FromMatrices(Normalization.Apply(Dev.X), Dev.Y));
    }

    [Fact]
    public void Fit_SetsOfPipelines_AreComparedByWhatWasLearned()
    {
        var table = RawTable.FromCsv(new StringReader("a,b,y\n1,red,0\n2,blue,1\n3,red,1\n,blue,2\n"));
        var other = RawTable.FromCsv(new StringReader("a,b,y\n5,red,0\n2,blue,1\n3,red,1\n,blue,2\n"));
        var pipeline = Pipeline.Of(Transform.ImputeMean(), Transform.OneHot(), Transform.Standardize("a"));
        var (fitted, again, elsewhere) =
            (pipeline.Fit(table, target: "y"), pipeline.Fit(table, target: "y"), pipeline.Fit(other, target: "y"));

        Regress(fitted.Apply<double>(table), fitted.Apply<double>(other));
        Regress(fitted.Apply<double>(table), again.Apply<double>(other));
        Failure.Of<ArgumentException>(() => Regress(fitted.Apply<double>(table), elsewhere.Apply<double>(other)))
            .Should().Be("The training set went through a pipeline, but validation went through a pipeline with other numbers" + Sentence);

        static void Regress(Dataset<double> train, Dataset<double> dev) =>
            new Trainer<double>(new Network<double>(3, seed: 1, new Dense(1, Activation.Identity)), Loss.MeanSquaredError, Optimizer.Adam())
                .Fit(train, dev, new FitOptions { Epochs = 1 });
    }

    [Fact]
    public void Fit_LoadedPipeline_IsTheSameAsTheSavedOne()
    {
        using var folder = new TemporaryFolder();
        var table = RawTable.FromCsv(new StringReader("a,b,y\n1,red,0\n2,blue,1\n3,red,1\n,blue,2\n"));
        var pipeline = Pipeline.Of(Transform.ImputeMean(), Transform.OneHot(), Transform.Standardize("a")).Fit(table, target: "y");
        var path = Path.Combine(folder.Path, "model.safetensors");
        var network = new Network<double>(3, seed: 1, new Dense(1, Activation.Identity));
        new Model<double>(network, pipeline).Save(path);

        new Trainer<double>(network, Loss.MeanSquaredError, Optimizer.Adam())
            .Fit(pipeline.Apply<double>(table), Model<double>.Load(path).Pipeline.Apply<double>(table), new FitOptions { Epochs = 1 })
            .Epochs.Should().ContainSingle();
    }

    [Fact]
    public void Evaluate_SetThatWasNotPreparedAsTheTrainingSet_IsRefused()
    {
        var trainer = Fit(Normalization.Apply(Train), Normalization.Apply(Dev));
        var expected =
            "The network has learned from inputs that went through an input normalization, but data went through no normalization or " +
            "pipeline: the same inputs would " +
            "mean something else. Apply to data what the training set went through, as it was fitted to the training set. " +
            "Evaluate(data.X, data.Y) takes the " +
            "numbers as they are. (Parameter 'data')";

        Failure.Of<ArgumentException>(() => trainer.Network.Evaluate(Dev)).Should().Be(expected);
        Failure.Of<ArgumentException>(() => trainer.Network.EvaluateClassification(Dev)).Should().Be(expected);
        Failure.Of<ArgumentException>(() => trainer.Network.EvaluateRegression(Dev)).Should().Be(expected);
        Failure.Of<ArgumentException>(() => trainer.Measure(Dev)).Should().Be(expected);
        trainer.Network.Evaluate(Normalization.Apply(Dev)).Examples.Should().Be(20);
        trainer.Network.Evaluate(Dev.X, Dev.Y).Examples.Should().Be(20, "matrices have no history");

        // Another training set is another beginning.
        trainer.Fit(Train, options: new FitOptions { Epochs = 1 });
        trainer.Network.Evaluate(Dev).Examples.Should().Be(20);
    }

    private static Trainer<double> Fit(Dataset<double> train, Dataset<double> dev)
    {
        var trainer = new Trainer<double>(
            new Network<double>(3, seed: 1, new Dense(2, Activation.Softmax)), Loss.CrossEntropy, Optimizer.Adam());
        trainer.Fit(train, dev, new FitOptions { Epochs = 1 });
        return trainer;
    }
}

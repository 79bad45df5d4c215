namespace DeepLearning.Tests;

/// <summary>Networks made to have each problem, and healthy ones.</summary>
public sealed class HistoryDiagnosisTests
{
    private static readonly Dataset<float> Data = Given.Classes<float>(20, 4, 512, seed: 1);

    /// <summary>Healthy runs, of every hidden activation and every optimizer at a usual learning rate.</summary>
    public static TheoryData<string, string> Healthy
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var activation in Implementations.Activations.Where(entry => entry.Value.IsElementwise).Select(entry => entry.Key))
            {
                cases.Add(activation, "Adam");
            }

            foreach (var optimizer in Implementations.Optimizers.Keys)
            {
                cases.Add("ReLU", optimizer);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Healthy))]
    public void Diagnose_HealthyNetworks_AccusesNobody(string activation, string optimizer)
    {
        var hidden = new Dense(32, Implementations.Activations[activation]);
        Diagnosis([hidden, hidden, new Dense(4, Activation.Softmax)], Implementations.Optimizers[optimizer]).ToString()
            .Should().Be("Nothing wrong was found in 40 inspected steps.");
    }

    [Fact]
    public void Diagnose_DeepReLUWithHe_IsHealthy()
    {
        var diagnosis = Diagnosis([.. Deep(20, Activation.ReLU, Initializer.He()), new Dense(4, Activation.Softmax)], Optimizer.Adam());
        diagnosis.IsHealthy.Should().BeTrue(diagnosis.ToString());
    }

    [Fact]
    public void Diagnose_LogisticRegressionFromZeros_IsHealthy()
    {
        var data = Data.OneVersusRest("1");
        var network = new Network<float>(20, seed: 1, [new Dense(1, Activation.Sigmoid) { Initializer = Initializer.Zeros }]);
        var trainer = new Trainer<float>(network, Loss.BinaryCrossEntropy, Optimizer.GradientDescent(0.1));
        Fit(trainer, data).Diagnose().ToString().Should().Be("Nothing wrong was found in 40 inspected steps.");
    }

    [Fact]
    public void Diagnose_ARegressionThatConverged_IsHealthy()
    {
        var network = new Network<double>(20, seed: 1, [new Dense(16, Activation.Tanh), new Dense(1, Activation.Identity)]);
        var trainer = new Trainer<double>(network, Loss.MeanSquaredError, Optimizer.Adam(0.01));
        var diagnosis = trainer.Fit(Problems.FewFeaturesMatter, options: new() { Epochs = 200, InspectEverySteps = 10 }).Diagnose();
        diagnosis.IsHealthy.Should().BeTrue(diagnosis.ToString());
    }

    [Fact]
    public void Diagnose_BatchesOfOne_TakesNoSilentUnitForDead()
    {
        var network = new Network<float>(20, seed: 1, [new Dense(32, Activation.ReLU), new Dense(4, Activation.Softmax)]);
        var trainer = new Trainer<float>(network, Loss.CrossEntropy, Optimizer.GradientDescent(0.01));
        var history = trainer.Fit(Data, options: new() { Epochs = 1, BatchSize = 1, InspectEverySteps = 20 });
        history.Diagnose().IsHealthy.Should().BeTrue(history.Diagnose().ToString());
    }

    [Fact]
    public void Diagnose_TwelveSigmoids_NamesVanishingGradientsAndTheLayer()
    {
        var diagnosis =
            Diagnosis([.. Deep(12, Activation.Sigmoid, Initializer.Xavier()), new Dense(4, Activation.Softmax)], Optimizer.Adam());
        var finding = diagnosis.Findings.Should().ContainSingle().Which;
        finding.Problem.Should().BeSameAs(TrainingProblem.VanishingGradients);
        finding.Layer.Should().BeInRange(6, 11, "each layer lets about a quarter through, and a quarter to the fifth is a thousandth");
        finding.ToString().Should().MatchRegex(
            $@"^vanishing gradients: the error signal dZ of layer {finding.Layer} \(32 → 32\) is 0\.000\d+ of that of the output, layer " +
            $@"13 \(32 → 4\), " +
            @"in the median of 40 inspected steps; \S+ reaches layer 1 \(20 → 32\)\. Take ReLU or one of its kind with He initialization " +
            @"instead of " +
            @"sigmoid or tanh, fewer layers, or normalize the layers\.$");
        diagnosis.IsHealthy.Should().BeFalse();
    }

    [Fact]
    public void Diagnose_VanishingGradients_BeginWhereTheWeightsAreTooSmall()
    {
        // Weights of a hundredth of their size let a hundredth through: after two such layers a thousandth is passed.
        var initial = new[] { 1, 1, 0.01, 0.01, 1, 1 };
        var layers = initial.Select(gain => new Dense(32, Activation.Tanh) { Initializer = Initializer.Xavier(gain * gain) });
        var finding = Diagnosis([.. layers, new Dense(4, Activation.Softmax)], Optimizer.GradientDescent(1e-3)).Findings[0];
        (finding.Problem, finding.Layer).Should().Be((TrainingProblem.VanishingGradients, 2));
    }

    [Fact]
    public void Diagnose_WeightsFarTooLarge_NamesExplodingGradientsAndTheLayer()
    {
        var diagnosis = Diagnosis(
            [.. Deep(12, Activation.ReLU, Initializer.He(9)), new Dense(4, Activation.Softmax)], Optimizer.GradientDescent(1e-12));
        var finding = diagnosis.Findings.Single(finding => finding.Problem == TrainingProblem.ExplodingGradients);
        finding.Layer.Should().BeInRange(3, 9);
        finding.ToString().Should().MatchRegex(
            $@"^exploding gradients: the error signal dZ of layer {finding.Layer} \(32 → 32\) is \S+ times that of the output, layer 13 " +
            $@"\(32 → 4\), in the " +
            @"median of 40 inspected steps\. Lower the learning rate, clip the gradients, normalize inputs and targets, or choose an " +
            @"initializer of smaller variance\.$");
    }

    [Fact]
    public void Diagnose_ARunThatDiverged_NamesTheGrowth()
    {
        var network = new Network<double>(20, seed: 1, [new Dense(8, Activation.Identity), new Dense(1, Activation.Identity)]);
        var trainer = new Trainer<double>(network, Loss.MeanSquaredError, Optimizer.GradientDescent(0.3));
        var run = () => trainer.Fit(Problems.FewFeaturesMatter, options: new() { Epochs = 100, BatchSize = 100, InspectEverySteps = 1 });
        var history = run.Should().ThrowExactly<DivergenceException>().Which.History!;
        history.Diagnose().Findings.Single(finding => finding.Problem == TrainingProblem.ExplodingGradients).Evidence.Should().MatchRegex(
            @"^from step 1 to step \d+ the norm of all gradients grew from \S+ to \S+ and the cost from \S+ to \S+, fastest in layer " +
            @"[12] \((20 → 8|8 → 1)\)\.$");
    }

    [Fact]
    public void Diagnose_GradientsThatAreNotFinite_NamesTheLayerAndTheStep()
    {
        var network = new Network<double>(20, seed: 1, [new Dense(8, new BadSlope()), new Dense(1, Activation.Identity)]);
        var trainer = new Trainer<double>(network, Loss.MeanSquaredError, Optimizer.GradientDescent(0.3));
        var run = () => trainer.Fit(Problems.FewFeaturesMatter, options: new() { InspectEverySteps = 1 });
        run.Should().ThrowExactly<DivergenceException>().Which.History!.Diagnose().Findings[0].Evidence
            .Should().Be("the gradients of layer 1 (20 → 8) are not finite at step 1.");
    }

    [Fact]
    public void Diagnose_UnitsThatNoExampleReaches_NamesDeadUnits()
    {
        var network = new Network<float>(
            20, seed: 1, [new Dense(32, Activation.ReLU), new Dense(32, Activation.ReLU), new Dense(4, Activation.Softmax)]);
        for (var unit = 0; unit < 16; unit++)
        {
            network.Layers[1].Biases[unit, 0] = -100;
        }

        var finding = Fit(new Trainer<float>(network, Loss.CrossEntropy, Optimizer.Adam()), Data).Diagnose().Findings
            .Should().ContainSingle().Which;
        (finding.Problem, finding.Layer).Should().Be((TrainingProblem.DeadUnits, 2));
        finding.ToString().Should().MatchRegex(
            @"^dead units: (50|53|56) % of the units of layer 2 \(32 → 32\) gave 0 with a derivative of 0 for each of the last 640 " +
            @"examples that were inspected, up to " +
            @"step 157\. Lower the learning rate, begin with other biases, or take a leaky ReLU or an ELU, which never die\.$");
    }

    [Fact]
    public void Diagnose_LearningRateThatKillsReLUs_NamesDeadUnits() =>
        Diagnosis(
            [new Dense(32, Activation.ReLU), new Dense(32, Activation.ReLU), new Dense(4, Activation.Softmax)], Optimizer.HeavyBall(3))
            .Findings.Select(finding => finding.Problem).Should().Contain(TrainingProblem.DeadUnits);

    [Theory]
    [InlineData("Tanh")]
    [InlineData("Sigmoid")]
    [InlineData("HardSigmoid")]
    public void Diagnose_WeightsThatDriveSigmoidsOut_NamesSaturatedUnits(string activation)
    {
        var hidden = Implementations.Activations[activation];
        var finding = Diagnosis(
                [new Dense(32, hidden), new Dense(32, hidden) { Initializer = Initializer.Normal(8) }, new Dense(4, Activation.Softmax)],
                Optimizer.Adam())
            .Findings.Should().ContainSingle().Which;
        (finding.Problem, finding.Layer).Should().Be((TrainingProblem.SaturatedUnits, 2));
        finding.ToString().Should().MatchRegex(
            $@"^saturated units: \d+ % of the Z of layer 2 \(32 → 32\) lie where {activation} has less than 5 % of its slope at 0, in " +
            $@"the median of 20 inspected steps\. " +
            @"Normalize the inputs, choose an initializer of smaller variance, lower the learning rate, or take ReLU " +
            @"or one of its kind\.$");
    }

    [Fact]
    public void Diagnose_LearningRateFarTooHigh_NamesLargeUpdates()
    {
        var finding = Diagnosis([new Dense(32, Activation.Tanh), new Dense(4, Activation.Softmax)], Optimizer.Adam(1))
            .Findings.Single(finding => finding.Problem == TrainingProblem.LargeUpdates);
        finding.Layer.Should().Be(1);
        finding.ToString().Should().MatchRegex(
            @"^updates too large: step \d+ moves the weights of layer 1 \(20 → 32\) by \S+ of themselves; about 0\.001 is usual\. " +
            @"Lower the learning rate, or warm it up\.$");
    }

    [Fact]
    public void Diagnose_WeightsThatNeverRest_NamesLargeUpdates()
    {
        // 1 − α λ is −½: decay turns the weights round at every step.
        var finding = Diagnosis([new Dense(32, Activation.Tanh), new Dense(4, Activation.Softmax)], Optimizer.AdamW(0.05, weightDecay: 30))
            .Findings.Single(finding => finding.Problem == TrainingProblem.LargeUpdates);
        finding.Evidence.Should().MatchRegex(
            @"^a step moves the weights of layer 1 \(20 → 32\) by \S+ of themselves, in the median of 20 inspected steps; about 0\.001 " +
            @"is usual\.$");
    }

    [Fact]
    public void Diagnose_LearningRateFarTooLow_NamesSmallUpdates()
    {
        var finding = Diagnosis([new Dense(32, Activation.Tanh), new Dense(4, Activation.Softmax)], Optimizer.Adam(1e-7)).Findings
            .Should().ContainSingle().Which;
        (finding.Problem, finding.Layer).Should().Be((TrainingProblem.SmallUpdates, 2));
        finding.ToString().Should().MatchRegex(
            @"^updates too small: no inspected step moves the weights of layer 2 \(32 → 4\) by more than \S+E-0\d of themselves; about " +
            @"0\.001 is usual\. " +
            @"Raise the learning rate; where gradients vanish, cure that first\.$");
    }

    [Fact]
    public void Diagnose_ARunThatWasNotInspected_IsRefused()
    {
        var history = new Trainer<float>(new Network<float>(20, 1, [new Dense(4, Activation.Softmax)]), Loss.CrossEntropy, Optimizer.Adam())
            .Fit(Data);
        Failure.Of<InvalidOperationException>(() => history.Diagnose()).Should().Be(
            "The history holds no inspected step. Train with FitOptions.InspectEverySteps, for one step or more.");
    }

    [Fact]
    public void Diagnose_FinishedRunResumed_SaysThatNothingCanBeSaid()
    {
        using var folder = new TemporaryFolder();
        var checkpoints = new Checkpoints(folder.Path);

        // A program that is started three times: it trains, finds its run finished, and finds it finished again.
        string[] diagnoses = [Start(), Start(), Start()];

        diagnoses.Should().Equal(
            "Nothing wrong was found in 4 inspected steps.",
            "Nothing can be said: no step was inspected, because the run took none.",
            "Nothing can be said: no step was inspected, because the run took none.");

        string Start()
        {
            var trainer = new Trainer<float>(
                new Network<float>(20, seed: 1, new Dense(8, Activation.ReLU), new Dense(4, Activation.Softmax)), Loss.CrossEntropy,
                Optimizer.Adam());
            if (checkpoints.FindLast() is { } last)
            {
                trainer.Resume(last);
            }

            var history = trainer.Fit(Data, options: new() { Epochs = 2, InspectEverySteps = 4, Checkpoints = checkpoints });
            new Report("A run").Add(history).ToHtml().Should().NotBeEmpty();
            history.Diagnose().IsHealthy.Should().Be(history.Inspections.Count > 0, "what was not looked at is not known to be healthy");
            return history.Diagnose().ToString();
        }
    }

    [Fact]
    public void Diagnose_ResumedRunOfFewStepsMore_InspectsTheFirstOfThem()
    {
        using var folder = new TemporaryFolder();
        var options = new FitOptions { Epochs = 2, InspectEverySteps = 100, Checkpoints = new(folder.Path) { KeepLast = 10 } };
        Trainer<float> Fresh() =>
            new(new Network<float>(20, seed: 1, new Dense(4, Activation.Softmax)), Loss.CrossEntropy, Optimizer.Adam());
        Fresh().Fit(Data, options: options).Inspections.Select(step => step.Step).Should().Equal(1);

        var trainer = Fresh();
        trainer.Resume(Directory.GetFiles(folder.Path).Order(StringComparer.Ordinal).First());

        trainer.Fit(Data, options: options).Inspections.Select(step => step.Step).Should().Equal(9);
    }

    [Fact]
    public void Diagnose_InputsInUnitsOfTheirOwn_NamesTheFeaturesAndThisFirst()
    {
        string[] names = ["income", "year", "share", "area", "constant", "offset"];
        var z = Given.Normal<double>(6, 400, seed: 3);
        double[] means = [50_000, 2000, 0, 0, 1, 7];
        double[] scales = [20_000, 5, 1, 1e-4, 0, 0.1];
        var x = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(6, 400, (i, j) => means[i] + (scales[i] * z[i, j]));
        var raw = Dataset.FromMatrices(x, z.SubMatrix(0, 1, 0, 400), names);

        var diagnosis = Regression(raw);
        var finding = diagnosis.Findings[0];
        (finding.Problem, finding.Layer).Should().Be((TrainingProblem.UnnormalizedInputs, 0));
        finding.ToString().Should().MatchRegex(
            @"^inputs are not normalized: 4 of 6 features are far from mean 0 and standard deviation 1: ""income"" \(mean \S+, standard " +
            @"deviation \S+\), ""year"" " +
            @"\(mean 2E\+03, standard deviation \S+\), ""area"" \(mean \S+, standard deviation \S+\), ""offset"" \(mean 7, standard " +
            @"deviation 0\.\d+\)\. " +
            @"Fit an InputNormalization, or a pipeline with Transform\.Standardize\(\), to the training set and apply it to every set\.$");
        diagnosis.Findings.Count.Should().BeGreaterThan(1, "inputs of 50,000 drive more than themselves");

        Regression(InputNormalization.Fit(raw).Apply(raw)).ToString().Should().StartWith("Nothing wrong was found");

        static TrainingDiagnosis Regression(Dataset<double> data) =>
            new Trainer<double>(
                    new Network<double>(6, seed: 1, new Dense(16, Activation.Tanh), new Dense(1, Activation.Identity)),
                    Loss.MeanSquaredError, Optimizer.Adam())
                .Fit(data, options: new() { Epochs = 5, InspectEverySteps = 5 }).Diagnose();
    }

    [Theory]
    [InlineData(255, "1 of 1 feature is far")]
    [InlineData(1, null)]
    public void Diagnose_Pixels_MustBeFractions(double largest, string? expected)
    {
        // Without names features have numbers; an indicator of a rare category is all right.
        var random = new RandomStream(1).Fork("pixels");
        var x = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(
            1, 200, (_, j) => j % 50 == 0 ? 1 : largest * random.Uniform(j) * (largest > 1 ? 1 : 0));
        var y = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(1, 200, (_, j) => j % 2);
        var diagnosis = new Trainer<double>(
            new Network<double>(1, seed: 1, new Dense(1, Activation.Sigmoid)), Loss.BinaryCrossEntropy, Optimizer.Adam())
            .Fit(Dataset.FromMatrices(x, y), options: new() { Epochs = 3, InspectEverySteps = 1 }).Diagnose();

        var finding = diagnosis.Findings.SingleOrDefault(finding => finding.Problem == TrainingProblem.UnnormalizedInputs);
        (finding?.Evidence.StartsWith(expected!, StringComparison.Ordinal) ?? expected is null).Should().BeTrue(diagnosis.ToString());
    }

    [Fact]
    public void Diagnose_SaturatedUnitsThatStopGradients_ComeBeforeTheVanishing()
    {
        // Layer 1 is driven so far out that nothing passes back through it.
        var far = new Dense(32, Activation.Tanh) { Initializer = Initializer.Normal(1e6) };
        var problems = Diagnosis([far, new Dense(32, Activation.Tanh), new Dense(4, Activation.Softmax)], Optimizer.GradientDescent(1e-4))
            .Findings.Select(finding => finding.Problem).ToArray();
        problems.Should().ContainInOrder(TrainingProblem.SaturatedUnits, TrainingProblem.VanishingGradients);
    }

    [Fact]
    public void Diagnose_GrowthFromStepToStep_ComesBehindTheUpdatesThatMakeIt()
    {
        var network = new Network<double>(20, seed: 1, [new Dense(8, Activation.Identity), new Dense(1, Activation.Identity)]);
        var trainer = new Trainer<double>(network, Loss.MeanSquaredError, Optimizer.GradientDescent(0.3));
        var run = () => trainer.Fit(Problems.FewFeaturesMatter, options: new() { Epochs = 100, BatchSize = 100, InspectEverySteps = 1 });
        run.Should().ThrowExactly<DivergenceException>().Which.History!.Diagnose().Findings.Select(finding => finding.Problem)
            .Should().ContainInOrder(TrainingProblem.LargeUpdates, TrainingProblem.ExplodingGradients);
    }

    [Fact]
    public void Diagnose_OneStep_SaysSo() =>
        Diagnosis([new Dense(32, Activation.ReLU), new Dense(4, Activation.Softmax)], Optimizer.Adam(), epochs: 1, every: 100).ToString()
            .Should().Be("Nothing wrong was found in 1 inspected step.");

    private static IEnumerable<Dense> Deep(int layers, Activation activation, Initializer initializer) =>
        Enumerable.Repeat(new Dense(32, activation) { Initializer = initializer }, layers);

    private static TrainingDiagnosis Diagnosis(IReadOnlyList<Dense> layers, Optimizer optimizer, int epochs = 20, int every = 4) =>
        Fit(new Trainer<float>(new Network<float>(20, seed: 1, layers), Loss.CrossEntropy, optimizer), Data, epochs, every).Diagnose();

    private static TrainingHistory Fit(Trainer<float> trainer, Dataset<float> data, int epochs = 20, int every = 4) =>
        trainer.Fit(data, options: new() { Epochs = epochs, EvaluateTrainingSet = false, InspectEverySteps = every });

    /// <summary>An activation whose derivative is not finite anywhere.</summary>
    private sealed class BadSlope : Activation
    {
        protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units) => z.CopyTo(a);

        protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units) => delta.Fill(T.NaN);
    }
}

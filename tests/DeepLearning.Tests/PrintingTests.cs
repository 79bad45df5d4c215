namespace DeepLearning.Tests;

/// <summary>What a person reads who prints a thing, whatever the culture of the program.</summary>
public sealed class PrintingTests
{
    private static readonly RawTable Houses = new(
        RawColumn.Numeric("rooms", 3, 5, 4), RawColumn.Text("near", "bay", "inland", "bay"), RawColumn.Numeric("price", 2, 3, 4));

    private static readonly FittedPipeline Fitted = Pipeline.Of(Transform.Standardize(), Transform.OneHot()).Fit(Houses, target: "price");

    private static readonly Network<float> Network = new(3, seed: 1, new Dense(1, Activation.Identity));

    private static readonly Dictionary<string, object> Things = new(StringComparer.Ordinal)
    {
        ["gradient descent, α = 0.01"] = Optimizer.GradientDescent(),
        ["momentum, α = 0.1, β = 0.9"] = Optimizer.Momentum(0.1),
        ["momentum (heavy ball), α = 0.01, β = 0.9"] = Optimizer.HeavyBall(),
        ["momentum (Nesterov), α = 0.01, β = 0.9"] = Optimizer.Nesterov(),
        ["AdaGrad, α = 0.01, ε = 1E-10"] = Optimizer.AdaGrad(),
        ["RMSprop, α = 0.001, β = 0.9, ε = 1E-08"] = Optimizer.RMSprop(),
        ["Adam, α = 0.001, β₁ = 0.9, β₂ = 0.999, ε = 1E-08"] = Optimizer.Adam(),
        ["AdamW, α = 0.001, β₁ = 0.9, β₂ = 0.999, ε = 1E-08, λ = 0.01"] = Optimizer.AdamW(),
        ["AMSGrad, α = 0.001, β₁ = 0.9, β₂ = 0.999, ε = 1E-08"] = Optimizer.AMSGrad(),
        ["Nadam, α = 0.002, β₁ = 0.9, β₂ = 0.999, ε = 1E-08, ψ = 0.004"] = Optimizer.Nadam(),
        ["RAdam, α = 0.001, β₁ = 0.9, β₂ = 0.999, ε = 1E-08"] = Optimizer.RAdam(),
        ["Adamax, α = 0.002, β₁ = 0.9, β₂ = 0.999, ε = 1E-08"] = Optimizer.Adamax(),
        ["Adadelta, α = 1, ρ = 0.9, ε = 1E-06"] = Optimizer.Adadelta(),
        ["Lion, α = 0.0001, β₁ = 0.9, β₂ = 0.99, λ = 0"] = Optimizer.Lion(),
        ["constant rate"] = Schedule.Constant,
        ["step decay, × 0.5 every epoch"] = Schedule.StepDecay(1, 0.5),
        ["exponential decay, × 0.95 every epoch"] = Schedule.ExponentialDecay(0.95),
        ["inverse-time decay of 0.5"] = Schedule.InverseTimeDecay(0.5),
        ["linear decay to 0"] = Schedule.LinearDecay(),
        ["linear decay to × 0.1"] = Schedule.LinearDecay(0.1),
        ["cosine decay to × 0.1"] = Schedule.CosineDecay(0.1),
        ["4 cycles from × 0 up to × 1 and back, each twice as long as the one before"] = Schedule.CosLog(),
        ["one cycle, from × 0.04 up for 30% of the steps, then down to × 4E-06"] = Schedule.OneCycle(),
        ["× 0.5 on a plateau of 1 epoch, × 0.01 at least"] = Schedule.ReduceOnPlateau(0.5, patience: 1, least: 0.01),
        ["warm-up over 3 steps, then step decay, × 0.5 every 3 epochs"] = Schedule.WarmUp(3, Schedule.StepDecay(3, 0.5)),
        ["exponentially weighted average, β = 0.9"] = new ExponentiallyWeightedAverage(0.9),
        ["schedule-free average of the weights, β = 0.9"] = WeightAverage.ScheduleFree(),
        ["100 epochs, batches of 64"] = new FitOptions(),
        ["1 epoch, all examples in one batch, not shuffled, cosine decay to 0, exponential moving average of the weights, β = 0.999, " +
            "every step inspected, weights of classes"] =
            new FitOptions
            {
                Epochs = 1, BatchSize = FitOptions.AllExamples, Shuffle = false, Schedule = Schedule.CosineDecay(),
                WeightAverage = WeightAverage.Exponential(),
                InspectEverySteps = 1, ClassWeights = [1, 2],
            },
        ["early stopping by the validation cost, patience 5, restoring the best"] = new EarlyStopping(),
        ["early stopping by the training cost, patience 2, at least 0.01 better, keeping the last"] =
            new EarlyStopping { Criterion = Criterion.TrainingCost, Patience = 2, MinDelta = 0.01, RestoreBest = false },
        ["checkpoints in run, every epoch"] = new Checkpoints("run"),
        ["checkpoints in run, every 1,000 steps and every 00:10:00, the best kept"] =
            new Checkpoints("run") { EverySteps = 1000, Every = TimeSpan.FromMinutes(10), KeepBest = true },
        ["Pipeline: Standardize, OneHot"] = Pipeline.Of(Transform.Standardize(), Transform.OneHot()),
        ["Pipeline: RobustScale, PiecewiseLinear, IndicateMissing, EncodeCategories"] = Pipeline.Of(
            Transform.RobustScale(), Transform.PiecewiseLinear(), Transform.IndicateMissing(), Transform.EncodeCategories()),
        ["Pipeline: 2 columns (rooms, near) → 3 features → price"] = Fitted,
        ["Model<float>: Pipeline: 2 columns (rooms, near) → 3 features → price\n" + Network] = new Model<float>(Network, Fitted),
        ["x ← (x − μ) / σ of 2 features"] = InputNormalization.Fit(Given.Normal<double>(2, 5, seed: 1)),
        ["CSV separated by ',', with a header"] = new CsvOptions(),
        ["CSV separated by tabs, without header, without 1, classes no, yes"] = new CsvOptions { Separator = '\t', HasHeader = false,
            Ignore = ["1"], ClassNames = ["no", "yes"] },
        ["augmentation of images 8 × 8: Shift"] = new ImageAugmentation(new ImageShape(8, 8), Augmentation.Shift(1)),
        ["successive halving, the best of 3 go on, first after 1 measurement"] = new SuccessiveHalving(),
        ["Random search of 20 trials: x: linear from 0 to 0.5"] = new RandomSearch(Hyperparameter.Linear("x", 0, 0.5)),
        ["Dense(5, LeakyReLU(0.2)), Layer(1E-05), MaxNorm(2), keep 0.5, not trainable, learning rate × 0.1"] = new Dense(5,
            Activation.LeakyReLU(0.2))
        {
            KeepProbability = 0.5, Normalization = Normalization.Layer(), Constraint = Constraint.MaxNorm(2), IsTrainable = false,
            LearningRateFactor = 0.1,
        },
        ["Trainer of Network<float> 3 → 1, 4 parameters: Huber(1); gradient descent, α = 0.01; L2(0.1); gradients clipped ByValue(1); 0 " +
            "steps taken"] =
            new Trainer<float>(
                Network, Loss.Huber(), Optimizer.GradientDescent(), Regularizer.L2(0.1)) { Clipping = GradientClipping.ByValue(1) },
    };

    public static TheoryData<string> Texts => [.. Things.Keys];

    [Theory]
    [MemberData(nameof(Texts))]
    public void ToString_IsWhatAPersonWouldSay(string text)
    {
        Culture.Of("", Things[text].ToString!).Should().Be(text);
        Culture.Of("de-DE", Things[text].ToString!).Should().Be(text);
    }
}

namespace DeepLearning.Tests;

/// <summary>Every implementation of every extension point, by name: what the laws hold for.</summary>
internal static class Implementations
{
    public static IReadOnlyDictionary<string, Activation> Activations { get; } = ByName<Activation>(
        a => a.Name,
        Activation.Identity, Activation.Sigmoid, Activation.Tanh, Activation.ReLU,
        Activation.LeakyReLU(), Activation.LeakyReLU(0.2), Activation.Softmax,
        Activation.ELU(), Activation.ELU(0.7), Activation.SELU, Activation.GELU, Activation.TanhGELU, Activation.SiLU,
        Activation.Softplus, Activation.HardSigmoid);

    public static IReadOnlyDictionary<string, Loss> Losses { get; } = ByName<Loss>(
        l => l.Name,
        Loss.BinaryCrossEntropy, Loss.CrossEntropy, Loss.MeanSquaredError,
        Loss.SmoothedCrossEntropy(), Loss.KullbackLeibler, Loss.MeanAbsoluteError, Loss.Huber(), Loss.Huber(0.3), Loss.Hinge);

    public static IReadOnlyDictionary<string, Regularizer> Regularizers { get; } = ByName<Regularizer>(
        r => r.Name,
        Regularizer.None, Regularizer.L1(0.3), Regularizer.L2(0.7), Regularizer.ElasticNet(0.2, 0.5));

    public static IReadOnlyDictionary<string, Normalization> Normalizations { get; } = ByName<Normalization>(
        n => n.Name,
        Normalization.Layer(), Normalization.Layer(0.1));

    public static IReadOnlyDictionary<string, Initializer> Initializers { get; } = new Dictionary<string,
        Initializer>(StringComparer.Ordinal)
    {
        ["Zeros"] = Initializer.Zeros,
        ["Normal(0.01)"] = Initializer.Normal(),
        ["Normal(2)"] = Initializer.Normal(2),
        ["Xavier"] = Initializer.Xavier(),
        ["Xavier, gain 3"] = Initializer.Xavier(3),
        ["Glorot"] = Initializer.Glorot(),
        ["Glorot, gain 0.5"] = Initializer.Glorot(0.5),
        ["He"] = Initializer.He(),
        ["He, gain 2"] = Initializer.He(2),
    };

    public static IReadOnlyDictionary<string, Optimizer> Optimizers { get; } = new Dictionary<string, Optimizer>(StringComparer.Ordinal)
    {
        ["GradientDescent"] = Optimizer.GradientDescent(),
        ["Momentum"] = Optimizer.Momentum(),
        ["Momentum, β 0"] = Optimizer.Momentum(beta: 0),
        ["RMSprop"] = Optimizer.RMSprop(),
        ["Adam"] = Optimizer.Adam(),
        ["Adam, β 0"] = Optimizer.Adam(beta1: 0, beta2: 0),
        ["HeavyBall"] = Optimizer.HeavyBall(),
        ["Nesterov"] = Optimizer.Nesterov(),
        ["AdaGrad"] = Optimizer.AdaGrad(),
        ["AdamW"] = Optimizer.AdamW(),
        ["AdamW, λ 0"] = Optimizer.AdamW(weightDecay: 0),
        ["AMSGrad"] = Optimizer.AMSGrad(),
        ["Nadam"] = Optimizer.Nadam(),
        ["RAdam"] = Optimizer.RAdam(),
        ["RAdam, β₂ 0.5"] = Optimizer.RAdam(beta2: 0.5),
        ["Adamax"] = Optimizer.Adamax(),
        ["Adadelta"] = Optimizer.Adadelta(),
        ["Lion"] = Optimizer.Lion(),
    };

    public static IReadOnlyDictionary<string, Schedule> Schedules { get; } = ByName<Schedule>(
        s => s.Name,
        Schedule.Constant, Schedule.StepDecay(3, 0.5), Schedule.ExponentialDecay(), Schedule.InverseTimeDecay(), Schedule.LinearDecay(),
        Schedule.LinearDecay(0.1), Schedule.CosineDecay(),
        Schedule.CosineDecay(0.1), Schedule.WarmUp(4), Schedule.WarmUp(5, Schedule.CosineDecay()), Schedule.OneCycle(),
        Schedule.CosLog(), Schedule.CosLog(1),
        Schedule.ReduceOnPlateau(0.5, 1));

    public static IReadOnlyDictionary<string, Constraint> Constraints { get; } = ByName<Constraint>(
        c => c.Name,
        Constraint.MaxNorm(), Constraint.MaxNorm(0.7));

    public static IReadOnlyDictionary<string, GradientClipping> Clippings { get; } = ByName<GradientClipping>(
        c => c.Name,
        GradientClipping.ByValue(0.5), GradientClipping.ByGlobalNorm());

    /// <summary>The pairs of loss and output activation that fit.</summary>
    public static IEnumerable<(Loss Loss, Activation Output)> Outputs =>
        from loss in Losses.Values
        from output in Activations.Values
        where loss.InvalidTarget(output) is null
        select (loss, output);

    private static Dictionary<string, TPlugIn> ByName<TPlugIn>(Func<TPlugIn, string> name, params TPlugIn[] all) =>
        all.ToDictionary(name, StringComparer.Ordinal);
}

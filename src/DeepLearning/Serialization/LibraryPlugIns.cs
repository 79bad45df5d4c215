using DeepLearning.Data;

namespace DeepLearning.Serialization;

/// <summary>The names and the values of all that the library has.</summary>
internal static class LibraryPlugIns
{
    public static PlugIns AddTo(PlugIns none) => Transforms(Schedules(Optimizers(Losses(Layers(none)))));

    /// <summary>What a layer is made of.</summary>
    private static PlugIns Layers(PlugIns plugIns) => plugIns
        .With("Identity", Activation.Identity)
        .With("Sigmoid", Activation.Sigmoid)
        .With("Tanh", Activation.Tanh)
        .With("ReLU", Activation.ReLU)
        .With("LeakyReLU", (LeakyReLU x) => new() { { "slope", x.Slope } }, values => new LeakyReLU(values.Number("slope")))
        .With("ELU", (ELU x) => new() { { "alpha", x.Alpha } }, values => new ELU(values.Number("alpha")))
        .With("SELU", Activation.SELU)
        .With("GELU", Activation.GELU)
        .With("TanhGELU", Activation.TanhGELU)
        .With("SiLU", Activation.SiLU)
        .With("Softplus", Activation.Softplus)
        .With("HardSigmoid", Activation.HardSigmoid)
        .With("Softmax", Activation.Softmax)
        .With(
            "LayerNormalization", (LayerNormalization x) => new() { { "epsilon", x.Epsilon } },
            values => new LayerNormalization(values.Number("epsilon")))
        .With("Zeros", Initializer.Zeros)
        .With("Normal", (Normal x) => new() { { "scale", x.Scale } }, values => new Normal(values.Number("scale")))
        .With("Xavier", (Xavier x) => new() { { "varianceGain", x.VarianceGain } }, values => new Xavier(values.Number("varianceGain")))
        .With("Glorot", (Glorot x) => new() { { "varianceGain", x.VarianceGain } }, values => new Glorot(values.Number("varianceGain")))
        .With("He", (He x) => new() { { "varianceGain", x.VarianceGain } }, values => new He(values.Number("varianceGain")))
        .With("None", Regularizer.None)
        .With("L1", (L1 x) => new() { { "lambda", x.Lambda } }, values => new L1(values.Number("lambda")))
        .With("L2", (L2 x) => new() { { "lambda", x.Lambda } }, values => new L2(values.Number("lambda")))
        .With(
            "ElasticNet", (ElasticNet x) => new() { { "lambda1", x.Lambda1 }, { "lambda2", x.Lambda2 } },
            values => new ElasticNet(values.Number("lambda1"), values.Number("lambda2")))
        .With("MaxNorm", (MaxNorm x) => new() { { "limit", x.Limit } }, values => new MaxNorm(values.Number("limit")));

    private static PlugIns Losses(PlugIns plugIns) => plugIns
        .With(
            "CrossEntropy", (CrossEntropy x) => new() { { "labelSmoothing", x.LabelSmoothing } },
            values => new CrossEntropy(values.Number("labelSmoothing")))
        .With("BinaryCrossEntropy", Loss.BinaryCrossEntropy)
        .With("KullbackLeibler", Loss.KullbackLeibler)
        .With("MeanSquaredError", Loss.MeanSquaredError)
        .With("MeanAbsoluteError", Loss.MeanAbsoluteError)
        .With("Huber", (Huber x) => new() { { "delta", x.Delta } }, values => new Huber(values.Number("delta")))
        .With("Hinge", Loss.Hinge)
        .With("ByValue", (ClippingByValue x) => new() { { "limit", x.Limit } }, values => new ClippingByValue(values.Number("limit")))
        .With(
            "ByGlobalNorm", (ClippingByGlobalNorm x) => new() { { "limit", x.Limit } },
            values => new ClippingByGlobalNorm(values.Number("limit")));

    private static PlugIns Optimizers(PlugIns plugIns) => plugIns
        .With("GradientDescent", (GradientDescent x) => Rate(x), values => new GradientDescent(Rate(values)))
        .With("Momentum", (Momentum x) => Rate(x, ("beta", x.Beta)), values => new Momentum(Rate(values), values.Number("beta")))
        .With("HeavyBall", (HeavyBall x) => Rate(x, ("beta", x.Beta)), values => new HeavyBall(Rate(values), values.Number("beta")))
        .With("Nesterov", (Nesterov x) => Rate(x, ("beta", x.Beta)), values => new Nesterov(Rate(values), values.Number("beta")))
        .With("AdaGrad", (AdaGrad x) => Rate(x, ("epsilon", x.Epsilon)), values => new AdaGrad(Rate(values), values.Number("epsilon")))
        .With(
            "RMSprop", (RMSprop x) => Rate(x, ("beta", x.Beta), ("epsilon", x.Epsilon)),
            values => new RMSprop(Rate(values), values.Number("beta"), values.Number("epsilon")))
        .With(
            "Adam", (Adam x) => Rate(x, ("beta1", x.Beta1), ("beta2", x.Beta2), ("epsilon", x.Epsilon)),
            values => new Adam(Rate(values), values.Number("beta1"), values.Number("beta2"), values.Number("epsilon")))
        .With(
            "AdamW", (AdamW x) => Rate(x, ("beta1", x.Beta1), ("beta2", x.Beta2), ("epsilon", x.Epsilon), ("weightDecay", x.WeightDecay)),
            values =>
                new AdamW(
                    Rate(values), values.Number("beta1"), values.Number("beta2"), values.Number("epsilon"), values.Number("weightDecay")))
        .With(
            "AMSGrad", (AMSGrad x) => Rate(x, ("beta1", x.Beta1), ("beta2", x.Beta2), ("epsilon", x.Epsilon)),
            values => new AMSGrad(Rate(values), values.Number("beta1"), values.Number("beta2"), values.Number("epsilon")))
        .With(
            "Nadam", (Nadam x) =>
                Rate(x, ("beta1", x.Beta1), ("beta2", x.Beta2), ("epsilon", x.Epsilon), ("momentumDecay", x.MomentumDecay)),
            values =>
                new Nadam(
                    Rate(values), values.Number("beta1"), values.Number("beta2"), values.Number("epsilon"),
                    values.Number("momentumDecay")))
        .With(
            "RAdam", (RAdam x) => Rate(x, ("beta1", x.Beta1), ("beta2", x.Beta2), ("epsilon", x.Epsilon)),
            values => new RAdam(Rate(values), values.Number("beta1"), values.Number("beta2"), values.Number("epsilon")))
        .With(
            "Adamax", (Adamax x) => Rate(x, ("beta1", x.Beta1), ("beta2", x.Beta2), ("epsilon", x.Epsilon)),
            values => new Adamax(Rate(values), values.Number("beta1"), values.Number("beta2"), values.Number("epsilon")))
        .With(
            "Adadelta", (Adadelta x) => Rate(x, ("rho", x.Rho), ("epsilon", x.Epsilon)),
            values => new Adadelta(Rate(values), values.Number("rho"), values.Number("epsilon")))
        .With(
            "Lion", (Lion x) => Rate(x, ("beta1", x.Beta1), ("beta2", x.Beta2), ("weightDecay", x.WeightDecay)),
            values => new Lion(Rate(values), values.Number("beta1"), values.Number("beta2"), values.Number("weightDecay")));

    private static PlugIns Schedules(PlugIns plugIns) => plugIns
        .With("Constant", Schedule.Constant)
        .With(
            "StepDecay", (StepDecay x) => new() { { "period", x.Period }, { "gamma", x.Gamma } },
            values => new StepDecay(values.Integer("period"), values.Number("gamma")))
        .With(
            "ExponentialDecay", (ExponentialDecay x) => new() { { "gamma", x.Gamma } },
            values => new ExponentialDecay(values.Number("gamma")))
        .With(
            "InverseTimeDecay", (InverseTimeDecay x) => new() { { "decay", x.Decay } },
            values => new InverseTimeDecay(values.Number("decay")))
        .With("CosineDecay", (CosineDecay x) => new() { { "last", x.Last } }, values => new CosineDecay(values.Number("last")))
        .With("LinearDecay", (LinearDecay x) => new() { { "last", x.Last } }, values => new LinearDecay(values.Number("last")))
        .With("CosLog", (CosLog x) => new() { { "cycles", x.Cycles } }, values => new CosLog(values.Integer("cycles")))
        .With(
            "WarmUp", (WarmUp x) => new() { ["steps"] = (double)x.Steps, ["then"] = x.Then },
            values => new WarmUp(values.Integer("steps"), values.Get<Schedule>("then", "a schedule")))
        .With(
            "OneCycle", (OneCycle x) => new() { { "rise", x.Rise }, { "first", x.First }, { "last", x.Last } },
            values => new OneCycle(values.Number("rise"), values.Number("first"), values.Number("last")))
        .With(
            "ReduceOnPlateau",
            (ReduceOnPlateau x) => new()
            {
                { "gamma", x.Gamma }, { "patience", x.Patience }, { "threshold", x.Threshold }, { "cooldown", x.Cooldown },
                { "least", x.Least },
            },
            values => new ReduceOnPlateau(
                values.Number("gamma"), values.Integer("patience"), values.Number("threshold"), values.Integer("cooldown"),
                values.Number("least")));

    private static PlugIns Transforms(PlugIns plugIns) => plugIns
        .With(
            "Scaling", (FittedScaling x) => new() { { "columns", x.Columns.Select(ScalingValues.Of) } },
            values => new FittedScaling(values.Items("columns").Select(ScalingValues.Read)))
        .With(
            "Imputation", (FittedImputation x) => new() { { "columns", x.Columns.Select(Fill) } },
            values => new FittedImputation(values.Items("columns").Select(Fill)))
        .With(
            "OneHot",
            (FittedOneHot x) => new()
            {
                { "unknown", x.IgnoresUnknown ? "ignore" : "refuse" },
                {
                    "columns",
                    x.Columns.Select(column => new PlugInValues { { "column", column.Column }, { "categories", column.Categories } })
                },
            },
            values => new FittedOneHot(
                values.Items("columns").Select(column => new ColumnCategories(column.Text("column"), [.. column.Texts("categories")])),
                values.Text("unknown") switch
                {
                    "ignore" => true,
                    "refuse" => false,
                    _ => throw new ArgumentException("\"unknown\" must be \"ignore\" or \"refuse\""),
                }))
        .With(
            "RobustScaling", (FittedRobustScaling x) => new() { { "columns", x.Columns.Select(EncodingValues.Of) } },
            values => new FittedRobustScaling(values.Items("columns").Select(EncodingValues.RobustScaling)))
        .With(
            "PiecewiseLinear", (FittedPiecewiseLinear x) => new() { { "columns", x.Columns.Select(EncodingValues.Of) } },
            values => new FittedPiecewiseLinear(values.Items("columns").Select(EncodingValues.PiecewiseLinearBins)))
        .With(
            "MissingIndicators", (FittedMissingIndicators x) => new() { { "columns", x.Columns } },
            values => new FittedMissingIndicators(values.Texts("columns")))
        .With(
            "CategoryCodes", (FittedCategoryCodes x) => new() { { "columns", x.Columns.Select(EncodingValues.Of) } },
            values => new FittedCategoryCodes(values.Items("columns").Select(EncodingValues.CategoryCodes)))
        .With("NeighbourMean", (FittedNeighbourMean x) => EncodingValues.Of(x), EncodingValues.NeighbourMean);

    private static PlugInValues Rate(Optimizer optimizer, params ReadOnlySpan<(string Name, double Value)> others)
    {
        var values = new PlugInValues { { "learningRate", optimizer.LearningRate } };
        foreach (var (name, value) in others)
        {
            values.Add(name, value);
        }

        return values;
    }

    private static double Rate(PlugInValues values) => values.Number("learningRate");

    private static PlugInValues Fill(ColumnFill fill) => fill.Value switch
    {
        { Number: { } number } => new() { { "column", fill.Column }, { "number", number } },
        { Text: { } text } => new() { { "column", fill.Column }, { "text", text } },
        _ => new() { { "column", fill.Column } },
    };

    private static ColumnFill Fill(PlugInValues values) => new(
        values.Text("column"), values.Has("number") ? values.Number("number") : values.Has("text") ? values.Text("text") : Cell.Missing);
}

namespace DeepLearning;

/// <summary>Differences of the cost in one element of θ at a time, in double.</summary>
/// <remarks>Works on a network of its own, so nobody else's weights are ever moved.</remarks>
internal sealed class NumericGradient
{
    private readonly Network<double> network;
    private readonly TrainingPass<double> pass;
    private readonly double[] x;
    private readonly double[] y;
    private readonly int examples;
    private readonly long dropoutStep;
    private readonly double cost;

    public NumericGradient(Network<double> copy, Loss loss, Regularizer regularizer, double[] x, double[] y, long dropoutStep)
    {
        (network, this.x, this.y, this.dropoutStep) = (copy, x, y, dropoutStep);
        examples = x.Length / copy.Inputs;
        pass = new TrainingPass<double>(copy, loss, regularizer, examples);
        cost = Cost();
    }

    /// <summary>The slopes of J to both sides of an element.</summary>
    public Slopes At(int parameter, int index, double epsilon)
    {
        ref var theta = ref network.Parameters[parameter].Array[index];
        var value = theta;

        // What was really added and subtracted, after rounding, is what to divide by.
        theta = value + epsilon;
        var (up, above) = (theta - value, Cost());
        theta = value - epsilon;
        var (down, below) = (value - theta, Cost());
        theta = value;
        return new Slopes((above - cost) / up, (cost - below) / down, (above - below) / (up + down));
    }

    /// <summary>How far a slope over ±ε can be off by the rounding of J alone, generously.</summary>
    public double Rounding(double epsilon) => 1e-15 * Math.Max(1, Math.Abs(cost)) / epsilon;

    private double Cost() => pass.Forward(x, y, examples, dropoutStep);

    /// <summary>J′ from above, from below, and two-sided.</summary>
    internal readonly record struct Slopes(double Above, double Below, double TwoSided)
    {
        /// <summary>How far the slopes of the two sides are apart: about ε J″ where J is smooth, the jump of J′ at a kink.</summary>
        public double Jump => Math.Abs(Above - Below);

        /// <summary>Whether a derivative is one of the two slopes or between them.</summary>
        public bool Contain(double derivative, double slack) =>
            derivative >= Math.Min(Above, Below) - slack && derivative <= Math.Max(Above, Below) + slack;
    }
}

using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>The step of Adam, and with a weight decay that of AdamW.</summary>
/// <remarks>
/// α v̂ / (√ŝ + ε) with both bias corrections taken out of the loop. The decay comes first; without one the factor is exactly 1.
/// </remarks>
internal readonly struct AdamRule<T>(OptimizerStep step, double beta1, double beta2, double epsilon, double weightDecay) : IUpdate<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Averaging<T> first = new(beta1);
    private readonly Averaging<T> second = new(beta2);
    private readonly Vector<T> kept = new(T.CreateChecked(1 - (step.LearningRate * weightDecay)));
    private readonly Vector<T> rate = new(T.CreateChecked(step.LearningRate / (1 - Math.Pow(beta1, step.Number))));
    private readonly Vector<T> root = new(T.CreateChecked(1 / Math.Sqrt(1 - Math.Pow(beta2, step.Number))));
    private readonly Vector<T> epsilon = new(T.CreateChecked(epsilon));

    public static int Slots => 2;

    public void Apply(ref Vector<T> w, Vector<T> g, ref Vector<T> v, ref Vector<T> s, ref Vector<T> state2)
    {
        v = first.Next(v, g);
        s = second.Next(s, g * g);
        w = (kept * w) - (rate * v / ((root * Vector.SquareRoot(s)) + epsilon));
    }
}

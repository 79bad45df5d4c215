using System.Numerics;
using System.Runtime.CompilerServices;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>The step of Adam, with a weight decay that of AdamW, and with a rectified rate that of RAdam.</summary>
/// <remarks>
/// α v̂ / (√ŝ + ε) with both bias corrections taken out of the loop. The decay comes first; without one the factor is exactly 1.
/// </remarks>
internal readonly struct AdamRule<T>(OptimizerStep step, double beta1, double beta2, double epsilon, double weightDecay) : IUpdate<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Averaging<T> first = new(beta1);
    private readonly Averaging<T> second = new(beta2);
    private readonly T kept = T.CreateChecked(1 - (step.LearningRate * weightDecay));
    private readonly T rate = T.CreateChecked(step.LearningRate / (1 - step.Beta1Power));
    private readonly T root = T.CreateChecked(1 / Math.Sqrt(1 - step.Beta2Power));
    private readonly T epsilon = T.CreateChecked(epsilon);

    public static int Slots => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<TSimd, TVector>(
        ref Lanes<TSimd, TVector, T> w, Lanes<TSimd, TVector, T> g,
        ref Lanes<TSimd, TVector, T> v, ref Lanes<TSimd, TVector, T> s, ref Lanes<TSimd, TVector, T> state2)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
    {
        v = first.Next(v, g);
        s = second.Next(s, g * g);
        w = (kept * w) - (rate * v / ((root * s.SquareRoot()) + epsilon));
    }
}

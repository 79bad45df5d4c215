using System.Numerics;

namespace DeepLearning.Numerics;

/// <summary>β v + (1 − β) θ for vectors of elements.</summary>
internal readonly struct Averaging<T>(double beta)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Vector<T> kept = new(T.CreateChecked(beta));
    private readonly Vector<T> fresh = new(T.CreateChecked(1 - beta));

    public Vector<T> Next(Vector<T> average, Vector<T> value) => (kept * average) + (fresh * value);
}

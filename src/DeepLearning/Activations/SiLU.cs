using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>The sigmoid linear unit, or swish: g(z) = z σ(z); g′(z) = σ(z) (1 + z (1 − σ(z))).</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Activation.SiLU"/>.</remarks>
internal sealed class SiLU : Activation
{
    // Beyond ±1000 σ is 0 or 1 in double, so cutting z there changes nothing but 0 · ∞.
    private const double Far = 1000;

    /// <inheritdoc/>
    public override Initializer DefaultInitializer => Initializer.He();

    /// <inheritdoc/>
    public override Formula AsFormula(Formula z) => z * Formula.Sigmoid(z);

    /// <inheritdoc/>
    protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units)
    {
        Span<T> gate = stackalloc T[Block.Size];
        for (var start = 0; start < z.Length; start += Block.Size)
        {
            var from = Block.Of(z, start);
            var to = Block.Of(a, start);
            from.CopyTo(gate);
            TensorPrimitives.Sigmoid(gate, gate);
            gate[..from.Length].CopyTo(to);
            VectorLoop.Combine(new Gated<T>(T.CreateChecked(-Far)), from, to);
        }
    }

    /// <inheritdoc/>
    protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units)
    {
        Span<T> gate = stackalloc T[Block.Size];
        for (var start = 0; start < delta.Length; start += Block.Size)
        {
            var from = Block.Of(z, start);
            var gradient = Block.Of(delta, start);
            from.CopyTo(gate);
            TensorPrimitives.Sigmoid(gate, gate);
            VectorLoop.Combine(new Derivative<T>(T.CreateChecked(Far)), from, gate[..from.Length]);
            TensorPrimitives.Multiply(gradient, gate[..from.Length], gradient);
        }
    }

    /// <summary>y max(x, least): z σ(z) of z and σ(z).</summary>
    private readonly struct Gated<T>(T least) : ICombination<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Of<TSimd, TVector>(TVector x, TVector y)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged => TSimd.Multiply(TSimd.Max(x, TSimd.Broadcast(least)), y);
    }

    /// <summary>y (1 + x (1 − y)), x within ±far: g′(z) of z and σ(z).</summary>
    private readonly struct Derivative<T>(T far) : ICombination<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Of<TSimd, TVector>(TVector x, TVector y)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
        {
            var one = TSimd.Broadcast(T.One);
            var bounded = TSimd.WhereGreater(x, TSimd.Broadcast(far), TSimd.Broadcast(far), TSimd.Max(x, TSimd.Broadcast(-far)));
            return TSimd.Multiply(y, TSimd.Add(one, TSimd.Multiply(bounded, TSimd.Subtract(one, y))));
        }
    }
}

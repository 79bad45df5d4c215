using System.Numerics;
using System.Runtime.Intrinsics;

namespace DeepLearning.Numerics;

/// <summary>The managed kernel: no native library, the vectors of the processor as .NET exposes them.</summary>
/// <remarks>
/// The bits of a result depend on the operands and on whether the processor has a fused multiply-add. They do not depend on the
/// vector width, on the number of threads, or on how C is divided: see <see cref="Product{TSimd, TVector, T}"/>.
/// </remarks>
internal abstract class SimdBackend : MatrixBackend
{
    /// <summary>Every vector width, widest first. All run on every machine, those it lacks emulated, so that all can be tested.</summary>
    public static IReadOnlyList<SimdBackend> All { get; } =
        SimdFma<float>.IsSupported
            ? [new Wide512(), new Wide256(), new WideFma(), new Wide128(), new Scalar()]
            : [new Wide512(), new Wide256(), new Wide128(), new Scalar()];

    /// <summary>The widest vectors that this machine accelerates.</summary>
    public static SimdBackend Best { get; } = All.First(backend => backend.IsAccelerated);

    public override string Name => "simd";

    public override int ColumnGranularity => 1;

    public sealed override int SummationBlock<T>(int k) => SummationBlocks<T>.Length(k);

    /// <summary>The size of a vector, or 0 for the path without vectors.</summary>
    public abstract int Bits { get; }

    public abstract bool IsAccelerated { get; }

    /// <summary>The vectors, as a reader tells them apart.</summary>
    public virtual string Vectors => Bits == 0 ? "without vectors" : $"{Bits}-bit vectors";

    private static unsafe void Run<TSimd, TVector, T>(
        in ReadOnlyMatrixSpan<T> a, in ReadOnlyMatrixSpan<T> b, in MatrixSpan<T> c, T alpha, T beta)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* startA = &a.Start, startB = &b.Start, startC = &c.Start)
        {
            var result = new Operand<T>(startC, 1, c.Stride);
            Product<TSimd, TVector, T>.Run(new ProductTask<T>
            {
                M = c.Rows,
                N = c.Columns,
                K = a.Columns,
                Alpha = alpha,
                Beta = beta,
                A = Operand<T>.Of(a, startA),
                B = Operand<T>.Of(b, startB),
                C = result,
                D = result,
            });
        }
    }

    private static unsafe void Run<TSimd, TVector, T>(
        in ReadOnlyMatrixSpan<T> a, in ReadOnlyMatrixSpan<T> b, in MatrixSpan<T> c, ReadOnlySpan<T> bias)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* startA = &a.Start, startB = &b.Start, startC = &c.Start, startBias = bias)
        {
            Product<TSimd, TVector, T>.Run(new ProductTask<T>
            {
                M = c.Rows,
                N = c.Columns,
                K = a.Columns,
                Alpha = T.One,
                Beta = T.One,
                A = Operand<T>.Of(a, startA),
                B = Operand<T>.Of(b, startB),
                C = new Operand<T>(startC, 1, c.Stride),
                D = new Operand<T>(startBias, 1, 0),
            });
        }
    }

    // One class a width, since a type parameter cannot stand for Simd512<> before it is known of which numbers; and each overrides both
    // products, since a second generic virtual call for each would cost small networks a hundredth of their step.
    private sealed class Wide512 : SimdBackend
    {
        public override int Bits => 512;

        public override bool IsAccelerated => Vector512.IsHardwareAccelerated;

        public override void Reserve<T>(Scratch scratch) => Product<Simd512<T>, Vector512<T>, T>.Reserve(scratch);

        protected override void MultiplyCore<T>(
            in ReadOnlyMatrixSpan<T> a, in ReadOnlyMatrixSpan<T> b, in MatrixSpan<T> c, T alpha, T beta) =>
            Run<Simd512<T>, Vector512<T>, T>(a, b, c, alpha, beta);

        protected override void MultiplyCore<T>(
            in ReadOnlyMatrixSpan<T> a, in ReadOnlyMatrixSpan<T> b, in MatrixSpan<T> c, ReadOnlySpan<T> bias) =>
            Run<Simd512<T>, Vector512<T>, T>(a, b, c, bias);
    }

    private sealed class Wide256 : SimdBackend
    {
        public override int Bits => 256;

        public override bool IsAccelerated => Vector256.IsHardwareAccelerated;

        public override void Reserve<T>(Scratch scratch) => Product<Simd256<T>, Vector256<T>, T>.Reserve(scratch);

        protected override void MultiplyCore<T>(
            in ReadOnlyMatrixSpan<T> a, in ReadOnlyMatrixSpan<T> b, in MatrixSpan<T> c, T alpha, T beta) =>
            Run<Simd256<T>, Vector256<T>, T>(a, b, c, alpha, beta);

        protected override void MultiplyCore<T>(
            in ReadOnlyMatrixSpan<T> a, in ReadOnlyMatrixSpan<T> b, in MatrixSpan<T> c, ReadOnlySpan<T> bias) =>
            Run<Simd256<T>, Vector256<T>, T>(a, b, c, bias);
    }

    private sealed class WideFma : SimdBackend
    {
        public override int Bits => 256;

        public override bool IsAccelerated => true;

        public override string Vectors => $"{base.Vectors} of AVX and FMA";

        public override void Reserve<T>(Scratch scratch) => Product<SimdFma<T>, Vector256<T>, T>.Reserve(scratch);

        protected override void MultiplyCore<T>(
            in ReadOnlyMatrixSpan<T> a, in ReadOnlyMatrixSpan<T> b, in MatrixSpan<T> c, T alpha, T beta) =>
            Run<SimdFma<T>, Vector256<T>, T>(a, b, c, alpha, beta);

        protected override void MultiplyCore<T>(
            in ReadOnlyMatrixSpan<T> a, in ReadOnlyMatrixSpan<T> b, in MatrixSpan<T> c, ReadOnlySpan<T> bias) =>
            Run<SimdFma<T>, Vector256<T>, T>(a, b, c, bias);
    }

    private sealed class Wide128 : SimdBackend
    {
        public override int Bits => 128;

        public override bool IsAccelerated => Vector128.IsHardwareAccelerated;

        public override void Reserve<T>(Scratch scratch) => Product<Simd128<T>, Vector128<T>, T>.Reserve(scratch);

        protected override void MultiplyCore<T>(
            in ReadOnlyMatrixSpan<T> a, in ReadOnlyMatrixSpan<T> b, in MatrixSpan<T> c, T alpha, T beta) =>
            Run<Simd128<T>, Vector128<T>, T>(a, b, c, alpha, beta);

        protected override void MultiplyCore<T>(
            in ReadOnlyMatrixSpan<T> a, in ReadOnlyMatrixSpan<T> b, in MatrixSpan<T> c, ReadOnlySpan<T> bias) =>
            Run<Simd128<T>, Vector128<T>, T>(a, b, c, bias);
    }

    private sealed class Scalar : SimdBackend
    {
        public override int Bits => 0;

        public override bool IsAccelerated => true;

        public override void Reserve<T>(Scratch scratch) => Product<SimdScalar<T>, T, T>.Reserve(scratch);

        protected override void MultiplyCore<T>(
            in ReadOnlyMatrixSpan<T> a, in ReadOnlyMatrixSpan<T> b, in MatrixSpan<T> c, T alpha, T beta) =>
            Run<SimdScalar<T>, T, T>(a, b, c, alpha, beta);

        protected override void MultiplyCore<T>(
            in ReadOnlyMatrixSpan<T> a, in ReadOnlyMatrixSpan<T> b, in MatrixSpan<T> c, ReadOnlySpan<T> bias) =>
            Run<SimdScalar<T>, T, T>(a, b, c, bias);
    }
}

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
    public static IReadOnlyList<SimdBackend> All { get; } = [new Wide512(), new Wide256(), new Wide128(), new Scalar()];

    /// <summary>The widest vectors that this machine accelerates.</summary>
    public static SimdBackend Best { get; } = All.First(backend => backend.IsAccelerated);

    public override string Name => "simd";

    public override int ColumnGranularity => 1;

    public sealed override int SummationBlock<T>(int k) => SummationBlocks<T>.Length(k);

    /// <summary>The size of a vector, or 0 for the path without vectors.</summary>
    public abstract int Bits { get; }

    public abstract bool IsAccelerated { get; }

    public sealed override unsafe void Multiply<T>(
        bool transposeA, bool transposeB, int m, int n, int k,
        T alpha, ReadOnlySpan<T> a, int lda, ReadOnlySpan<T> b, int ldb,
        T beta, Span<T> c, int ldc)
    {
        MatrixArguments.Check(transposeA, transposeB, m, n, k, a.Length, lda, b.Length, ldb, c.Length, ldc);
        fixed (T* startA = a, startB = b, startC = c)
        {
            Run(Describe(transposeA, transposeB, m, n, k, alpha, startA, lda, startB, ldb, beta, startC, ldc));
        }
    }

    public sealed override unsafe void MultiplyAddBias<T>(
        bool transposeA, bool transposeB, int m, int n, int k,
        ReadOnlySpan<T> a, int lda, ReadOnlySpan<T> b, int ldb,
        ReadOnlySpan<T> bias, Span<T> c, int ldc)
    {
        MatrixArguments.Check(transposeA, transposeB, m, n, k, a.Length, lda, b.Length, ldb, c.Length, ldc);
        bias = bias[..m];
        fixed (T* startA = a, startB = b, startC = c, startBias = bias)
        {
            Run(Describe(transposeA, transposeB, m, n, k, T.One, startA, lda, startB, ldb, T.One, startC, ldc) with
            {
                D = new Operand<T>(startBias, 1, 0),
            });
        }
    }

    protected abstract void Run<T>(in ProductTask<T> task)
        where T : unmanaged, IFloatingPointIeee754<T>;

    private static unsafe ProductTask<T> Describe<T>(
        bool transposeA, bool transposeB, int m, int n, int k, T alpha, T* a, int lda, T* b, int ldb, T beta, T* c, int ldc)
        where T : unmanaged, IFloatingPointIeee754<T> => new()
        {
            M = m,
            N = n,
            K = k,
            Alpha = alpha,
            Beta = beta,
            A = transposeA ? new Operand<T>(a, lda, 1) : new Operand<T>(a, 1, lda),
            B = transposeB ? new Operand<T>(b, ldb, 1) : new Operand<T>(b, 1, ldb),
            C = new Operand<T>(c, 1, ldc),
            D = new Operand<T>(c, 1, ldc),
        };

    private sealed class Wide512 : SimdBackend
    {
        public override int Bits => 512;

        public override bool IsAccelerated => Vector512.IsHardwareAccelerated;

        public override void Reserve<T>(Scratch scratch) => Product<Simd512<T>, Vector512<T>, T>.Reserve(scratch);

        protected override void Run<T>(in ProductTask<T> task) => Product<Simd512<T>, Vector512<T>, T>.Run(task);
    }

    private sealed class Wide256 : SimdBackend
    {
        public override int Bits => 256;

        public override bool IsAccelerated => Vector256.IsHardwareAccelerated;

        public override void Reserve<T>(Scratch scratch) => Product<Simd256<T>, Vector256<T>, T>.Reserve(scratch);

        protected override void Run<T>(in ProductTask<T> task) => Product<Simd256<T>, Vector256<T>, T>.Run(task);
    }

    private sealed class Wide128 : SimdBackend
    {
        public override int Bits => 128;

        public override bool IsAccelerated => Vector128.IsHardwareAccelerated;

        public override void Reserve<T>(Scratch scratch) => Product<Simd128<T>, Vector128<T>, T>.Reserve(scratch);

        protected override void Run<T>(in ProductTask<T> task) => Product<Simd128<T>, Vector128<T>, T>.Run(task);
    }

    private sealed class Scalar : SimdBackend
    {
        public override int Bits => 0;

        public override bool IsAccelerated => true;

        public override void Reserve<T>(Scratch scratch) => Product<SimdScalar<T>, T, T>.Reserve(scratch);

        protected override void Run<T>(in ProductTask<T> task) => Product<SimdScalar<T>, T, T>.Run(task);
    }
}

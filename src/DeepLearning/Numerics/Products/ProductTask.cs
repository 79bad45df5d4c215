using System.Numerics;

namespace DeepLearning.Numerics;

/// <summary>C = alpha · A · B + beta · D, where A is m × k, B is k × n, and D is C or, with a column stride of zero, a bias.</summary>
internal struct ProductTask<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public int M;
    public int N;
    public int K;
    public T Alpha;
    public T Beta;
    public Operand<T> A;
    public Operand<T> B;
    public Operand<T> C;
    public Operand<T> D;

    /// <summary>The same product read as Cᵀ = alpha · Bᵀ · Aᵀ + beta · Dᵀ.</summary>
    public readonly ProductTask<T> Transpose() => new()
    {
        M = N,
        N = M,
        K = K,
        Alpha = Alpha,
        Beta = Beta,
        A = B.Transpose(),
        B = A.Transpose(),
        C = C.Transpose(),
        D = D.Transpose(),
    };
}

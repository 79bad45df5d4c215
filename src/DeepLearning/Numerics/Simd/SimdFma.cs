using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeepLearning.Numerics;

/// <summary>Vectors of 256 bits by the instructions of AVX and FMA themselves, where <see cref="IsSupported"/> says so.</summary>
/// <remarks>
/// <see cref="Simd256{T}"/> asks the compiler for its vectors, and one that compiles ahead of time answers for the oldest processor that
/// the program shall run on. These instructions stand in the program all the same; whether they may be used is asked when it starts.
/// </remarks>
internal readonly struct SimdFma<T> : ISimd<Vector256<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static bool IsSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx2.IsSupported && Fma.IsSupported;
    }

    public static int Width => Vector256<T>.Count;

    private static bool IsFloat
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector256<T> Broadcast(T value) => IsFloat
        ? Avx.BroadcastScalarToVector256((float*)&value).As<float, T>()
        : Avx.BroadcastScalarToVector256((double*)&value).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector256<T> Load(T* source) => IsFloat
        ? Avx.LoadVector256((float*)source).As<float, T>()
        : Avx.LoadVector256((double*)source).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(Vector256<T> vector, T* destination)
    {
        if (IsFloat)
        {
            Avx.Store((float*)destination, vector.AsSingle());
        }
        else
        {
            Avx.Store((double*)destination, vector.AsDouble());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplyAdd(Vector256<T> x, Vector256<T> y, Vector256<T> z) => IsFloat
        ? Fma.MultiplyAdd(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
        : Fma.MultiplyAdd(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Multiply(Vector256<T> x, Vector256<T> y) => IsFloat
        ? Avx.Multiply(x.AsSingle(), y.AsSingle()).As<float, T>()
        : Avx.Multiply(x.AsDouble(), y.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Add(Vector256<T> x, Vector256<T> y) => IsFloat
        ? Avx.Add(x.AsSingle(), y.AsSingle()).As<float, T>()
        : Avx.Add(x.AsDouble(), y.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Subtract(Vector256<T> x, Vector256<T> y) => IsFloat
        ? Avx.Subtract(x.AsSingle(), y.AsSingle()).As<float, T>()
        : Avx.Subtract(x.AsDouble(), y.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Divide(Vector256<T> x, Vector256<T> y) => IsFloat
        ? Avx.Divide(x.AsSingle(), y.AsSingle()).As<float, T>()
        : Avx.Divide(x.AsDouble(), y.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> SquareRoot(Vector256<T> x) => IsFloat
        ? Avx.Sqrt(x.AsSingle()).As<float, T>()
        : Avx.Sqrt(x.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Exp(Vector256<T> x) => Simd256<T>.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Abs(Vector256<T> x) => Avx.AndNot(Broadcast(-T.Zero).AsSingle(), x.AsSingle()).As<float, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Max(Vector256<T> x, Vector256<T> y)
    {
        // The instruction gives the second of two zeros, and of two numbers of which one is NaN. Both orders together give +0 beside -0.
        var greater = Avx.And(SecondOrGreater(x, y).AsSingle(), SecondOrGreater(y, x).AsSingle());
        return Select(AreNumbers(x, y), greater.As<float, T>(), Add(x, y));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> WhereGreater(Vector256<T> x, Vector256<T> y, Vector256<T> then, Vector256<T> otherwise) => Select(
        IsFloat
            ? Avx.CompareGreaterThan(x.AsSingle(), y.AsSingle())
            : Avx.CompareGreaterThan(x.AsDouble(), y.AsDouble()).AsSingle(),
        then, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> SecondOrGreater(Vector256<T> x, Vector256<T> y) => IsFloat
        ? Avx.Max(x.AsSingle(), y.AsSingle()).As<float, T>()
        : Avx.Max(x.AsDouble(), y.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> AreNumbers(Vector256<T> x, Vector256<T> y) => IsFloat
        ? Avx.CompareOrdered(x.AsSingle(), y.AsSingle())
        : Avx.CompareOrdered(x.AsDouble(), y.AsDouble()).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Select(Vector256<float> where, Vector256<T> then, Vector256<T> otherwise) =>
        Avx.BlendVariable(otherwise.AsSingle(), then.AsSingle(), where).As<float, T>();
}

using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DeepLearning.Numerics;

namespace DeepLearning.Tests.Numerics;

/// <summary>Every operation on vectors of every width gives, element by element, the bits of the one without vectors.</summary>
public abstract class SimdTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly T[] Values =
    [
        T.Zero, T.NegativeZero, T.One, -T.One, T.CreateChecked(0.1), T.CreateChecked(-3.7), T.CreateChecked(1e30), T.CreateChecked(-1e30),
        T.Epsilon, -T.Epsilon, T.PositiveInfinity, T.NegativeInfinity, T.NaN,
    ];

    [Fact]
    public void Vectors_Of128Bits() => AssertSameAsScalar<Simd128<T>, Vector128<T>>();

    [Fact]
    public void Vectors_Of256Bits() => AssertSameAsScalar<Simd256<T>, Vector256<T>>();

    [Fact]
    public void Vectors_Of512Bits() => AssertSameAsScalar<Simd512<T>, Vector512<T>>();

    [Fact]
    public void Vectors_OfAvxAndFma()
    {
        Assert.SkipUnless(SimdFma<T>.IsSupported, "This processor, or the run without some of its instructions, has no FMA.");
        AssertSameAsScalar<SimdFma<T>, Vector256<T>>();
    }

    private static void AssertSameAsScalar<TSimd, TVector>()
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
    {
        foreach (var x in Values)
        {
            foreach (var y in Values)
            {
                var z = T.CreateChecked(0.3);
                Results<TSimd, TVector>(x, y, z).Should().Equal(Results<SimdScalar<T>, T>(x, y, z), "of {0} and {1}", x, y);
            }
        }

        AssertExponentials<TSimd, TVector>();
    }

    /// <summary>Those of TensorPrimitives, whose roundings are not those of one number alone.</summary>
    private static unsafe void AssertExponentials<TSimd, TVector>()
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
    {
        var expected = new T[16];
        var elements = stackalloc T[TSimd.Width];
        var actual = new ReadOnlySpan<T>(elements, TSimd.Width);
        foreach (var x in Enumerable.Range(-7000, 7100).Select(i => T.CreateChecked(0.1 * i)).Concat(Values))
        {
            Array.Fill(expected, x);
            TensorPrimitives.Exp<T>(expected, expected);
            TSimd.Store(TSimd.Exp(TSimd.Broadcast(x)), elements);
            actual.SequenceEqual(expected.AsSpan(0, TSimd.Width)).Should().BeTrue("of {0}: {1}, not {2}", x, actual[0], expected[0]);
        }
    }

    /// <summary>The bits of what the operations make of the last element of vectors whose others are something else.</summary>
    private static unsafe string[] Results<TSimd, TVector>(T x, T y, T z)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
    {
        return
        [
            Last(TSimd.Add(Vector(x), Vector(y))), Last(TSimd.Subtract(Vector(x), Vector(y))), Last(TSimd.Multiply(Vector(x), Vector(y))),
            Last(TSimd.Divide(Vector(x), Vector(y))), Last(TSimd.MultiplyAdd(Vector(x), Vector(y), Vector(z))),
            Last(TSimd.SquareRoot(Vector(x))), Last(TSimd.Abs(Vector(x))), Last(TSimd.Max(Vector(x), Vector(y))),
            Last(TSimd.WhereGreater(Vector(x), Vector(y), Vector(z), Vector(x))), Last(TSimd.Broadcast(x)),
        ];

        static TVector Vector(T last)
        {
            var elements = stackalloc T[TSimd.Width];
            new Span<T>(elements, TSimd.Width).Fill(T.CreateChecked(2));
            elements[TSimd.Width - 1] = last;
            return TSimd.Load(elements);
        }

        static string Last(TVector vector)
        {
            var elements = stackalloc T[TSimd.Width];
            TSimd.Store(vector, elements);
            var last = elements[TSimd.Width - 1];

            // Which NaN it is means nothing.
            return T.IsNaN(last) ? "NaN" : Convert.ToHexString(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in last)));
        }
    }
}

public sealed class SimdSingleTests : SimdTests<float>;

public sealed class SimdDoubleTests : SimdTests<double>;

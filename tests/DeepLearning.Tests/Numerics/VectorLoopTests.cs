using System.Numerics;
using System.Runtime.CompilerServices;
using DeepLearning.Numerics;

namespace DeepLearning.Tests.Numerics;

public sealed class VectorLoopTests
{
    [Fact]
    public void Combine_AnyLength_EqualsTheFunctionOfEachElement()
    {
        AssertEveryLength<float>();
        AssertEveryLength<double>();
    }

    [Fact]
    public void Combine_SpansOfDifferentLengths_Throws() =>
        FluentActions.Invoking(() => VectorLoop.Combine(default(Mix<float>), new float[3], new float[4]))
            .Should().Throw<ArgumentException>().WithMessage("The spans must be of one length, but hold 3 and 4 numbers. (Parameter 'y')");

    private static void AssertEveryLength<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var length = 0; length < 70; length++)
        {
            using var x = new GuardedMemory<T>(length);
            using var y = new GuardedMemory<T>(length);
            ProductCase.Fill(x.Span, new Random(length));
            ProductCase.Fill(y.Span, new Random(length + 1));
            if (length > 2)
            {
                x.Span[length / 2] = T.NaN;
                x.Span[0] = T.Zero;
            }

            var expected = x.Span.ToArray().Zip(y.Span.ToArray(), (a, b) => a > T.Zero ? a + (b * b) : b - T.One).ToArray();

            VectorLoop.Combine(default(Mix<T>), x.Span, y.Span);

            y.Span.ToArray().Should().Equal(expected);
            (x.IsIntact() && y.IsIntact()).Should().BeTrue();
        }
    }

    private readonly struct Mix<T> : ICombination<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Of<TSimd, TVector>(TVector x, TVector y)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged =>
            TSimd.WhereGreater(x, default, TSimd.Add(x, TSimd.Multiply(y, y)), TSimd.Subtract(y, TSimd.Broadcast(T.One)));
    }
}

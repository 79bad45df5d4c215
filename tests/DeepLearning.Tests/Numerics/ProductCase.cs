using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning.Tests.Numerics;

/// <summary>One product: its shape, its scalars, and how far its leading dimensions exceed its rows.</summary>
public sealed record ProductCase(int M, int N, int K, bool TransposeA, bool TransposeB, double Alpha = 1, double Beta = 0, int Extra = 0)
{
    public static ProductCase Random(Random random, int most) => new(
        Size(random, most), Size(random, most), Size(random, most), random.Next(2) == 0, random.Next(2) == 0,
        random.Next(3) switch { 0 => 1, 1 => -0.5, _ => 0 }, random.Next(3) switch { 0 => 0, 1 => 1, _ => 0.75 },
        random.Next(2) * random.Next(20));

    public override string ToString() =>
        $"{this.M}×{this.N}×{this.K} {(this.TransposeA ? 't' : 'n')}{(this.TransposeB ? 't' : 'n')} alpha {this.Alpha} beta {this.Beta} " +
        $"extra {this.Extra}";

    /// <summary>Runs the product in guarded memory and asserts that it equals the definition and touches nothing else.</summary>
    internal void AssertCorrect<T>(MatrixBackend backend, bool bias = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var lda = (this.TransposeA ? this.K : this.M) + this.Extra;
        var ldb = (this.TransposeB ? this.N : this.K) + this.Extra;
        var ldc = this.M + this.Extra;

        using var a = new GuardedMemory<T>(Length(this.TransposeA ? this.K : this.M, this.TransposeA ? this.M : this.K, lda));
        using var b = new GuardedMemory<T>(Length(this.TransposeB ? this.N : this.K, this.TransposeB ? this.K : this.N, ldb));
        using var c = new GuardedMemory<T>(Length(this.M, this.N, ldc));
        using var d = new GuardedMemory<T>(this.M);
        var random = new Random((this.M * 7919) + (this.N * 101) + this.K);
        Fill(a.Span, random);
        Fill(b.Span, random);
        Fill(c.Span, random);
        Fill(d.Span, random);
        var (alpha, beta) = bias ? (T.One, T.One) : (T.CreateChecked(this.Alpha), T.CreateChecked(this.Beta));
        var before = c.Span.ToArray();
        if (T.IsZero(beta))
        {
            c.Span.Fill(T.NaN);
        }

        var left = this.TransposeA ? new ReadOnlyMatrixSpan<T>(a.Span, this.K, this.M, lda).Transposed : new(a.Span, this.M, this.K, lda);
        var right = this.TransposeB ? new ReadOnlyMatrixSpan<T>(b.Span, this.N, this.K, ldb).Transposed : new(b.Span, this.K, this.N, ldb);
        var result = new MatrixSpan<T>(c.Span, this.M, this.N, ldc);
        if (bias)
        {
            backend.Multiply(left, right, result, bias: d.Span);
        }
        else
        {
            backend.Multiply(left, right, result, alpha, beta);
        }

        (a.IsIntact() && b.IsIntact() && c.IsIntact() && d.IsIntact()).Should().BeTrue("{0} writes inside C only", this);
        var epsilon = T.CreateChecked(typeof(T) == typeof(float) ? 6e-8 : 1.2e-16);
        for (var j = 0; j < this.N; j++)
        {
            for (var i = 0; i < this.M; i++)
            {
                var (sum, size) = (T.Zero, T.Zero);
                for (var p = 0; p < this.K; p++)
                {
                    var term =
                        a.Span[this.TransposeA ? p + (i * lda) : i + (p * lda)] * b.Span[this.TransposeB ? j + (p * ldb) : p + (j * ldb)];
                    sum += term;
                    size += T.Abs(term);
                }

                var addend = bias ? d.Span[i] : before[i + (j * ldc)];
                var expected = (alpha * sum) + (beta * addend);
                var tolerance = epsilon * T.CreateChecked((2 * this.K) + 8) * (size + T.Abs(addend) + epsilon);
                var actual = c.Span[i + (j * ldc)];
                if (!(T.Abs(actual - expected) <= tolerance))
                {
                    Assert.Fail(
                        $"{backend.Name} {typeof(T).Name} {this}{(bias ? " with bias" : string.Empty)}: C[{i},{j}] is {actual}, not " +
                        $"{expected}.");
                }
            }
        }

        this.AssertPaddingUntouched(c.Span, before, ldc, T.IsZero(beta));
    }

    internal static void Fill<T>(Span<T> span, Random random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (ref var element in span)
        {
            element = T.CreateChecked((2 * random.NextDouble()) - 1);
        }
    }

    private static int Length(int rows, int columns, int leading) => rows == 0 || columns == 0 ? 0 : ((columns - 1) * leading) + rows;

    private static int Size(Random random, int most) => random.Next(4) == 0
        ? Math.Min(
            most, new[] { 0, 1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 24, 31, 32, 33, 47, 48, 49, 63, 64, 65, 96, 97 }[random.Next(25)])
        : random.Next(most + 1);

    private void AssertPaddingUntouched<T>(Span<T> c, T[] before, int ldc, bool wasFilled)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var index = 0; index < c.Length; index++)
        {
            if (index % ldc >= this.M)
            {
                (wasFilled ? T.IsNaN(c[index]) : c[index].Equals(before[index])).Should().BeTrue("{0} leaves the rows below C alone", this);
            }
        }
    }
}

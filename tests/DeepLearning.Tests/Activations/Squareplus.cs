namespace DeepLearning.Tests;

/// <summary>An activation of a user's own: g(z) = (z + √(z² + 1)) / 2.</summary>
internal sealed class Squareplus : Activation
{
    protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units)
    {
        for (var i = 0; i < z.Length; i++)
        {
            a[i] = (z[i] + T.Sqrt((z[i] * z[i]) + T.One)) / (T.One + T.One);
        }
    }

    protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units)
    {
        for (var i = 0; i < z.Length; i++)
        {
            delta[i] *= (T.One + (z[i] / T.Sqrt((z[i] * z[i]) + T.One))) / (T.One + T.One);
        }
    }
}

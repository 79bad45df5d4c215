namespace DeepLearning.Tests;

/// <summary>A right regularizer whose gradient is spoiled.</summary>
/// <param name="right">The right one.</param>
/// <param name="spoil">What to add, from the weight, the right derivative and the factor 1/m.</param>
internal sealed class WrongRegularizer(Regularizer right, Func<double, double, double, double> spoil) : Regularizer
{
    protected override double PenaltyCore<T>(ReadOnlySpan<T> weights) => right.Penalty(weights);

    protected override void AddGradientCore<T>(ReadOnlySpan<T> weights, T factor, Span<T> gradient)
    {
        var slopes = new T[weights.Length];
        right.AddGradient(weights, T.One, slopes);
        for (var i = 0; i < slopes.Length; i++)
        {
            var (weight, slope) = (double.CreateChecked(weights[i]), double.CreateChecked(slopes[i]));
            gradient[i] += T.CreateChecked(spoil(weight, slope, double.CreateChecked(factor)));
        }
    }
}

namespace DeepLearning;

/// <summary>The scaled exponential linear unit: g(z) = λ z where z &gt; 0, λ α (eᶻ − 1) elsewhere; g′ is λ and λ α eᶻ = a + λ α.</summary>
/// <remarks>Ranges, sources and what becomes of NaN: <see cref="Activation.SELU"/>.</remarks>
internal sealed class SELU : Activation
{
    private const double Lambda = 1.0507009873554804934193349852946;
    private const double Alpha = 1.6732632423543772848170429916717;

    /// <inheritdoc/>
    public override Formula AsFormula(Formula z) => Lambda * Formula.WherePositive(z, z, Alpha * Formula.ExpM1(z));

    /// <inheritdoc/>
    protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units) =>
        DeepLearning.ELU.Forward(z, a, T.CreateChecked(Lambda), T.CreateChecked(Lambda * Alpha));

    /// <inheritdoc/>
    protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units) =>
        DeepLearning.ELU.Backward(z, a, delta, T.CreateChecked(Lambda), T.CreateChecked(Lambda * Alpha));
}

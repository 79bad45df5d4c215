namespace DeepLearning.Tests;

public sealed class RegularizerLaws
{
    public static TheoryData<string> All => [.. Implementations.Regularizers.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void AddGradient_AgreesWithCentralDifferencesAndAddsToWhatIsThere(string name)
    {
        var regularizer = Implementations.Regularizers[name];
        var weights = Given.Normal<double>(40, 1, seed: 1).ToColumnMajorArray();
        var gradient = Enumerable.Repeat(100.0, 40).ToArray();
        regularizer.AddGradient<double>(weights, 0.25, gradient);
        for (var i = 0; i < weights.Length; i++)
        {
            double At(double shift) => regularizer.Penalty<double>([.. weights.Select((w, j) => j == i ? w + shift : w)]);
            (gradient[i] - 100).Should().BeApproximately(0.25 * (At(1e-5) - At(-1e-5)) / 2e-5, 1e-8);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void PenaltyAndGradient_InRanges_AddUpToTheWhole(string name)
    {
        var regularizer = Implementations.Regularizers[name];
        var weights = Given.Normal<double>(61, 1, seed: 2).ToColumnMajorArray();
        var whole = new double[61];
        regularizer.AddGradient<double>(weights, 0.1, whole);
        foreach (var cut in new[] { 1, 7, 16, 60 })
        {
            var parts = regularizer.Penalty<double>(weights.AsSpan(0, cut)) + regularizer.Penalty<double>(weights.AsSpan(cut));
            parts.Should().BeApproximately(regularizer.Penalty<double>(weights), 1e-13);
            var gradient = new double[61];
            regularizer.AddGradient<double>(weights.AsSpan(cut), 0.1, gradient.AsSpan(cut));
            regularizer.AddGradient<double>(weights.AsSpan(0, cut), 0.1, gradient.AsSpan(0, cut));
            gradient.Bits().Should().Equal(whole.Bits());
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Float_AgreesWithDouble(string name)
    {
        var regularizer = Implementations.Regularizers[name];
        var weights = Given.Normal<float>(50, 1, seed: 3).ToColumnMajorArray();
        double[] exact = [.. weights.Select(w => (double)w)];
        regularizer.Penalty<float>(weights).Should().BeApproximately(regularizer.Penalty<double>(exact), 1e-4);
        var (gradient32, gradient) = (new float[50], new double[50]);
        regularizer.AddGradient<float>(weights, 0.1f, gradient32);
        regularizer.AddGradient<double>(exact, 0.1, gradient);
        gradient32.Zip(gradient, (g32, g) => Math.Abs(g32 - g)).Max().Should().BeLessThan(1e-6);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Penalty_ZeroWeights_IsZeroAndSoIsTheGradient(string name)
    {
        var regularizer = Implementations.Regularizers[name];
        regularizer.Penalty<double>([0, -0.0, 0]).Should().Be(0);
        double[] gradient = [1, 2, 3];
        regularizer.AddGradient<double>([0, -0.0, 0], 1, gradient);
        gradient.Should().Equal(1, 2, 3);
    }
}

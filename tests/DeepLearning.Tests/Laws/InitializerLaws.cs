using MathNet.Numerics.Statistics;

namespace DeepLearning.Tests;

public sealed class InitializerLaws
{
    private const int FanIn = 250;
    private const int FanOut = 160;

    /// <summary>Each initializer with the standard deviation that theory gives it.</summary>
    public static TheoryData<string, double> Deviations => new()
    {
        { "Zeros", 0 },
        { "Normal(0.01)", 0.01 },
        { "Normal(2)", 2 },
        { "Xavier", Math.Sqrt(1.0 / FanIn) },
        { "Xavier, gain 3", Math.Sqrt(3.0 / FanIn) },
        { "Glorot", Math.Sqrt(2.0 / (FanIn + FanOut)) },
        { "Glorot, gain 0.5", Math.Sqrt(1.0 / (FanIn + FanOut)) },
        { "He", Math.Sqrt(2.0 / FanIn) },
        { "He, gain 2", Math.Sqrt(4.0 / FanIn) },
    };

    [Fact]
    public void Deviations_CoverTheTable() =>
        Deviations.Select(row => row.Data.Item1).Should().BeEquivalentTo(Implementations.Initializers.Keys);

    [Theory]
    [MemberData(nameof(Deviations))]
    public void Initialize_ManyWeights_HaveTheMeanAndVarianceOfTheory(string name, double deviation)
    {
        const int Count = FanIn * FanOut;
        for (var seed = 1; seed <= 5; seed++)
        {
            var weights = new double[Count];
            Implementations.Initializers[name].Initialize<double>(weights, FanIn, FanOut, new RandomStream(seed));

            // Five standard errors: of the mean σ/√n, of the variance σ² √(2/n).
            weights.Mean().Should().BeApproximately(0, 5 * deviation / Math.Sqrt(Count));
            weights.PopulationVariance()
                .Should().BeApproximately(deviation * deviation, 5 * deviation * deviation * Math.Sqrt(2.0 / Count));
            if (deviation > 0)
            {
                // A normal distribution: 68.27 % within one deviation, 95.45 % within two.
                weights.Count(w => Math.Abs(w) < deviation).Should().BeCloseTo((int)(0.6827 * Count), 500);
                weights.Count(w => Math.Abs(w) < 2 * deviation).Should().BeCloseTo((int)(0.9545 * Count), 250);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Deviations))]
    public void Initialize_Float_IsTheDoubleRounded(string name, double deviation)
    {
        var (single, exact) = (new float[60], new double[60]);
        Implementations.Initializers[name].Initialize<float>(single, 6, 10, new RandomStream(3));
        Implementations.Initializers[name].Initialize<double>(exact, 6, 10, new RandomStream(3));
        single.Should().Equal(exact.Select(value => (float)value));
        exact.Any(value => value != 0).Should().Be(deviation > 0);
    }

    [Theory]
    [MemberData(nameof(Deviations))]
    public void Initialize_SameStream_SameBitsAndOtherStreamOthers(string name, double deviation)
    {
        double[] Fill(long seed)
        {
            var weights = Enumerable.Repeat(double.NaN, 60).ToArray();
            Implementations.Initializers[name].Initialize<double>(weights, 6, 10, new RandomStream(seed));
            return weights;
        }

        Fill(1).Should().Equal(Fill(1));
        Fill(1).SequenceEqual(Fill(2)).Should().Be(deviation == 0);
    }
}

using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.Statistics;

namespace DeepLearning.Tests;

public sealed class RandomStreamTests
{
    [Fact]
    public void Bits_AreThoseOfSplitMix64()
    {
        // The known first outputs of seed 0 make sure of the restatement.
        SplitMix64(0).Take(3).Should().Equal(0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F);
        foreach (var seed in new[] { 0L, 1, -1, 12345, long.MaxValue, long.MinValue })
        {
            // The key is the first output of the seed; the stream is that of the key.
            var stream = new RandomStream(seed);
            Enumerable.Range(0, 20).Select(i => stream.Bits(i)).Should().Equal(SplitMix64(SplitMix64((ulong)seed).First()).Take(20));
        }
    }

    [Fact]
    public void Bits_AreTheSameOnEveryMachineAndInEveryVersion()
    {
        // Computed apart, in another language: saved seeds must mean the same numbers for ever.
        var stream = new RandomStream(42).Fork("dropout").Fork(3).Fork(-1);
        stream.Bits(0).Should().Be(0xEBF0E9CD25C8CEFC);
        stream.Bits(1_000_000_007).Should().Be(0xF5B8B99AE1CC4B9B);
        new RandomStream(0).Fork("initialization").Bits(5).Should().Be(0x3ABF94E397355262);
    }

    [Fact]
    public void Uniform_IsInItsRangeAndEven()
    {
        var stream = new RandomStream(1);
        var numbers = Enumerable.Range(0, 100_000).Select(i => stream.Uniform(i)).ToArray();
        numbers.Should().OnlyContain(u => u >= 0 && u < 1);
        numbers.Mean().Should().BeApproximately(0.5, 5 * Math.Sqrt(1.0 / 12 / numbers.Length));
        numbers.Variance().Should().BeApproximately(1.0 / 12, 0.002);

        // Chi-squared of 100 cells: 99 ± 5 √198.
        var cells = new int[100];
        foreach (var u in numbers)
        {
            cells[(int)(100 * u)]++;
        }

        cells.Sum(count => Math.Pow(count - 1000, 2) / 1000).Should().BeApproximately(99, 70);
        Correlation.Pearson(numbers[..^1], numbers[1..]).Should().BeApproximately(0, 5 / Math.Sqrt(numbers.Length));
    }

    [Fact]
    public void Normal_HasTheMomentsOfTheStandardNormalDistribution()
    {
        var stream = new RandomStream(2);
        var numbers = Enumerable.Range(0, 100_000).Select(i => stream.Normal(i)).ToArray();
        numbers.Should().OnlyContain(n => Math.Abs(n) < 6);
        numbers.Mean().Should().BeApproximately(0, 5 / Math.Sqrt(numbers.Length));
        numbers.Variance().Should().BeApproximately(1, 5 * Math.Sqrt(2.0 / numbers.Length));
        numbers.Skewness().Should().BeApproximately(0, 5 * Math.Sqrt(6.0 / numbers.Length));
        numbers.Kurtosis().Should().BeApproximately(0, 5 * Math.Sqrt(24.0 / numbers.Length));
    }

    [Fact]
    public void Fork_OtherPurposesAndCoordinates_AreIndependentStreams()
    {
        var root = new RandomStream(7);
        var forks = Enumerable.Range(-100, 201).Select(i => root.Fork(i))
            .Concat(new[] { "", "a", "b", "ab", "ba", "shuffle", "dropout", "weights", "biases" }.Select(root.Fork))
            .Append(root).Append(root.Fork("a").Fork("b")).Append(root.Fork("a").Fork(1)).Append(root.Fork(1).Fork("a"))
                .Append(root.Fork(1).Fork(2))
            .Append(root.Fork(2).Fork(1)).ToArray();
        forks.Distinct().Should().HaveSameCount(forks);
        forks.SelectMany(fork => Enumerable.Range(0, 50).Select(i => fork.Bits(i))).Distinct().Should().HaveCount(50 * forks.Length);
        var (one, other) = (root.Fork("one"), root.Fork("other"));
        Correlation.Pearson(
            Enumerable.Range(0, 10_000).Select(i => one.Normal(i)), Enumerable.Range(0, 10_000).Select(i => other.Normal(i)))
            .Should().BeApproximately(0, 0.05);
    }

    [Fact]
    public void Fork_Null_IsRefused() => Failure.Of<ArgumentNullException>(() => new RandomStream(1).Fork(null!))
        .Should().Be("Value cannot be null. (Parameter 'purpose')");

    [Fact]
    public void Equality_IsThatOfTheNumbers()
    {
        (new RandomStream(1) == new RandomStream(1)).Should().BeTrue();
        (new RandomStream(1) != new RandomStream(2)).Should().BeTrue();
        new RandomStream(1).Fork("a").Equals((object)new RandomStream(1).Fork("a")).Should().BeTrue();
        new RandomStream(1).GetHashCode().Should().Be(new RandomStream(1).GetHashCode());
        new RandomStream(1).Equals(new object()).Should().BeFalse();
    }

    [Fact]
    public void Shuffle_AnyItems_KeepsThemAll() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), ArbMap.Default.ArbFor<long>(), (items, seed) =>
    {
        int[] shuffled = [.. items], again = [.. items];
        new RandomStream(seed).Shuffle<int>(shuffled);
        new RandomStream(seed).Shuffle<int>(again);
        return shuffled.Order().SequenceEqual(items.Order()) && shuffled.SequenceEqual(again);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Shuffle_ManySeeds_EveryOrderIsEquallyLikely()
    {
        // 24 orders of four, 500 of each expected; chi-squared 23 ± 5 √46.
        var orders = Enumerable.Range(0, 12_000).Select(seed =>
        {
            char[] items = ['a', 'b', 'c', 'd'];
            new RandomStream(seed).Shuffle<char>(items);
            return new string(items);
        }).CountBy(order => order).ToArray();
        orders.Should().HaveCount(24);
        orders.Sum(order => Math.Pow(order.Value - 500, 2) / 500).Should().BeLessThan(23 + 34);
    }

    private static IEnumerable<ulong> SplitMix64(ulong state)
    {
        while (true)
        {
            state += 0x9E3779B97F4A7C15;
            var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            yield return z ^ (z >> 31);
        }
    }
}

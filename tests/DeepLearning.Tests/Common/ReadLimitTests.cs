namespace DeepLearning.Tests;

public sealed class ReadLimitTests
{
    [Fact]
    public void Of_CountsWithoutWrappingAround()
    {
        var limit = new ReadLimit(512, 2 * ReadLimit.MiB);
        limit.Of(10).Should().Be(5120 + (2 << 20));
        limit.Of(long.MaxValue).Should().Be(((Int128)512 * long.MaxValue) + (2 << 20));
        limit.ToString().Should().Be("512 bytes for each byte of the file, and 2 MiB besides");
        new ReadLimit(1, ReadLimit.MiB).ToString().Should().Be("1 byte for each byte of the file, and 1 MiB besides");
    }
}

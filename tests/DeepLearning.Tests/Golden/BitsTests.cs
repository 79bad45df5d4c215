using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace DeepLearning.Tests;

/// <summary>The bits of trained networks, the same on every processor of a kind: x64 at any vector width and Arm64.</summary>
/// <remarks>There are two kinds, those that round x · y + z once and those that round it twice.</remarks>
public sealed class BitsTests
{
    /// <summary>The SHA-256 of a network's parameters where x · y + z is rounded once, and where it is rounded twice.</summary>
    private static readonly Dictionary<string, (string Once, string Twice)> Golden = new(StringComparer.Ordinal)
    {
        ["one unit"] = (
            "once",
            "twice"),
        ["one unit, double, momentum, L2"] = (
            "once",
            "twice"),
        ["ReLU, dropout, Adam"] = (
            "once",
            "twice"),
        ["tanh, layer normalization, RMSprop, double"] = (
            "once",
            "twice"),
        ["SELU, ELU, clipping by norm, Nesterov"] = (
            "once",
            "twice"),
        ["GELU, softplus, Nadam, double"] = (
            "once",
            "twice"),
        ["SiLU, layer normalization, max-norm, AdamW"] = (
            "once",
            "twice"),
        ["augmented images, AMSGrad"] = (
            "once",
            "twice"),
        ["hinge, clipping by value, AdaGrad, double"] = (
            "once",
            "twice"),
        ["wide, one example a step, heavy ball"] = (
            "once",
            "twice"),
    };

    public static TheoryData<string> Names => [.. BitsOfNetworks.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_OnAnyProcessorOfAKind_GivesTheSameBits(string network)
    {
        Assert.SkipWhen(
            !Vector128.IsHardwareAccelerated && BitsOfNetworks.OfExponentials.Contains(network),
            "without the processor's vectors e^x comes from the system's C library, and its bits are the system's");
        var (once, twice) = Golden[network];
        (network, BitsOfNetworks.All[network]()).Should().Be((network, Fma.IsSupported || AdvSimd.IsSupported ? once : twice));
    }
}

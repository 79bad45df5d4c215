using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace DeepLearning.Tests;

/// <summary>The bits of trained networks, the same on every processor of a kind: x64 at any vector width and Arm64.</summary>
/// <remarks>
/// There are two kinds: those that round x · y + z once (Arm64, and x64 with FMA) and those that round it twice. A change of the order of a
/// sum or of a drawn number changes these values; it stands under Numbers in the list of changes.
/// </remarks>
public sealed class BitsTests
{
    /// <summary>The SHA-256 of a network's parameters where x · y + z is rounded once, and where it is rounded twice.</summary>
    private static readonly Dictionary<string, (string Once, string Twice)> Golden = new(StringComparer.Ordinal)
    {
        ["one unit"] = (
            "9fa7a2d6b23989152ea0906343efac59470d5cc764b55ccced9737ab3c9c3c8d",
            "06795040530a045ff2b62436e86e7ba546d4b73c7af34585f8c93e232bf42301"),
        ["one unit, double, momentum, L2"] = (
            "fbfeb6a29ebc3723aee9302d77c11e2653404178727bb51c99f4a74a7465d174",
            "fbfeb6a29ebc3723aee9302d77c11e2653404178727bb51c99f4a74a7465d174"),
        ["ReLU, dropout, Adam"] = (
            "afd66ac5eb48eb27229f2914e3fbf593dd7f8e8c63c5abfaa8adaca16ed22012",
            "08606fb08a0143815f1f350aa4bdc46e5edd785a7a1fcd1751d59fb42f9a391b"),
        ["tanh, layer normalization, RMSprop, double"] = (
            "991c21a02e95e2cb70f6df57af30c702803f97c256eff361986871d70253a3f8",
            "8b6bc724f092e5fafe04bd9a447a13c67755f6fdc0427093ffa5707b985fd074"),
        ["SELU, ELU, clipping by norm, Nesterov"] = (
            "76e952bc4beb72f780e2ffb5e0c31df82f01f1a2656d0b92a45abf170837b943",
            "665c6c265ac949118d59a6d6299e83a1043befe40e40d5bf3c2768f6afc03eda"),
        ["GELU, softplus, Nadam, double"] = (
            "265d1d46fc7f33ab00cf53fd1ff9840e2a9522c86b71b63ef5070e70e3e87679",
            "12140c8256d985007a09901d5e7657d17f7955506e01d06db6c3bbc4375b2040"),
        ["SiLU, layer normalization, max-norm, AdamW"] = (
            "228ed22a56a6aef1a725bcb9d2ccd9c7d69bae553298e6ca6d63996a32ee806c",
            "cd2e169f4557f23ef60d8b2eef34c233e165f02ffd26bd0f835cc1091f06dc1d"),
        ["augmented images, AMSGrad"] = (
            "e0a879fd6aac6e1ee72ec9866cfcf1024f554deb9c936986c78f055b10ab2810",
            "6585cdeea774cd7f8161d9880d87e7c56d7108d30bcc602bcb736fa5ba23d242"),
        ["hinge, clipping by value, AdaGrad, double"] = (
            "787628f53ac17a0548b76f319080598589a74f3b1c670c483223bf662fdb9de3",
            "8c783c05e6533e8b60497408b37ba7e73d76690090e8972eb08e322a5c94850e"),
        ["wide, one example a step, heavy ball"] = (
            "3a45be924fea31a9a5b1ae01e602efe56c761268a9b1b131f2864235b495e6e6",
            "07f603dca09b90182404d0ae0db95be490dc725838ee9b7336b25966f42dd299"),
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

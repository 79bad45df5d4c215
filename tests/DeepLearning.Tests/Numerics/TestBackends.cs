using DeepLearning.Numerics;

namespace DeepLearning.Tests.Numerics;

/// <summary>Every backend there can be, by a name that a test explorer shows.</summary>
internal static class TestBackends
{
    public static IEnumerable<string> Names => SimdBackend.All.Select(Name);

    public static MatrixBackend Get(string name) => SimdBackend.All.First(backend => Name(backend) == name);

    private static string Name(SimdBackend backend) => $"simd {backend.Bits}";
}

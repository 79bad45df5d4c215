using DeepLearning.Numerics;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace DeepLearning.Tests.Numerics;

/// <summary>Every backend there can be, by a name that a test explorer shows.</summary>
internal static class TestBackends
{
    private static readonly IReadOnlyList<BlasLibrary> Libraries =
        [new MklLibrary(), new OpenBlasLibrary(), new BlisLibrary(), new AccelerateLibrary()];

    public static IEnumerable<string> Names =>
        [.. SimdBackend.All.Select(Name), .. Libraries.Select(library => library.Name), "mathnet", "reference"];

    /// <summary>The backend, or the running test is skipped with the reason why there is none.</summary>
    public static MatrixBackend Get(string name)
    {
        if (name == "mathnet")
        {
            return new MathNetBackend(new ManagedLinearAlgebraProvider());
        }

        if (name == "reference")
        {
            return new ReferenceBackend();
        }

        if (Libraries.FirstOrDefault(library => library.Name == name) is not { } native)
        {
            return SimdBackend.All.First(backend => Name(backend) == name);
        }

        Assert.SkipWhen(native.Prepared.Problem is not null, native.Prepared.Problem ?? string.Empty);
        return native.Engine;
    }

    private static string Name(SimdBackend backend) => $"simd {backend.Vectors}";
}

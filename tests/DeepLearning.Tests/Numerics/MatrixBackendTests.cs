using System.Numerics;
using System.Runtime.Intrinsics;
using DeepLearning.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace DeepLearning.Tests.Numerics;

public abstract class MatrixBackendTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static TheoryData<string> Backends => [.. TestBackends.Names];

    /// <summary>Emulated vectors are a hundred times slower: fewer cases there.</summary>
    private static int Cases => Vector128.IsHardwareAccelerated ? 600 : 60;

    [Theory]
    [MemberData(nameof(Backends))]
    public void Multiply_EveryPairOfEdgeSizes_EqualsTheDefinition(string name)
    {
        var backend = TestBackends.Get(name);
        int[] sizes = Vector128.IsHardwareAccelerated
            ? [0, 1, 2, 3, 4, 5, 7, 8, 9, 12, 13, 16, 17, 31, 32, 33, 47, 48, 49, 64, 65]
            : [0, 1, 3, 4, 5, 9, 17, 33];
        foreach (var m in sizes)
        {
            foreach (var n in sizes)
            {
                var transposes = (m + n) % 4;
                new ProductCase(m, n, (m + (3 * n)) % 11, transposes > 1, transposes % 2 == 1).AssertCorrect<T>(backend);
                new ProductCase(m, n, 5, transposes % 2 == 0, transposes > 1, -0.5, 0.75, 3).AssertCorrect<T>(backend);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public void Multiply_RandomShapes_EqualsTheDefinition(string name)
    {
        var backend = TestBackends.Get(name);
        var random = new Random(20);
        for (var index = 0; index < Cases; index++)
        {
            ProductCase.Random(random, 70).AssertCorrect<T>(backend);
        }
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public void Multiply_ShapesBeyondEveryBlock_EqualsTheDefinition(string name)
    {
        var backend = TestBackends.Get(name);
        foreach (var (m, n, k) in new[]
        {
            (241, 9, 513), (9, 241, 257), (1, 1, 1025), (300, 1, 300), (1, 300, 300), (20, 17, 1030), (481, 5, 3), (1, 20, 2100),
            (1101, 1, 100), (20, 1, 2600), (12, 1, 3100), (3, 1, 5200), (101, 1, 1100), (2051, 1, 40),
        })
        {
            for (var transposes = 0; transposes < 4; transposes++)
            {
                new ProductCase(m, n, k, transposes > 1, transposes % 2 == 1).AssertCorrect<T>(backend);
                new ProductCase(m, n, k, transposes > 1, transposes % 2 == 1, -0.5, 0.75, 1).AssertCorrect<T>(backend);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public void Multiply_AnyShapeToAFewHundred_EqualsTheDefinition(string name)
    {
        var backend = TestBackends.Get(name);
        var most = Vector128.IsHardwareAccelerated ? 300 : 60;
        var cases = Gen.Choose(0, int.MaxValue).Select(seed => ProductCase.Random(new Random(seed), most));

        Prop.ForAll(cases.ToArbitrary(), one => one.AssertCorrect<T>(backend))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(12).WithQuietOnSuccess(true));
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public void MultiplyAddBias_RandomShapes_EqualsTheDefinition(string name)
    {
        var backend = TestBackends.Get(name);
        var random = new Random(21);
        for (var index = 0; index < Cases / 3; index++)
        {
            ProductCase.Random(random, 60).AssertCorrect<T>(backend, bias: true);
        }

        new ProductCase(33, 9, 600, false, false).AssertCorrect<T>(backend, bias: true);
        new ProductCase(33, 9, 600, true, false).AssertCorrect<T>(backend, bias: true);
    }

    [Fact]
    public void Multiply_ShapesThatDoNotFit_Throws()
    {
        var backend = SimdBackend.Best;
        var action = () => backend.Multiply(new(new T[8], 2, 4), new(new T[9], 3, 3), new MatrixSpan<T>(new T[6], 2, 3));
        action.Should().Throw<ArgumentException>().WithMessage("The product of 2 × 4 and 3 × 3 is no matrix of 2 × 3.");
    }
}

public sealed class MatrixBackendSingleTests : MatrixBackendTests<float>;

public sealed class MatrixBackendDoubleTests : MatrixBackendTests<double>;

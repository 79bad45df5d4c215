using System.Runtime.InteropServices;
using DeepLearning.Numerics;

namespace DeepLearning.Tests.Numerics;

[Collection(nameof(BackendTests))]
public sealed class BackendTests : IDisposable
{
    private readonly Backend.Choice? before = Backend.Exchange(null);
    private readonly int threads = Backend.Threads;

    public void Dispose()
    {
        Backend.Exchange(before);
        Backend.Threads = threads;
    }

    [Fact]
    public void FromEnvironment_NothingNamed_IsSimdAndSaysThatItIsTheDefault()
    {
        var choice = Backend.FromEnvironment(null);

        choice.Backend.Should().BeSameAs(Backend.Simd);
        choice.Reason.Should().Be("the default");
        choice.Products.Should().BeSameAs(SimdBackend.Best);
    }

    [Fact]
    public void FromEnvironment_Named_SaysSo() =>
        Backend.FromEnvironment(" SIMD ").Reason.Should().Be("named by DEEPLEARNING_BACKEND");

    [Fact]
    public void FromEnvironment_UnknownName_ListsTheNames() =>
        FluentActions.Invoking(() => Backend.FromEnvironment("cuda")).Should().Throw<InvalidOperationException>().WithMessage(
            "DEEPLEARNING_BACKEND is 'cuda', but there is no backend of that name; the names are simd, mkl, openblas, blis, accelerate, " +
            "mathnet.");

    [Fact]
    public void Use_UnknownName_ListsTheNames() =>
        FluentActions.Invoking(() => Backend.Use("cuda")).Should().Throw<ArgumentException>().WithMessage(
            "There is no backend 'cuda'; the names are simd, mkl, openblas, blis, accelerate, mathnet. (Parameter 'name')");

    [Fact]
    public void Use_Null_Throws() => FluentActions.Invoking(() => Backend.Use(null!)).Should().Throw<ArgumentNullException>();

    [Fact]
    public void Current_Set_IsInUseWithItsReason()
    {
        Backend.Current = Backend.Simd;

        Backend.Current.Should().BeSameAs(Backend.Simd);
        Backend.Reason.Should().Be("chosen in code");
        Backend.Report().Should().Contain(
            $"simd: managed SIMD kernel, {Backend.Simd.Version} (in use, chosen in code, {Backend.Threads} " +
            $"thread{(Backend.Threads == 1 ? "" : "s")})");
    }

    [Fact]
    public void Current_SetToMathNetWithoutANativeProvider_SaysWhatToDo() =>
        FluentActions.Invoking(() => Backend.Current = Backend.MathNet).Should().Throw<InvalidOperationException>().WithMessage(
            "The backend 'mathnet', chosen in code, is not available. MathNet's provider is the managed one, which is slower than simd. "
            + "Call Control.UseNativeMKL() or another of Control's methods with the packages MathNet.Numerics.Providers.MKL and "
            + "MathNet.Numerics.MKL.Win-x64 or .Linux-x64 installed, then choose again.");

    [Fact]
    public void Current_SetToALibraryThatIsMissing_SaysWhereItLookedAndWhatToInstall()
    {
        Assert.SkipWhen(OperatingSystem.IsMacOS(), "Accelerate is part of macOS.");

        FluentActions.Invoking(() => Backend.Current = Backend.Accelerate).Should().Throw<InvalidOperationException>().WithMessage(
            "The backend 'accelerate', chosen in code, is not available. Apple Accelerate does not exist for this operating system.");
        Backend.Current.Should().BeSameAs(Backend.Simd);
    }

    [Fact]
    public void Problem_OfALibraryThatIsNowhere_NamesFilesPlacesAndPackages()
    {
        var loaded = new NoLibrary().Loaded;

        loaded.Problem.Should().MatchRegex(
            @"^Nothing BLAS was not found: looked for libnothing-a, libnothing-b beside the application, in \w+ and in the system's " +
            @"library directories\. "
            + @"To install it: wait for it\.$");
    }

    [Fact]
    public unsafe void Report_OfALibraryThatSomebodyElseUses_ChangesNothing()
    {
        var file = new[] { "libopenblas.so.0", "libopenblas.so", "libopenblas.dll", "libopenblas.0.dylib" }.FirstOrDefault(
            name => NativeLibrary.TryLoad(name, out _));
        Assert.SkipWhen(file is null, "OpenBLAS is not installed.");
        var library = NativeLibrary.Load(file!);
        var set = (delegate* unmanaged[Cdecl]<int, void>)NativeLibrary.GetExport(library, "openblas_set_num_threads");
        var threads = (delegate* unmanaged[Cdecl]<int>)NativeLibrary.GetExport(library, "openblas_get_num_threads");
        set(2);

        Backend.Report().Should().Contain("openblas: OpenBLAS, ");
        Backend.OpenBlas.IsAvailable.Should().BeTrue();
        new OpenBlasLibrary().Loaded.Problem.Should().BeNull();
        threads().Should().Be(2, "it was only asked for");

        new OpenBlasLibrary().Prepared.Problem.Should().BeNull();
        threads().Should().Be(1, "the library's own threads are above it");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Current_SetToWhatIsAvailable_MultipliesWithIt(string name)
    {
        var backend = Backend.All.Single(one => one.Name == name);
        Assert.SkipUnless(backend.IsAvailable, backend.Problem ?? string.Empty);

        Backend.Use(name.ToUpperInvariant());

        Backend.Products.Name.Should().Be(name);
        backend.Version.Should().NotBeNullOrWhiteSpace();
        var c = new double[1];
        Backend.Products.Multiply(new([2.0, 3], 1, 2), new([5.0, 7], 2, 1), new MatrixSpan<double>(c, 1, 1));
        c[0].Should().Be(31);
    }

    [Fact]
    public void Threads_LessThanOne_Throws() =>
        FluentActions.Invoking(() => Backend.Threads = 0).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void Threads_AtFirst_AreTheProcessors() => threads.Should().Be(Environment.ProcessorCount);

    public static TheoryData<string> Names => [.. Backend.All.Select(backend => backend.Name)];

    private sealed class NoLibrary : BlasLibrary
    {
        public override string Name => "nothing";

        public override string Title => "Nothing BLAS";

        public override string Installation => "wait for it";

        protected override IReadOnlyList<string> FileNames => ["libnothing-a", "libnothing-b"];

        protected override string? Check(nint library) => null;

        protected override string? Prepare(nint library) => null;

        protected override string? Version(nint library, bool isPrepared) => null;
    }
}

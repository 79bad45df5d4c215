using DeepLearning.Numerics;
using DeepLearning.Tuning;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace DeepLearning;

/// <summary>The means to multiply matrices: the library's own kernel, or a native library that is installed on the machine.</summary>
/// <remarks>
/// <para>
/// The choice is for the process: <see cref="Current"/> in code, or the environment variable <c>DEEPLEARNING_BACKEND</c> with one of the
/// names below, read when the first product is computed. The default is <see cref="Simd"/>, which needs nothing to be installed.
/// </para>
/// <list type="table">
/// <item><term>simd</term><description>The library's own kernel, on the widest vectors of the processor.</description></item>
/// <item><term>mkl</term><description>Intel MKL.</description></item>
/// <item><term>openblas</term><description>OpenBLAS.</description></item>
/// <item><term>blis</term><description>BLIS or AMD AOCL-BLAS.</description></item>
/// <item><term>accelerate</term><description>Apple Accelerate.</description></item>
/// <item>
/// <term>mathnet</term><description>The native provider that the application has chosen in MathNet's <c>Control</c>.</description>
/// </item>
/// </list>
/// <para>
/// Bits. With one backend, equal runs on one machine give equal bits for any number of threads; with <see cref="MathNet"/> that is for its
/// provider to promise, which divides the products by itself: the library divides none among its threads, so that <see cref="Threads"/>
/// decides nothing there, but the provider's own threads may. From backend to backend the last digits differ, since each sums in an order
/// of its own. The order of <see cref="Simd"/> is the same for every vector width and element type; its bits differ only between processors
/// with and without fused multiply-add. A native library may sum otherwise on another processor, or for operands that are aligned
/// otherwise.
/// </para>
/// <para>
/// Native libraries are told to use one thread when they are chosen, process-wide where they know no other way, because the library's own
/// threads are above them. Only <see cref="MathNet"/> divides the work itself. Intel MKL under another part of the program, such as
/// MathNet's provider, may be threaded by OpenMP, whose threads spin for 200 ms after each product: beside the library's own on a busy
/// machine that takes many times as long. Then set <c>KMP_BLOCKTIME=0</c>, or <c>OMP_NUM_THREADS=1</c>, before the process starts.
/// </para>
/// <threadsafety>All members may be used from any thread. Choose before training: a step that has begun ends as it began.</threadsafety>
/// </remarks>
public sealed class Backend
{
    /// <summary>The environment variable that chooses.</summary>
    internal const string Variable = "DEEPLEARNING_BACKEND";

    private static readonly Lock Choosing = new();
    private static volatile Choice? choice;
    private static volatile int threads = Environment.ProcessorCount;

    /// <summary>How many threads the work of this thread may use, where it shares the processors with other work; 0 for all.</summary>
    [ThreadStatic]
    private static int limitOfThisThread;

    private readonly Func<Finding> find;
    private readonly Func<Preparation> prepare;

    /// <param name="name">The name by which it is chosen.</param>
    /// <param name="title">Its full name.</param>
    /// <param name="find">Looks whether it is there, and changes nothing.</param>
    /// <param name="prepare">Makes it ready to multiply.</param>
    private Backend(string name, string title, Func<Finding> find, Func<Preparation> prepare)
    {
        (Name, Title) = (name, title);
        (this.find, this.prepare) = (find, prepare);
    }

    /// <summary>The library's own kernel, on the widest vectors of the processor. Always available, and the default.</summary>
    public static Backend Simd { get; } = new("simd", "managed SIMD kernel", FindSimd, () => new(SimdBackend.Best, null));

    /// <summary>Intel MKL, with its sequential layer: the threads are the library's own, and no OpenMP runtime is needed.</summary>
    public static Backend Mkl { get; } = OfLibrary(new MklLibrary());

    /// <summary>OpenBLAS.</summary>
    public static Backend OpenBlas { get; } = OfLibrary(new OpenBlasLibrary());

    /// <summary>BLIS or AMD AOCL-BLAS, told to pack its operands, without which kernels of BLIS 0.9 read past their ends.</summary>
    public static Backend Blis { get; } = OfLibrary(new BlisLibrary());

    /// <summary>Apple Accelerate, on macOS.</summary>
    public static Backend Accelerate { get; } = OfLibrary(new AccelerateLibrary());

    /// <summary>The native provider that the application has chosen, as by <c>Control.UseNativeMKL()</c>.</summary>
    public static Backend MathNet { get; } = new("mathnet", "MathNet's native provider", FindMathNet, PrepareMathNet);

    /// <summary>
    /// Every backend there is, available or not. Asking one whether it is available loads its library and changes nothing of it: its
    /// threads are settled when the backend is chosen.
    /// </summary>
    public static IReadOnlyList<Backend> All { get; } = [Simd, Mkl, OpenBlas, Blis, Accelerate, MathNet];

    /// <summary>The backend in use.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The value is not available; or, on reading, the backend named by <c>DEEPLEARNING_BACKEND</c> is not, or does not exist. The
    /// message says where it was looked for and what to install.
    /// </exception>
    public static Backend Current
    {
        get => Chosen.Backend;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            choice = value.Choose("chosen in code");
        }
    }

    /// <summary>The reason why the current backend is the current one.</summary>
    public static string Reason => Chosen.Reason;

    /// <summary>The most threads that a training step, a prediction or a CSV file takes; the number of processors by default.</summary>
    /// <remarks>
    /// Small work uses fewer. The results do not depend on it, bit for bit. Within a trial of a <see cref="RandomSearch"/> it is the
    /// trial's share.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public static int Threads
    {
        get => limitOfThisThread == 0 ? threads : Math.Min(limitOfThisThread, threads);
        set => threads = Guard.Positive(value);
    }

    /// <summary>The name by which it is chosen, such as <c>mkl</c>.</summary>
    public string Name { get; }

    /// <summary>Its full name, such as <c>Intel MKL</c>.</summary>
    public string Title { get; }

    /// <summary>Whether it can be used on this machine, as far as can be found out without changing anything in the process.</summary>
    public bool IsAvailable => Problem is null;

    /// <summary>Its version, or null when it is not available or tells none; Intel MKL tells it once it has been chosen.</summary>
    public string? Version => find().Version;

    /// <summary>The reason why it cannot be used, where it was looked for and what to install; null when it is available.</summary>
    public string? Problem => find().Problem;

    /// <summary>
    /// How many threads the work of the calling thread may use, where it shares the processors with other work; 0 for all.
    /// </summary>
    internal static int LimitOfThisThread
    {
        get => limitOfThisThread;
        set => limitOfThisThread = value;
    }

    /// <summary>What multiplies now.</summary>
    internal static MatrixBackend Products => Chosen.Products;

    /// <summary>What multiplies now, with the threads sharing each product of few columns.</summary>
    internal static MatrixBackend SharedProducts => Chosen.SharedProducts;

    private static Choice Chosen => choice ?? ChooseFromEnvironment();

    /// <summary>Chooses by name.</summary>
    /// <param name="name">One of the names of <see cref="All"/>; upper and lower case are the same.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no backend of that name.</exception>
    /// <exception cref="InvalidOperationException">It is not available on this machine; the message says what to install.</exception>
    public static void Use(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Current = Find(name) ?? throw new ArgumentException($"There is no backend '{name}'; the names are {Names}.", nameof(name));
    }

    /// <summary>Every backend, one a line: in use and why, available with its version, or why not.</summary>
    public static string Report() => string.Join(Environment.NewLine, All.Select(backend => backend.Describe()));

    /// <summary>Name, title and version, such as <c>openblas: OpenBLAS 0.3.21</c>.</summary>
    public override string ToString() => Version is { } version ? $"{Name}: {Title}, {version}" : $"{Name}: {Title}";

    /// <summary>What is in use if the environment variable has the given value.</summary>
    internal static Choice FromEnvironment(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return Simd.Choose("the default");
        }

        var named = Find(value) ?? throw new InvalidOperationException(
            $"{Variable} is '{value}', but there is no backend of that name; the names are {Names}.");
        return named.Choose($"named by {Variable}");
    }

    /// <summary>For tests: back to what an earlier <see cref="Choice"/> was.</summary>
    internal static Choice? Exchange(Choice? other)
    {
        var before = choice;
        choice = other;
        return before;
    }

    private static string Names => string.Join(", ", All.Select(backend => backend.Name));

    private static Backend? Find(string name) =>
        All.FirstOrDefault(backend => backend.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));

    private static Choice ChooseFromEnvironment()
    {
        lock (Choosing)
        {
            return choice ??= FromEnvironment(Environment.GetEnvironmentVariable(Variable));
        }
    }

    private static Backend OfLibrary(BlasLibrary library) => new(
        library.Name,
        library.Title,
        () => library.Loaded is { Problem: null } loaded ? new(loaded.Version, null) : new(null, library.Loaded.Problem),
        () => library.Prepared is { Problem: null } ? new(library.Engine, null) : new(null, library.Prepared.Problem));

    private static Finding FindSimd() => new(SimdBackend.Best.Vectors, null);

    private static Finding FindMathNet()
    {
        var provider = LinearAlgebraControl.Provider;
        return provider is ManagedLinearAlgebraProvider
            ? new(null,
                "MathNet's provider is the managed one, which is slower than simd. Call Control.UseNativeMKL() or another of Control's " +
                "methods "
                + "with the packages MathNet.Numerics.Providers.MKL and MathNet.Numerics.MKL.Win-x64 or .Linux-x64 installed, then " +
                    "choose again.")
            : new(provider.ToString(), null);
    }

    private static Preparation PrepareMathNet() =>
        FindMathNet().Problem is { } problem ? new(null, problem) : new(new MathNetBackend(LinearAlgebraControl.Provider), null);

    private Choice Choose(string reason)
    {
        var (products, problem) = prepare();
        return products is not null
            ? new(this, products, reason)
            : throw new InvalidOperationException($"The backend '{Name}', {reason}, is not available. {problem}");
    }

    private string Describe()
    {
        var state = Chosen.Backend == this ? $"in use, {Reason}, {Threads} thread{(Threads == 1 ? string.Empty : "s")}"
            : IsAvailable ? "available"
            : $"not available: {Problem}";
        return $"{this} ({state})";
    }

    /// <summary>What is in use, and why.</summary>
    internal sealed record Choice(Backend Backend, MatrixBackend Products, string Reason)
    {
        public MatrixBackend SharedProducts { get; } = new SharedBackend(Products);
    }

    private sealed record Finding(string? Version, string? Problem);

    private sealed record Preparation(MatrixBackend? Products, string? Problem);
}

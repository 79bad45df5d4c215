using System.Reflection;
using System.Runtime.InteropServices;

namespace DeepLearning.Numerics;

/// <summary>A native library with the C interface to BLAS: what it is called, where it is looked for, how it is prepared.</summary>
/// <remarks>
/// A library is not loaded before it is asked for, and asking changes nothing of it: another user of it in the process goes on as before.
/// Threads are above the products, so a library that is chosen is told to use one, where it can be told; and only libraries with 32-bit
/// indices are accepted, since the arguments differ.
/// </remarks>
internal abstract unsafe partial class BlasLibrary
{
    private readonly Lazy<LoadedBlas> loaded;
    private readonly Lazy<LoadedBlas> prepared;

    protected BlasLibrary()
    {
        loaded = new Lazy<LoadedBlas>(Load);
        prepared = new Lazy<LoadedBlas>(PrepareOnce);
    }

    /// <summary>The name by which a user chooses it.</summary>
    public abstract string Name { get; }

    /// <summary>Its full name.</summary>
    public abstract string Title { get; }

    /// <summary>The commands or packages that install it.</summary>
    public abstract string Installation { get; }

    /// <summary>What came of loading it, once; nothing of it is changed.</summary>
    public LoadedBlas Loaded => prepared.IsValueCreated ? prepared.Value : loaded.Value;

    /// <summary>The library ready to multiply, its threads settled for the process, once; or the problem.</summary>
    public LoadedBlas Prepared => prepared.Value;

    /// <summary>Products by the prepared library.</summary>
    public virtual MatrixBackend Engine => new CblasBackend(Name, Prepared);

    /// <summary>The names of the library on this operating system, in the order in which they are tried.</summary>
    protected abstract IReadOnlyList<string> FileNames { get; }

    /// <summary>Whether the library calls its own functions by names that another BLAS in the process may take over.</summary>
    protected virtual bool MustBindApart => false;

    /// <summary>Why the library cannot be used, or null, found out without changing anything.</summary>
    protected abstract string? Check(nint library);

    /// <summary>Settles threads and index size before the first product, for the process.</summary>
    /// <returns>Why the library cannot be used after all, or null.</returns>
    protected abstract string? Prepare(nint library);

    /// <summary>The version as the library tells it, or null when it does not.</summary>
    /// <param name="library">The library.</param>
    /// <param name="isPrepared">
    /// Whether threads and index size are settled: some libraries settle them when they are asked anything.
    /// </param>
    protected abstract string? Version(nint library, bool isPrepared);

    protected static nint Function(nint library, string name) => NativeLibrary.TryGetExport(library, name, out var address) ? address : 0;

    protected static string? Text(nint function) =>
        function == 0 ? null : Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<nint>)function)());

    protected static IReadOnlyList<string> ByPlatform(
        IReadOnlyList<string> linux, IReadOnlyList<string> windows, IReadOnlyList<string> mac) =>
        OperatingSystem.IsWindows() ? windows : OperatingSystem.IsMacOS() ? mac : linux;

    /// <summary>Loads a library so that it finds its own functions before those of libraries that are loaded already.</summary>
    private static bool TryLoadApart(string file, out nint library)
    {
        const int Now = 2;
        const int DeepBinding = 8;
        library = 0;
        if (OperatingSystem.IsLinux())
        {
            try
            {
                library = Open(file, Now | DeepBinding);
            }
            catch (EntryPointNotFoundException)
            {
                // A C library that keeps it elsewhere; the ordinary way remains.
            }
        }

        return library != 0;
    }

    [LibraryImport("libc", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string file, int flags);

    private LoadedBlas Load()
    {
        if (FileNames.Count == 0)
        {
            return new() { Problem = $"{Title} does not exist for this operating system." };
        }

        foreach (var file in FileNames)
        {
            if ((MustBindApart && TryLoadApart(file, out var library))
                || NativeLibrary.TryLoad(file, Assembly.GetExecutingAssembly(), null, out library))
            {
                return Bind(file, library);
            }
        }

        var variable = OperatingSystem.IsWindows() ? "PATH" : OperatingSystem.IsMacOS() ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH";
        return new()
        {
            Problem = $"{Title} was not found: looked for {string.Join(", ", FileNames)} beside the application, "
                + $"in {variable} and in the system's library directories. To install it: {Installation}.",
        };
    }

    private LoadedBlas Bind(string file, nint library)
    {
        var (single, real) = (Function(library, "cblas_sgemm"), Function(library, "cblas_dgemm"));
        var problem = single == 0 || real == 0 ? "it has no functions cblas_sgemm and cblas_dgemm" : Check(library);
        return problem is null
            ? new() { File = file, Library = library, Version = Version(library, isPrepared: false), SingleProduct = single,
                DoubleProduct = real }
            : new() { File = file, Problem = Unusable(file, problem) };
    }

    private LoadedBlas PrepareOnce() => loaded.Value is { Problem: null, Library: var library, File: var file } found
        ? Prepare(library) is { } problem
            ? found with { Problem = Unusable(file!, problem) }
            : found with { Version = Version(library, isPrepared: true) }
        : loaded.Value;

    private string Unusable(string file, string problem) =>
        $"{Title} was found as {file}, but {problem}. To install one that fits: {Installation}.";
}

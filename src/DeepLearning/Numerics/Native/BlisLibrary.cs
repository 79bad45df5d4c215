namespace DeepLearning.Numerics;

/// <summary>BLIS, and AMD's AOCL-BLAS, which is made from it.</summary>
/// <remarks>
/// Version 0.9 reads whole tiles at the edges of C, so some columns beyond its end, where it writes nothing: harmless within the arrays of
/// .NET's heap, but not for an array at the very end of memory that may be read.
/// </remarks>
internal sealed unsafe class BlisLibrary : BlasLibrary
{
    public override string Name => "blis";

    public override string Title => "BLIS";

    public override string Installation => OperatingSystem.IsWindows()
        ? "AMD AOCL, with AOCL-LibBlis-Win-dll.dll beside the application or in PATH"
        : OperatingSystem.IsMacOS() ? "brew install blis" : "libblis4-pthread of Debian and Ubuntu, or AMD AOCL";

    protected override IReadOnlyList<string> FileNames => ByPlatform(
        ["libblis.so.5", "libblis.so.4", "libblis.so.3", "libblis.so"],
        ["AOCL-LibBlis-Win-dll.dll", "libblis.dll"],
        ["libblis.4.dylib", "libblis.dylib", "/opt/homebrew/opt/blis/lib/libblis.dylib", "/usr/local/opt/blis/lib/libblis.dylib"]);

    /// <summary>Its cblas_sgemm calls sgemm_, which MKL exports for the whole process.</summary>
    protected override bool MustBindApart => true;

    protected override string? Check(nint library)
    {
        var size = Function(library, "bli_info_get_blas_int_type_size");
        return size != 0 && ((delegate* unmanaged[Cdecl]<nint>)size)() != 32 ? "it was built with 64-bit indices" : null;
    }

    protected override string? Prepare(nint library)
    {
        var threads = Function(library, "bli_thread_set_num_threads");
        if (threads != 0)
        {
            ((delegate* unmanaged[Cdecl]<nint, void>)threads)(1);
        }

        return null;
    }

    protected override string? Version(nint library, bool isPrepared) => Text(Function(library, "bli_info_get_version_str"));
}

namespace DeepLearning.Numerics;

/// <summary>BLIS, and AMD's AOCL-BLAS, which is made from it.</summary>
/// <remarks>
/// The kernels of version 0.9 for small matrices of floats, those for AVX2, read whole tiles past the ends of A and B, and 8 bytes past the
/// end of C, where that is not memory of the process or is another's. They read packed copies of A and B instead when told to; C has
/// room behind it from <see cref="PaddedResultBackend"/>.
/// </remarks>
internal sealed unsafe class BlisLibrary : BlasLibrary
{
    public override string Name => "blis";

    public override string Title => "BLIS";

    public override string Installation => OperatingSystem.IsWindows()
        ? "AMD AOCL, with AOCL-LibBlis-Win-dll.dll beside the application or in PATH"
        : OperatingSystem.IsMacOS() ? "brew install blis" : "libblis4-pthread of Debian and Ubuntu, or AMD AOCL";

    public override MatrixBackend Engine => new PaddedResultBackend(base.Engine);

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

        var (packA, packB) = (Function(library, "bli_pack_set_pack_a"), Function(library, "bli_pack_set_pack_b"));
        if (packA == 0 || packB == 0)
        {
            return "it cannot be told to pack its operands (bli_pack_set_pack_a), without which it may read past their ends";
        }

        ((delegate* unmanaged[Cdecl]<byte, void>)packA)(1);
        ((delegate* unmanaged[Cdecl]<byte, void>)packB)(1);
        return null;
    }

    protected override string? Version(nint library, bool isPrepared) => Text(Function(library, "bli_info_get_version_str"));
}

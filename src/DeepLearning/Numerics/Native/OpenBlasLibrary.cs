namespace DeepLearning.Numerics;

/// <summary>OpenBLAS.</summary>
internal sealed unsafe class OpenBlasLibrary : BlasLibrary
{
    public override string Name => "openblas";

    public override string Title => "OpenBLAS";

    public override string Installation => OperatingSystem.IsWindows()
        ? "the libopenblas.dll of a release at github.com/OpenMathLib/OpenBLAS, beside the application or in PATH"
        : OperatingSystem.IsMacOS() ? "brew install openblas" : "libopenblas0 of Debian and Ubuntu, openblas of Fedora";

    protected override IReadOnlyList<string> FileNames => ByPlatform(
        ["libopenblas.so.0", "libopenblas.so"],
        ["libopenblas.dll", "openblas.dll"],
        ["libopenblas.0.dylib", "libopenblas.dylib", "/opt/homebrew/opt/openblas/lib/libopenblas.dylib",
            "/usr/local/opt/openblas/lib/libopenblas.dylib"]);

    protected override string? Check(nint library) =>
        Text(
            Function(library, "openblas_get_config"))?.Contains("USE64BITINT",
            StringComparison.Ordinal) == true ? "it was built with 64-bit indices"
        : Function(library, "openblas_set_num_threads") == 0 ? "it cannot be limited to one thread"
        : null;

    protected override string? Prepare(nint library)
    {
        ((delegate* unmanaged[Cdecl]<int, void>)Function(library, "openblas_set_num_threads"))(1);
        return null;
    }

    protected override string? Version(nint library, bool isPrepared)
    {
        var words = Text(Function(library, "openblas_get_config"))?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var number = words is { Length: > 1 } && string.Equals(words[0], "OpenBLAS", StringComparison.Ordinal) ? words[1] : null;
        return $"{number} for {Text(Function(library, "openblas_get_corename")) ?? "an unnamed processor"}".Trim();
    }
}

using System.Text;

namespace DeepLearning.Numerics;

/// <summary>Intel oneAPI Math Kernel Library, through its single dynamic library.</summary>
internal sealed unsafe class MklLibrary : BlasLibrary
{
    private const int Lp64 = 0;
    private const int Sequential = 1;
    private const int ReproducibleOnThisProcessor = 2;

    public override string Name => "mkl";

    public override string Title => "Intel MKL";

    public override string Installation => OperatingSystem.IsWindows()
        ? "the NuGet package intelmkl.redist.win-x64, or Intel oneAPI"
        : "the NuGet package intelmkl.redist.linux-x64, or libmkl-rt of Debian and Ubuntu with libmkl-sequential and the kernels it " +
            "recommends";

    protected override IReadOnlyList<string> FileNames => ByPlatform(
        ["libmkl_rt.so.3", "libmkl_rt.so.2", "libmkl_rt.so.1", "libmkl_rt.so"],
        ["mkl_rt.3.dll", "mkl_rt.2.dll", "mkl_rt.1.dll", "mkl_rt.dll"],
        ["libmkl_rt.2.dylib", "libmkl_rt.1.dylib", "libmkl_rt.dylib"]);

    protected override string? Check(nint library) =>
        Function(library, "MKL_Set_Interface_Layer") == 0 || Function(library, "MKL_Set_Threading_Layer") == 0
            ? "it is older than the functions that choose its layers"
            : null;

    protected override string? Prepare(nint library)
    {
        var (layer, threading) = (Function(library, "MKL_Set_Interface_Layer"), Function(library, "MKL_Set_Threading_Layer"));

        // Its threaded layers end the process when they do not find their OpenMP runtime, so the sequential one must be chosen first.
        if (((delegate* unmanaged[Cdecl]<int, int>)threading)(Sequential) != Sequential)
        {
            return "this process already uses it with a threaded layer";
        }

        // Otherwise its small products sum in an order that depends on the alignment of the operands. Too late is no error.
        var reproducibility = Function(library, "MKL_CBWR_Set");
        if (reproducibility != 0)
        {
            _ = ((delegate* unmanaged[Cdecl]<int, int>)reproducibility)(ReproducibleOnThisProcessor);
        }

        return ((delegate* unmanaged[Cdecl]<int, int>)layer)(Lp64) % 2 == Lp64 ? null : "this process already uses it with 64-bit indices";
    }

    protected override string? Version(nint library, bool isPrepared)
    {
        // Asked for its version it loads its layers, for good; and the threaded one, if nobody has chosen, may end the process.
        var function = Function(library, "MKL_Get_Version_String");
        if (function == 0 || !isPrepared)
        {
            return null;
        }

        var text = stackalloc byte[200];
        ((delegate* unmanaged[Cdecl]<byte*, int, void>)function)(text, 200);
        return Encoding.ASCII.GetString(text, 200).TrimEnd('\0', ' ');
    }
}

using System.Runtime.InteropServices;

namespace DeepLearning.Mpi.Native;

/// <summary>The environment as native libraries see it: what .NET sets in its own does not reach them.</summary>
internal static partial class NativeEnvironment
{
    /// <summary>
    /// Keeps UCX, which MPICH communicates by, from handling the signals that .NET turns into exceptions: a null reference would end the
    /// process. Who has set the variable keeps it.
    /// </summary>
    public static void LeaveSignalsAlone()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = SetVariable("UCX_ERROR_SIGNALS", "", overwrite: 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetVariable(string name, string value, int overwrite);
}

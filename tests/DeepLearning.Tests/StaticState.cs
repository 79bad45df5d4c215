using System.Runtime.CompilerServices;

namespace DeepLearning.Tests;

/// <summary>
/// Makes all static state of the library and of its tests before a change of mutation testing is active, which else stayed in it for the
/// next.
/// </summary>
/// <remarks>
/// .ci/mutation tests one changed library after another in one process: the file tells which change is made, −1 that none is. A table of
/// names filled while a name is changed would fail the tests of every later change.
/// </remarks>
internal static class StaticState
{
    private const int NoChange = -1;

    [ModuleInitializer]
    internal static void Make()
    {
        var file = Environment.GetEnvironmentVariable("STRYKER_MUTANT_FILE");
        if (file is null)
        {
            return;
        }

        var change = File.ReadAllBytes(file);
        Write(file, BitConverter.GetBytes(NoChange));
        foreach (var type in typeof(Network<>).Assembly.GetTypes().Concat(typeof(StaticState).Assembly.GetTypes()))
        {
            if (!type.ContainsGenericParameters)
            {
                RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            }
        }

        Write(file, change);
    }

    /// <summary>In place, since the file is mapped into memory.</summary>
    private static void Write(string path, byte[] bytes)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Write(bytes);
    }
}

using System.Diagnostics.CodeAnalysis;

namespace DeepLearning.Mpi.Native;

/// <summary>Which library of MPI a process is to use: that of the launcher that has started it, or the one that it is told.</summary>
/// <param name="Family">The binary interface.</param>
/// <param name="Libraries">The names of the library, the likeliest first.</param>
internal sealed record MpiChoice(MpiFamily Family, IReadOnlyList<string> Libraries)
{
    /// <summary>
    /// The environment variable that tells: the name of a family (openmpi, mpich, abi), perhaps with a file after a colon, as in
    /// <c>mpich:/opt/intel/lib/libmpi.so.12</c>.
    /// </summary>
    public const string Variable = "DEEPLEARNING_MPI";

    /// <summary>The choice; null where no launcher has started the process, and nothing is told.</summary>
    /// <param name="environment">The value of an environment variable.</param>
    /// <exception cref="InvalidOperationException">The variable names no family.</exception>
    public static MpiChoice? Of(Func<string, string?> environment)
    {
        if (environment(Variable) is { Length: > 0 } told)
        {
            var (name, file) = told.Split(':', 2) is [var first, var second] ? (first, second) : (told, null);
            var family = MpiFamily.All.FirstOrDefault(family => string.Equals(family.Name, name, StringComparison.OrdinalIgnoreCase))
                ?? throw new InvalidOperationException(
                    $"The environment variable {Variable} is \"{told}\", but must begin with the name of a kind of MPI: " +
                    $"{string.Join(", ", MpiFamily.All.Select(family => family.Name))}; the file of a library may follow, after a colon.");
            return new(family, file is null ? family.Libraries : [file]);
        }

        var started = MpiFamily.All.FirstOrDefault(family => family.HasStarted(environment));
        return started is null ? null : new(started, started.Libraries);
    }

    /// <summary>Loads the library.</summary>
    /// <param name="tryLoad">Loads a library by its name.</param>
    /// <exception cref="DllNotFoundException">There is none.</exception>
    public nint Load(TryLoad tryLoad)
    {
        foreach (var library in Libraries)
        {
            if (tryLoad(library, out var handle))
            {
                return handle;
            }
        }

        throw new DllNotFoundException(
            $"The process was started by mpirun, or told by {Variable}, to use MPI of the kind {Family.Name}, but none of " +
            $"{string.Join(", ", Libraries)} can be loaded. Install it ({Family.Advice}), or name another in {Variable}.");
    }

    /// <summary>Loads a library by its name.</summary>
    internal delegate bool TryLoad(string name, [NotNullWhen(true)] out nint handle);
}

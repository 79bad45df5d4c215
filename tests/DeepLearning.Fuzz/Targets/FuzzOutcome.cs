using System.Globalization;

namespace DeepLearning.Fuzz;

/// <summary>What a reader did with a file.</summary>
/// <param name="IsRefused">Whether it threw.</param>
/// <param name="Allocated">The bytes that reading allocated.</param>
/// <param name="Problem">What it must not have done; null when it is innocent.</param>
internal sealed record FuzzOutcome(bool IsRefused, long Allocated, string? Problem)
{
    /// <summary>Lets the reader of a target read a file, and checks what comes of it.</summary>
    /// <remarks>
    /// Once in a while a reading pays for what others use after it, such as a pool of buffers: too much counts only when it is allocated
    /// again.
    /// </remarks>
    public static FuzzOutcome Of(FuzzTarget target, byte[] file)
    {
        var most = (long)target.Limit.Of(file.Length);
        var (failure, check, allocated) = Read(target, file);
        if (allocated > most)
        {
            (failure, check, allocated) = Read(target, file);
        }

        var problem = failure is not null && !target.IsDocumented(failure) ? failure.ToString()
            : allocated > most ? string.Create(
                CultureInfo.InvariantCulture, $"A file of {file.Length} bytes made the reader allocate {allocated} bytes.")
            : check is null ? null
            : Failure(check)?.ToString();
        return new(failure is not null, allocated, problem);
    }

    private static (Exception? Failure, Action? Check, long Allocated) Read(FuzzTarget target, byte[] file)
    {
        Action? check = null;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var failure = Failure(() => check = target.Read(file));
        return (failure, check, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Exception? Failure(Action action)
    {
        try
        {
            action();
            return null;
        }
#pragma warning disable CA1031 // Whatever is thrown is what is looked at.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return failure;
        }
    }
}

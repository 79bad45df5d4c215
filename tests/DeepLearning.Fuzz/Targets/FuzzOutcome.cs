using System.Globalization;

namespace DeepLearning.Fuzz;

/// <summary>What a reader did with a file.</summary>
/// <param name="IsRefused">Whether it threw.</param>
/// <param name="Allocated">The bytes that reading allocated.</param>
/// <param name="Problem">What it must not have done; null when it is innocent.</param>
internal sealed record FuzzOutcome(bool IsRefused, long Allocated, string? Problem)
{
    /// <summary>Lets the reader of a target read a file, and checks what comes of it.</summary>
    public static FuzzOutcome Of(FuzzTarget target, byte[] file)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (failure, check) = Read(target, file);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (failure is not null && !target.IsDocumented(failure))
        {
            return new(true, allocated, failure.ToString());
        }

        if (allocated > target.BytesForAFile + ((long)target.BytesForAByte * file.Length))
        {
            return new(failure is not null, allocated, string.Create(CultureInfo.InvariantCulture, $"{file.Length} bytes, and {allocated} bytes were allocated."));
        }

        return new(failure is not null, allocated, check is null ? null : Failure(check)?.ToString());
    }

    private static (Exception? Failure, Action? Check) Read(FuzzTarget target, byte[] file)
    {
        Action? check = null;
        return (Failure(() => check = target.Read(file)), check);
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

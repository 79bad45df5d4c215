using DeepLearning.Fuzz;

namespace DeepLearning.Tests;

/// <summary>What came of damaged files.</summary>
internal sealed class FuzzingReport
{
    /// <summary>The number of the mutation that is read now.</summary>
    public long Number = long.MinValue;

    /// <summary>The first thing that a reader must not have done; null when there is none.</summary>
    public string? Problem { get; private set; }

    /// <summary>The number of files that were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>The number of files that were read in spite of all.</summary>
    public int Accepted { get; private set; }

    /// <summary>The most bytes that a file made its reader allocate.</summary>
    public long MostBytes { get; private set; }

    /// <summary>The length of the longest file.</summary>
    public int Longest { get; private set; }

    /// <summary>Adds what came of a file.</summary>
    public void Add(FuzzTarget target, int number, int length, FuzzOutcome outcome)
    {
        Refused += outcome.IsRefused ? 1 : 0;
        Accepted += outcome.IsRefused ? 0 : 1;
        MostBytes = Math.Max(MostBytes, outcome.Allocated);
        Longest = Math.Max(Longest, length);
        if (outcome.Problem is not null)
        {
            Problem ??= $"Mutation {number} of {target}: {outcome.Problem}";
        }
    }
}

namespace DeepLearning.Fuzz;

/// <summary>A reader did what it must not: the fuzzer counts it as a crash.</summary>
internal sealed class FuzzFailure(string message) : Exception(message)
{
    /// <summary>Throws unless something holds.</summary>
    public static void Unless(bool holds, string claim)
    {
        if (!holds)
        {
            throw new FuzzFailure($"It does not hold that {claim}.");
        }
    }
}

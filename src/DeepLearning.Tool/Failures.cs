namespace DeepLearning.Tool;

/// <summary>What becomes of errors: a sentence on the error stream, and an exit code that scripts can tell.</summary>
internal static class Failures
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>A file or an argument is not as it must be.</summary>
    public const int Failure = 1;

    /// <summary>It was interrupted before there was anything to keep.</summary>
    public const int Interrupted = 130;

    /// <summary>Runs a command.</summary>
    public static int Run(Action command)
    {
        try
        {
            command();
            return Success;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Interrupted before there was a model to keep.");
            return Interrupted;
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidDataException or IOException or UnauthorizedAccessException
            or InvalidOperationException or NotSupportedException)
        {
            Console.Error.WriteLine(WithoutParameter(problem));
            return Failure;
        }
    }

    /// <summary>The sentence without the name of a parameter, which whoever typed a command has not seen.</summary>
    private static string WithoutParameter(Exception problem)
    {
        var ending = problem is ArgumentException { ParamName: { } name } ? $" (Parameter '{name}')" : "";
        return ending.Length > 0 && problem.Message.EndsWith(ending, StringComparison.Ordinal)
            ? problem.Message[..^ending.Length] : problem.Message;
    }
}

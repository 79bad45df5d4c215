namespace DeepLearning.Tests;

/// <summary>What a call fails with, so that a test can pin the whole text of the message.</summary>
internal static class Failure
{
    public static string Of<TException>(Action call)
        where TException : Exception => call.Should().ThrowExactly<TException>().Which.Message;
}

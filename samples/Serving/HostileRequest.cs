using System.Net.Sockets;
using System.Text;

namespace DeepLearning.Samples;

/// <summary>A request that no HTTP client would send, byte by byte.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Bytes">All that is sent, in Latin-1.</param>
/// <param name="Status">The status of the answer, or <see cref="Closed"/>.</param>
/// <param name="Problem">What the answer must say.</param>
/// <param name="Ends">Whether the client says that nothing more will come; else it waits.</param>
internal sealed record HostileRequest(string Name, string Bytes, int Status, string Problem = "", bool Ends = false)
{
    /// <summary>No answer, since the client has gone in the middle of its request.</summary>
    public const int Closed = 0;

    private const string Before = "HTTP/1.1 ";
    private const int LongestAnswer = 4096;

    /// <summary>A request to predict, with headers that come before "Connection: close" and an empty line.</summary>
    public static string Head(params string[] headers) =>
        string.Concat(
            headers.Prepend("POST /predict HTTP/1.1").Append("Host: localhost").Append("Connection: close").Append("")
                .Select(line => line + "\r\n"));

    /// <summary>A whole request with a JSON body.</summary>
    public static string Json(string body) => Head("Content-Type: application/json", $"Content-Length: {body.Length}") + body;

    /// <summary>What is wrong with the answer to it; null where nothing is.</summary>
    public async Task<string?> SendAsync(Uri service, CancellationToken limit)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(service.Host, service.Port, limit);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(Bytes), limit);
        if (Ends)
        {
            client.Client.Shutdown(SocketShutdown.Send);
        }

        var answer = await ReadAsync(stream, limit);
        var isRight = Status == Closed ? answer.Length == 0 : answer.StartsWith($"{Before}{Status} ", StringComparison.Ordinal);
        return !isRight ? $"{Name}: not {Status}, but {Shown(answer)}"
            : answer.Length > LongestAnswer ? $"{Name}: an answer of {answer.Length} characters, {Shown(answer)}"
            : !answer.Contains(Problem, StringComparison.Ordinal) ? $"{Name}: not \"{Problem}\", but {answer}"
            : null;
    }

    /// <summary>
    /// All that comes, also where the service has cut the connection behind its answer because it wanted no more of the request.
    /// </summary>
    private static async Task<string> ReadAsync(NetworkStream stream, CancellationToken limit)
    {
        using var all = new MemoryStream();
        try
        {
            await stream.CopyToAsync(all, limit);
        }
        catch (IOException)
        {
            // What came before the cut is the answer.
        }

        return Encoding.UTF8.GetString(all.ToArray());
    }

    private static string Shown(string answer) => answer.Length == 0 ? "no answer" : answer[..Math.Min(answer.Length, LongestAnswer)];
}

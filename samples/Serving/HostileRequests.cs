using static DeepLearning.Samples.HostileRequest;

namespace DeepLearning.Samples;

/// <summary>Requests that are broken, too large, too slow or absurd.</summary>
internal static class HostileRequests
{
    private const string Type = "Content-Type: application/json";
    private const string Chunked = "Transfer-Encoding: chunked";

    private static readonly string Long = new('x', 1 << 20);

    /// <param name="rows">The body of a request that would be answered.</param>
    /// <param name="numbers">Seven numbers of a row, which lacks its text.</param>
    public static HostileRequest[] Make(string rows, string numbers) =>
    [
        new("a chunk without its length", Head(Type, Chunked) + "zz\r\n" + rows, 400, "The body cannot be read."),
        new("a chunk longer than it says", Head(Type, Chunked) + "5\r\n" + rows + "\r\n0\r\n\r\n", 400, "The body cannot be read."),
        new(
            "a chunk of more bytes than a number holds", Head(Type, Chunked) + "fffffffffffffffff\r\n" + rows, 400,
            "The body cannot be read."),
        new("a chunk that ends early", Head(Type, Chunked) + "7000\r\n" + rows, Closed, Ends: true),
        new("a body that ends early", Head(Type, "Content-Length: 7000") + rows, Closed, Ends: true),
        new("a chunk that never comes", Head(Type, Chunked) + "7000\r\n", 408),
        new("a body that never comes", Head(Type, "Content-Length: 7000") + rows[..20], 408),
        new("headers that never end", $"POST /predict HTTP/1.1\r\nHost: localhost\r\n{Type}\r\n", 408),
        new("a body too large", Head(Type, $"Content-Length: {Limits.Body + 1}"), 413, "Request body too large."),
        new("a length that is none", Head(Type, "Content-Length: -1"), 400),
        new("headers too large", Head(Type, "X-Long: " + Long[..20_000]), 431),
        new("too many headers", Head([.. Enumerable.Range(0, 100).Select(i => $"X-{i}: 1")]), 431),
        new("a path too long", $"GET /{Long[..10_000]} HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
        new("no HTTP", "\0\u0001\u0002\r\n\r\n", 400),
        new(
            "another type of content", Head("Content-Type: text/plain", $"Content-Length: {rows.Length}") + rows, 415,
            "The body must be JSON"),
        new("no type of content", Head($"Content-Length: {rows.Length}") + rows, 415, "The body must be JSON"),
        new("another method", "DELETE /predict HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 405),
        new("bytes that are no UTF-8", Json("""{"rows":[["ÿþ"]]}"""), 400),
        new("deep JSON", Json("""{"rows":""" + new string('[', 100_000)), 400, "maximum configured depth of 64"),
        new("NaN", Json($$"""{"rows":[[NaN,{{numbers}}]]}"""),
            400, "'N' is an invalid start of a value"),
        new("a number too large", Json($$"""{"rows":[[1e400,{{numbers}}]]}"""),
            400, "A number is too large for a double."),
        new(
            "a number of a million digits",
            Json($$"""{"rows":[[{{new string('9', 1 << 20)}},{{numbers}}]]}"""),
            400, "A number is too large for a double."),
        new(
            "a million cells",
            Json($$"""{"rows":[[{{string.Join(',', Enumerable.Repeat('0', 1 << 20))}}]]}"""),
            400, "The row has 1048576 cells, but the model takes 8"),
        new(
            "a million rows",
            Json($$"""{"rows":[{{string.Join(',', Enumerable.Repeat("[]", 1 << 20))}}]}"""),
            400, "There must be 1 to 10000 rows, got 1048576."),
        new("a property of a megabyte", Json($$"""{"{{Long}}":[]}"""), 400, "xxx…"),
        new("a text of a megabyte for a number", Json($$"""{"rows":[["{{Long}}",{{numbers}}]]}"""),
            400, "cement is a number, got \\\"xxx"),
        new("a category of a megabyte", Json($$"""{"rows":[[{{numbers}},"{{Long}}"]]}"""),
            400, "To take it for none of them"),
        new("a category of control characters", Json($$"""{"rows":[[{{numbers}},"\u0000\u001b[31m"]]}"""),
            400, "  [31m"),
    ];
}

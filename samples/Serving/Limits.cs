using Microsoft.AspNetCore.Http.Timeouts;

namespace DeepLearning.Samples;

/// <summary>What a request may cost: bytes and time. Whoever asks for more is refused, and the service goes on.</summary>
internal static class Limits
{
    /// <summary>The configuration of the seconds that a request may take, from its first byte to its answer.</summary>
    public const string Seconds = "RequestSeconds";

    /// <summary>The longest body, 4 MB.</summary>
    public const int Body = 4 << 20;

    private const int Headers = 16 << 10;
    private const int HeaderCount = 64;
    private const int Connections = 1000;
    private const double UsualSeconds = 30;

    public static void AddLimits(this WebApplicationBuilder builder)
    {
        var time = TimeSpan.FromSeconds(builder.Configuration.GetValue(Seconds, UsualSeconds));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = Body;
            kestrel.Limits.MaxRequestHeadersTotalSize = Headers;
            kestrel.Limits.MaxRequestHeaderCount = HeaderCount;
            kestrel.Limits.MaxConcurrentConnections = Connections;
            kestrel.Limits.RequestHeadersTimeout = time;
        });

        // However steadily the body drips: the whole of it has this time.
        builder.Services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = time,
            TimeoutStatusCode = StatusCodes.Status408RequestTimeout,
        });
    }
}

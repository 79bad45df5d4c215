using System.Net;
using System.Net.Http.Headers;

namespace DeepLearning.Samples;

/// <summary>
/// Ends a service while the second half of a request is still to come: the request must be answered, the next one must not be taken.
/// </summary>
internal sealed class GracefulEnd
{
    private const string Mark = "X-Under-Way";

    private readonly WebApplication service;
    private readonly TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GracefulEnd(WebApplication service)
    {
        this.service = service;
        service.Use(next => context =>
        {
            if (context.Request.Headers.ContainsKey(Mark))
            {
                arrived.TrySetResult();
            }

            return next(context);
        });
    }

    /// <summary>Whether the service ended so.</summary>
    public async Task<bool> RunAsync(HttpClient client, Question question, CancellationToken limit)
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/predict") { Content = new InTwoHalves(question.Body, release.Task) };
        request.Headers.Add(Mark, "1");
        var answering = client.SendAsync(request, limit);
        await arrived.Task.WaitAsync(limit);

        var stopping = service.StopAsync(limit);
        await Task.Delay(Timeout.Infinite, service.Lifetime.ApplicationStopping)
            .ContinueWith(_ => { }, limit, TaskContinuationOptions.None, TaskScheduler.Default);
        release.SetResult();
        using var answer = await answering;
        var right = await question.IsAnsweredBy(answer, limit);
        await stopping;

        try
        {
            using var late = await client.GetAsync(new Uri("/health", UriKind.Relative), limit);
            return false;
        }
        catch (HttpRequestException)
        {
            return right;
        }
    }

    private sealed class InTwoHalves : HttpContent
    {
        private readonly byte[] body;
        private readonly Task between;

        public InTwoHalves(string body, Task between)
        {
            (this.body, this.between) = (System.Text.Encoding.UTF8.GetBytes(body), between);
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(body.AsMemory(0, body.Length / 2));
            await stream.FlushAsync();
            await between;
            await stream.WriteAsync(body.AsMemory(body.Length / 2));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = body.Length;
            return true;
        }
    }
}

using System.Diagnostics;
using System.Net;
using System.Text;

namespace DeepLearning.Samples;

/// <summary>
/// A service of its own on the loopback address, many requests at once, and every answer checked: against the predictions of the model that
/// was trained, where the service has the model of the file. Bounded in number and in time.
/// </summary>
internal static class LoadRun
{
    public const int MostRequests = 1_000_000;

    private const int MaxParallelTrials = 32;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public static async Task<int> RunAsync(int requests)
    {
        var model = ConcreteModel.Train();
        var questions = Questions.Make(model, count: 1000, seed: 1);
        var file = Path.Combine(Path.GetTempPath(), $"serving-{Environment.ProcessId}.safetensors");
        try
        {
            model.Save(file);
            await using var service =
                Service.Create(Model<float>.Load(file), "--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "Warning");
            var ending = new GracefulEnd(service);
            await service.StartAsync();
            using var client = new HttpClient { BaseAddress = new Uri(service.Urls.Single()), Timeout = Longest };
            using var limit = new CancellationTokenSource(Longest);

            var healthy = await client.GetStringAsync(new Uri("/health", UriKind.Relative), limit.Token) == "Healthy";
            var wrong = await AskAsync(client, questions, requests, limit.Token);
            var unbroken = await HostileRun.RunAsync(Model<float>.Load(file), questions[0], limit.Token);
            var graceful = await ending.RunAsync(client, questions[0], limit.Token);
            Console.WriteLine(
                $"health endpoint: {(healthy ? "healthy" : "NOT HEALTHY")}; a request under way at the end: " +
                $"{(graceful ? "answered, and no new one taken" : "LOST")}");
            return wrong == 0 && unbroken && healthy && graceful ? 0 : 1;
        }
        catch (Exception lost) when (lost is HttpRequestException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"A request was not answered: {lost}");
            return 1;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The number of wrong answers.</summary>
    private static async Task<int> AskAsync(HttpClient client, Question[] questions, int requests, CancellationToken limit)
    {
        var milliseconds = new double[requests];
        var (next, wrong, rows, refusals) = (-1, 0, 0L, 0);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, MaxParallelTrials).Select(_ => Task.Run(Ask, limit)));
        var seconds = clock.Elapsed.TotalSeconds;

        Array.Sort(milliseconds);
        Console.WriteLine(
            $"{requests:N0} requests, {MaxParallelTrials} at once: {requests / seconds:N0} a second, {rows / seconds:N0} rows a second; " +
            $"median {milliseconds[requests / 2]:F2} ms, 99 of 100 within {milliseconds[(int)(0.99 * (requests - 1))]:F2} ms");
        Console.WriteLine($"{rows:N0} rows predicted and {refusals:N0} requests refused, {wrong} wrong answers");
        return wrong;

        async Task Ask()
        {
            while (Interlocked.Increment(ref next) is var number && number < requests)
            {
                var question = questions[number % questions.Length];
                using var body = new StringContent(question.Body, Encoding.UTF8, "application/json");
                var start = Stopwatch.GetTimestamp();
                using var answer = await client.PostAsync(new Uri("/predict", UriKind.Relative), body, limit);
                milliseconds[number] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                if (!await question.IsAnsweredBy(answer, limit) && Interlocked.Increment(ref wrong) == 1)
                {
                    await Console.Error.WriteLineAsync(
                        $"{question.Body}\nwas answered by {answer.StatusCode}:\n{await answer.Content.ReadAsStringAsync(limit)}");
                }

                Interlocked.Add(ref rows, question.Rows);
                Interlocked.Add(ref refusals, question.Status == HttpStatusCode.OK ? 0 : 1);
            }
        }
    }
}

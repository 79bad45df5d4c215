using System.Net;
using System.Text;

namespace DeepLearning.Samples;

/// <summary>A service with little time for a request, hostile requests one after another, and after each one that is right.</summary>
internal static class HostileRun
{
    /// <summary>Whether every hostile request was refused as it must be, and every right one answered.</summary>
    public static async Task<bool> RunAsync(Model<float> model, Question question, CancellationToken limit)
    {
        string[] quiet = ["--Logging:LogLevel:Default", "Warning", "--Logging:LogLevel:Microsoft.AspNetCore", "None"];
        await using var service = Service.Create(model, ["--urls", "http://127.0.0.1:0", $"--{Limits.Seconds}", "2", .. quiet]);
        await service.StartAsync(limit);
        using var client = new HttpClient { BaseAddress = new Uri(service.Urls.Single()) };
        var requests =
            HostileRequests.Make(question.Body, string.Join(',', Enumerable.Repeat("100", model.Pipeline.InputColumns.Count - 1)));
        var wrong = 0;
        foreach (var request in requests)
        {
            if (await request.SendAsync(client.BaseAddress, limit) is { } how)
            {
                wrong++;
                await Console.Error.WriteLineAsync(how);
            }

            using var body = new StringContent(question.Body, Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync(new Uri("/predict", UriKind.Relative), body, limit);
            if (answer.StatusCode != HttpStatusCode.OK || !await question.IsAnsweredBy(answer, limit))
            {
                wrong++;
                await Console.Error.WriteLineAsync($"{request.Name}: the request after it was answered by {answer.StatusCode}");
            }
        }

        var found = wrong == 0 ? "all refused, all answered" : $"{wrong} WRONG ANSWERS";
        Console.WriteLine($"{requests.Length} hostile requests, after each one that is right: {found}");
        return wrong == 0;
    }
}

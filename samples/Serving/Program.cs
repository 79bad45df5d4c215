using System.Globalization;
using System.Text;
using DeepLearning;
using DeepLearning.Samples;

// A model file behind HTTP: dotnet run -c Release --project samples/Serving -- load
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
try
{
    switch (args)
    {
        case ["train", var file]:
            ConcreteModel.Train().Save(file);
            Console.WriteLine($"The model is in {Path.GetFullPath(file)}");
            return 0;

        case ["serve", var file, .. var hostArguments]:
            // Loaded once, shared by all requests. Ctrl+C or SIGTERM lets those under way end.
            await using (var service = Service.Create(Model<float>.Load(file), hostArguments))
            {
                await service.RunAsync();
            }

            return 0;

        case ["load"]:
            return await LoadRun.RunAsync(requests: 20_000);

        case ["load", var text] when int.TryParse(text, out var requests) && requests is > 0 and <= LoadRun.MostRequests:
            return await LoadRun.RunAsync(requests);

        default:
            await Console.Error.WriteLineAsync(
                $"""
                Usage: Serving train <model file>            trains a model of the strength of concrete
                       Serving serve <model file> [options]  answers POST /predict; --urls http://localhost:5000 says where
                       Serving load [requests]               asks its own, checks every answer; at most {LoadRun.MostRequests} requests
                """);
            return 2;
    }
}
catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 1;
}

using System.Text.Json;
using DeepLearning.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DeepLearning.Samples;

/// <summary>One model behind HTTP: GET / describes it, POST /predict asks it, GET /health says that it is there.</summary>
internal static class Service
{
    public static WebApplication Create(Model<float> model, params string[] hostArguments)
    {
        var builder = WebApplication.CreateSlimBuilder(hostArguments);
        builder.AddLimits();
        builder.Configuration["Logging:LogLevel:Microsoft.AspNetCore"] ??= "Warning";
        builder.Services.AddHealthChecks();
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, Messages.Default));
        builder.Services.AddProblemDetails();

        var service = builder.Build();
        service.UseExceptionHandler();
        service.UseStatusCodePages();
        service.UseRequestTimeouts();
        service.MapHealthChecks("/health");
        service.MapGet(
            "/", () => new ModelDescription([.. model.Pipeline.InputColumns], model.Pipeline.OutputColumns, model.Pipeline.ClassNames));
        service.MapPost("/predict", (HttpRequest request) => AnswerAsync(model, request));
        return service;
    }

    private static async Task<IResult> AnswerAsync(Model<float> model, HttpRequest request)
    {
        if (!request.HasJsonContentType())
        {
            return TypedResults.Problem(
                "The body must be JSON: Content-Type: application/json.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            return Predict(model, (await request.ReadJsonAsync(Messages.Default.PredictionRequest))?.Rows ?? []);
        }
        catch (JsonException unreadable)
        {
            return Unreadable(unreadable, StatusCodes.Status400BadRequest);
        }
        catch (IOException unreadable)
        {
            // Not every break of a body has a status of its own.
            return Unreadable(unreadable, (unreadable as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest);
        }
    }

    private static ProblemHttpResult Unreadable(Exception unreadable, int status) =>
        TypedResults.Problem(Line.Message(unreadable.Message), statusCode: status, title: "The body cannot be read.");

    /// <summary>Any number of requests come here at once: predicting is pure and needs no lock.</summary>
    private static IResult Predict(Model<float> model, Cell[][] rows)
    {
        var inputs = model.Pipeline.InputColumns;
        if (Rows.Errors(rows, inputs) is { Count: > 0 } errors)
        {
            return TypedResults.ValidationProblem(errors);
        }

        try
        {
            var table = Rows.ToTable(rows, inputs);
            var outputs = model.Predict(table).ToColumnArrays();
            return Array.Exists(outputs, row => Array.Exists(row, output => !float.IsFinite(output)))
                ? TypedResults.Problem(
                    "An answer is not finite: the row is far from all that the model has learned from.",
                    statusCode: StatusCodes.Status422UnprocessableEntity)
                : TypedResults.Ok(new PredictionResponse(outputs, model.Pipeline.ClassNames is null ? null : model.PredictClasses(table)));
        }
        catch (ArgumentException refused)
        {
            // An unknown category, or a value missing that nothing fills in.
            return TypedResults.Problem(
                Line.Message(refused.Message), statusCode: StatusCodes.Status400BadRequest, title: "The model does not take these rows.");
        }
    }
}

namespace DeepLearning.Samples;

/// <summary>A line for every few epochs, for a log that many machines may share.</summary>
internal sealed class Lines : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        if (value.Finished is { } epoch && (epoch.Epoch % 5 == 0 || epoch.Epoch == value.Epochs))
        {
            Console.WriteLine($"epoch {epoch.Epoch,3}  cost {epoch.Cost:F4}  dev accuracy {epoch.Validation!.Metric:P1}");
        }
    }
}

namespace DeepLearning.Tests;

/// <summary>Losses of one example.</summary>
internal static class OfOneExample
{
    public static double Loss(Loss loss, double[] outputs, double[] target)
    {
        var losses = new double[1];
        loss.Forward<double>(outputs, target, losses);
        return losses[0];
    }

    public static double[] Delta(Loss loss, double[] outputs, double[] target)
    {
        var delta = new double[outputs.Length];
        loss.Backward<double>(outputs, target, delta, outputs.Length);
        return delta;
    }
}

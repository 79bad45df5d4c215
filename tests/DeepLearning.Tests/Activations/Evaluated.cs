namespace DeepLearning.Tests;

/// <summary>Activations at a few numbers, as one example.</summary>
internal static class Evaluated
{
    public static double[] Forward(Activation activation, params double[] z)
    {
        var a = new double[z.Length];
        activation.Forward<double>(z, a, z.Length);
        return a;
    }

    public static double[] Backward(Activation activation, double[] z, double[] delta)
    {
        double[] result = [.. delta];
        activation.Backward<double>(z, Forward(activation, z), result, z.Length);
        return result;
    }
}

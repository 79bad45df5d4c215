namespace DeepLearning.Benchmarks.PredictionPeers;

/// <summary>A network as this library runs it.</summary>
internal sealed class OwnNetwork(Network<float> network, float[] x, float[] outputs) : IContestant
{
    public void Predict() => network.Predict(x, outputs);

    public void Dispose()
    {
        // Our threads sleep some microseconds after their work.
    }
}

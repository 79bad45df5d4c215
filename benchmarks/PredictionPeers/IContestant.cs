namespace DeepLearning.Benchmarks.PredictionPeers;

/// <summary>Who predicts the same batch again and again; when it is disposed of, none of its threads runs on.</summary>
internal interface IContestant : IDisposable
{
    void Predict();
}

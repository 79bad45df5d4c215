namespace DeepLearning;

/// <summary>Where the examples of a step lie in the batch that its gradients are of: one shard of several, or all of it.</summary>
/// <param name="First">The place of the first of them in the batch.</param>
/// <param name="Examples">m, the number of examples of the whole batch.</param>
internal readonly record struct BatchPart(int First, int Examples)
{
    /// <summary>Whether what belongs to the batch but to no example is counted here: the regularizer.</summary>
    public bool HasPenalty => First == 0;
}

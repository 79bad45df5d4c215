namespace DeepLearning;

/// <content>A step of which every process takes its part.</content>
internal sealed partial class Stepper<T>
{
    /// <summary>Takes the next step together with other processes; when the cost is not finite, no parameter is changed.</summary>
    /// <param name="own">The examples of the batch that are this process' own.</param>
    /// <param name="shards">What sums the gradients over the shards.</param>
    /// <param name="inspector">Who looks into the step, if anybody: at the first shard's activations, and at the batch's gradients.</param>
    /// <returns>J of the whole batch.</returns>
    public double Step(in OwnExamples<T> own, ShardGradients<T> shards, StepInspector<T>? inspector = null)
    {
        var order = own.Order;
        var members = Pass.Members(order.ShardSize, ProductsOfAStep);
        var (update, sumOfWeights) = (optimizer.Next, SumOfWeights(own, shards));
        var cost = 0.0;
        for (var shard = 0; shard < order.OwnShards; shard++)
        {
            var (place, first, count) = order.Place(own.Batch, shard);
            var step = Pass.Describe(
                own.X.Slice(first * network.Inputs, count * network.Inputs), own.Y.Slice(first * network.Outputs, count * network.Outputs),
                own.IsWeighted ? own.Weights.Slice(first, count) : [], update, members, shards.For(shard),
                new(place, order.ExamplesOf(own.Batch)), sumOfWeights);
            cost = Pass.Run(step);
            if (shard == 0)
            {
                inspector?.Look(Pass.Caches, count);
            }

            if (shard < order.OwnShards - 1 && !double.IsFinite(cost))
            {
                return shards.Abandon(cost);
            }
        }

        if (double.IsFinite(cost))
        {
            inspector?.BeforeUpdate(shards.Kept.Values);
            Update(Kept(shards.Kept, Pass.TilesFor(members), members, update));
            inspector?.AfterUpdate(optimizer);
            optimizer.Advance();
        }

        return cost;
    }

    /// <summary>Σ w over the whole batch; null where all examples count the same.</summary>
    private double? SumOfWeights(in OwnExamples<T> own, ShardGradients<T> shards)
    {
        if (!own.IsWeighted)
        {
            return null;
        }

        Span<double> sums = stackalloc double[Math.Min(own.Order.OwnShards, 256)];
        sums = own.Order.OwnShards > sums.Length ? new double[own.Order.OwnShards] : sums;
        for (var shard = 0; shard < sums.Length; shard++)
        {
            var (_, first, count) = own.Order.Place(own.Batch, shard);
            sums[shard] = UnitMeanExampleWeights<T>.Sum(own.Weights.Slice(first, count));
        }

        return shards.Sum(sums);
    }
}

namespace DeepLearning.Tabular;

/// <summary>Measures a network on rows that it has not learned from.</summary>
internal sealed class MemberValidation
{
    /// <summary>So many inputs are in memory at once, of one row at least.</summary>
    private const int InputsTogether = 1 << 20;

    private readonly TabularData data;
    private readonly int[] rows;
    private readonly bool isFull;
    private readonly Network<float> network;
    private readonly float[] y;
    private readonly float[] x;
    private readonly float[] logits;
    private readonly float[] outputs;
    private readonly float[] losses;
    private readonly int block;

    public MemberValidation(TabularData data, int[] rows, bool isFull, Network<float> network)
    {
        (this.data, this.rows, this.isFull, this.network) = (data, rows, isFull, network);
        y = new float[rows.Length * data.Target.Outputs];
        data.Y(rows, y);
        (logits, outputs, losses) = (new float[y.Length], new float[y.Length], new float[rows.Length]);
        block = Math.Clamp(InputsTogether / data.Width(isFull), 1, rows.Length);
        x = new float[block * data.Width(isFull)];
    }

    /// <summary>What the network made of the rows last, n_y × m.</summary>
    public ReadOnlySpan<float> Logits => logits;

    /// <summary>Σ wᵢ Lᵢ / Σ wᵢ over the rows, by the criterion of the target.</summary>
    public double Cost()
    {
        var (width, units) = (data.Width(isFull), data.Target.Outputs);
        for (var first = 0; first < rows.Length; first += block)
        {
            var count = Math.Min(block, rows.Length - first);
            var some = x.AsSpan(0, count * width);
            data.X(rows.AsSpan(first, count), isFull, some);
            Prediction<float>.Run(
                network, some, logits.AsSpan(first * units, count * units), outputs.AsSpan(first * units, count * units), count);
        }

        data.Target.Criterion.Forward<float>(logits, y, losses);
        var (sum, total) = (0.0, 0.0);
        for (var i = 0; i < rows.Length; i++)
        {
            var weight = data.Weights?[rows[i]] ?? 1;
            (sum, total) = (sum + (weight * losses[i]), total + weight);
        }

        // Where none of them counts, one epoch is as good as another.
        return total > 0 ? sum / total : 0;
    }
}

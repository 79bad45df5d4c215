using System.Numerics;

namespace DeepLearning;

/// <summary>Looks at what one layer remembers of a batch, and for how long its units have been dead.</summary>
internal sealed class LayerInspector<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A unit that is dead for so many inspected steps on end is dead for good.</summary>
    private const int Lasting = 10;

    /// <summary>Below this share of g′(0) an activation is flat.</summary>
    private const double Flat = 0.05;

    /// <summary>Far out on both sides.</summary>
    private const int Tail = 30;

    private readonly DenseLayer<T> layer;
    private readonly int bins;
    private readonly bool isFused;
    private readonly bool hasSlope;
    private readonly double flatSlope;
    private readonly bool flattensOnBothSides;
    private readonly long[] lastAlive;
    private readonly Queue<int> examplesOfSteps = new();
    private long inspected;

    public LayerInspector(DenseLayer<T> layer, int bins, bool isFused)
    {
        (this.layer, this.bins, this.isFused) = (layer, bins, isFused);
        lastAlive = new long[layer.Units];
        hasSlope = layer.Activation.IsElementwise && !isFused;
        if (hasSlope)
        {
            flatSlope = Flat * Math.Abs(SlopeAt(0));
            flattensOnBothSides = Math.Abs(SlopeAt(-Tail)) < flatSlope && Math.Abs(SlopeAt(Tail)) < flatSlope;
        }
    }

    /// <summary>What the layer did with a batch; the parameters are told by another.</summary>
    public LayerInspection Inspect(LayerCache<T> cache, int examples, IReadOnlyList<ParameterInspection> parameters)
    {
        var columns = cache.First(examples);
        var z = columns.PreActivation.AsSpan();
        var a = columns.A.AsSpan();
        if (isFused)
        {
            a = new T[z.Length];
            layer.Activation.Forward<T>(z, a, layer.Units);
        }

        var result = new LayerInspection(
            layer.Number, layer.ToString(), layer.Activation.Name, parameters, Distribution.Of<T>(z, bins), Distribution.Of<T>(a, bins))
        {
            Error = Norms.Of<T>(columns.Delta.AsSpan()) / Math.Sqrt(examples),
        };
        return hasSlope ? WithSlopes(result, z, a, examples) : result;
    }

    private LayerInspection WithSlopes(LayerInspection result, ReadOnlySpan<T> z, ReadOnlySpan<T> a, int examples)
    {
        var slopes = Slopes(z, a);
        var (flat, threshold) = (0L, T.CreateChecked(flatSlope));
        inspected++;
        for (var i = 0; i < slopes.Length; i++)
        {
            if (slopes[i] != T.Zero)
            {
                lastAlive[i % layer.Units] = inspected;
            }

            flat += T.Abs(slopes[i]) < threshold ? 1 : 0;
        }

        examplesOfSteps.Enqueue(examples);
        if (examplesOfSteps.Count > Lasting)
        {
            examplesOfSteps.Dequeue();
        }

        return result with
        {
            DeadShare = ShareNotAliveSince(inspected),
            LastingDeadShare = ShareNotAliveSince(Math.Max(1, inspected - Lasting + 1)),
            SaturatedShare = flattensOnBothSides ? (double)flat / slopes.Length : null,
            ExamplesWatched = examplesOfSteps.Sum(),
        };
    }

    private double ShareNotAliveSince(long first) => (double)lastAlive.Count(last => last < first) / layer.Units;

    /// <summary>g′(Z): what a dA of ones becomes.</summary>
    private T[] Slopes(ReadOnlySpan<T> z, ReadOnlySpan<T> a)
    {
        var slopes = new T[z.Length];
        slopes.AsSpan().Fill(T.One);
        layer.Activation.Backward(z, a, slopes, layer.Units);
        return slopes;
    }

    private double SlopeAt(int value)
    {
        var (z, a) = (new T[layer.Units], new T[layer.Units]);
        z.AsSpan().Fill(T.CreateChecked(value));
        layer.Activation.Forward<T>(z, a, layer.Units);
        return double.CreateChecked(Slopes(z, a)[0]);
    }
}

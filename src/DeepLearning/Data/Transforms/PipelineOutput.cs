using System.Numerics;

namespace DeepLearning.Data;

/// <summary>What a pipeline's network is to learn: where it stands in a table, and how it becomes Y.</summary>
internal abstract class PipelineOutput
{
    /// <summary>The columns of the table that are to be learned; none if they came apart from it.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>The rows of Y.</summary>
    public abstract int Count { get; }

    /// <summary>The names of the classes; null of targets.</summary>
    public virtual IReadOnlyList<string>? ClassNames => null;

    /// <summary>How each target is scaled; none of classes.</summary>
    public virtual IReadOnlyList<ColumnScaling> Scalings => [];

    /// <summary>Y as the network learns it.</summary>
    /// <exception cref="ArgumentException">A label or target is missing or cannot be used.</exception>
    public abstract T[] Read<T>(RawTable table)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>From the targets of a dataset to Y as the network learns it, in place.</summary>
    public void Scale<T>(Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < y.Length && Scalings.Count > 0; i++)
        {
            y[i] = T.CreateTruncating(Scalings[i % Count].Apply(double.CreateTruncating(y[i])));
        }
    }

    /// <summary>From what the network gives to the unit of the targets, in place.</summary>
    public void Undo<T>(Span<T> outputs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < outputs.Length && Scalings.Count > 0; i++)
        {
            outputs[i] = T.CreateTruncating(Scalings[i % Count].Undo(double.CreateTruncating(outputs[i])));
        }
    }
}

using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Decides what becomes of the gradients of a step, tile by tile.</summary>
internal abstract class GradientSink<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Makes room for the gradients of a step, before any of its tiles.</summary>
    public virtual void Begin(GradientTiles tiles)
    {
    }

    /// <summary>Reserves what a thread needs for any tile.</summary>
    public virtual void Reserve(GradientTiles tiles, Scratch scratch)
    {
    }

    /// <summary>Has a tile computed and does with it what is to be done.</summary>
    public abstract void Take(in TrainingStep<T> step, int number, GradientPass<T> gradients);
}

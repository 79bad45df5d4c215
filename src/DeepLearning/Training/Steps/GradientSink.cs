using System.Numerics;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>Decides what becomes of the gradients of a step, tile by tile.</summary>
internal abstract class GradientSink<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Has the gradients of a step computed, where its cost is finite.</summary>
    /// <param name="team">The threads.</param>
    /// <param name="step">The step, which has gone back to every dZ.</param>
    /// <param name="gradients">What computes them.</param>
    /// <param name="cost">J, or the part of it that the step's examples have.</param>
    /// <returns>J.</returns>
    public virtual double Run(WorkerTeam team, in TrainingStep<T> step, GradientPass<T> gradients, double cost)
    {
        if (double.IsFinite(cost))
        {
            gradients.Run(team, step);
        }

        return cost;
    }

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

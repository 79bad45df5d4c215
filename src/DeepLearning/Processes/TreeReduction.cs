using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace DeepLearning.Processes;

/// <summary>
/// Sums some elements over all processes by the stages of their plan, a stage whenever it is asked and what the stage waits for is there.
/// </summary>
/// <param name="group">The processes.</param>
/// <param name="slots">The sums of the process' own subtrees, and room for what comes; pinned.</param>
/// <param name="stages">The plan.</param>
/// <param name="number">The number of the reduction among all of a step.</param>
internal sealed class TreeReduction<T>(ProcessGroup group, T[][] slots, ExchangeStage[] stages, int number)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int TagsOfAReduction = 64;
    private const int TagsOfOthers = 1;

    /// <summary>Reductions that are apart by so many do not run side by side, and may have the same tags.</summary>
    private const int Reductions = 500;

    private readonly int[] pending = new int[stages.Length == 0 ? 0 : stages.Max(stage => stage.Sends.Length + stage.Receives.Length)];
    private readonly int tag = TagsOfOthers + (number % Reductions * TagsOfAReduction);
    private int begun;
    private int waiting;

    /// <summary>Whether the sum is there.</summary>
    public bool IsComplete => begun > stages.Length;

    /// <summary>Begins anew: the process' own sums are in their slots.</summary>
    public void Begin()
    {
        (begun, waiting) = (0, 0);
        Advance();
    }

    /// <summary>Goes on as far as can be without waiting.</summary>
    /// <returns>Whether the sum is there, in slot 0.</returns>
    public bool Advance()
    {
        while (!IsComplete && IsIdle())
        {
            if (begun > 0)
            {
                Sum(stages[begun - 1]);
            }

            if (begun < stages.Length)
            {
                Begin(stages[begun]);
            }

            begun++;
        }

        return IsComplete;
    }

    private bool IsIdle()
    {
        for (var i = waiting - 1; i >= 0; i--)
        {
            if (group.IsComplete(pending[i]))
            {
                pending[i] = pending[--waiting];
            }
        }

        return waiting == 0;
    }

    private void Begin(ExchangeStage stage)
    {
        foreach (var (rank, slot, first, count) in stage.Receives)
        {
            pending[waiting++] = group.BeginReceive(rank, tag + stage.Tag, MemoryMarshal.AsBytes(slots[slot].AsSpan(first, count)));
        }

        foreach (var (rank, slot, first, count) in stage.Sends)
        {
            pending[waiting++] = group.BeginSend(rank, tag + stage.Tag, MemoryMarshal.AsBytes(slots[slot].AsSpan(first, count)));
        }
    }

    private void Sum(ExchangeStage stage)
    {
        var sum = slots[stage.Sum].AsSpan(stage.First, stage.Count);
        TensorPrimitives.Add(sum, slots[stage.Addend].AsSpan(stage.First, stage.Count), sum);
    }
}

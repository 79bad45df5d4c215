namespace DeepLearning;

/// <summary>The one door of a trainer: a second thread, or a call from within a run, is refused before it has touched anything.</summary>
internal sealed class TrainerEntry
{
    private int owner;

    /// <summary>Enters; disposing of the result leaves.</summary>
    /// <param name="mayBeWithin">Whether the thread that is inside may enter again, as when a handler of progress measures.</param>
    /// <exception cref="InvalidOperationException">Another thread is inside, or this one and may not enter again.</exception>
    public Scope Enter(bool mayBeWithin = false)
    {
        var thread = Environment.CurrentManagedThreadId;
        var inside = Interlocked.CompareExchange(ref owner, thread, 0);
        if (inside == 0)
        {
            return new Scope(this);
        }

        if (inside != thread)
        {
            throw new InvalidOperationException(
                "Another thread is using this trainer, which is for one thread at a time. Give each thread a trainer and a network of " +
                "its own, or wait for the other.");
        }

        return mayBeWithin ? default : throw new InvalidOperationException(
            "This trainer is in the middle of a run or a step, which must end first: from within it, for example in a handler of " +
            "progress, it can only measure and save.");
    }

    /// <summary>Being inside.</summary>
    public readonly ref struct Scope(TrainerEntry? entry)
    {
        /// <summary>Leaves.</summary>
        public void Dispose()
        {
            if (entry is not null)
            {
                Volatile.Write(ref entry.owner, 0);
            }
        }
    }
}

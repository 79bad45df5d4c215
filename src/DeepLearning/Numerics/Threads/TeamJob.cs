using System.Runtime.CompilerServices;

namespace DeepLearning.Numerics;

/// <summary>Work of a <see cref="WorkerTeam"/> on something that lives as long as the call: a step, a batch to predict.</summary>
/// <typeparam name="TWork">What the work is on: a ref struct, so that it stands on the stack of the caller, who waits for the
/// others.</typeparam>
internal abstract unsafe class TeamJob<TWork> : ITeamJob
    where TWork : allows ref struct
{
    private void* work;

    int ITeamJob.Items => Items(Work);

    private ref readonly TWork Work => ref Unsafe.AsRef<TWork>(work);

    /// <summary>Does every item, on up to <paramref name="members"/> threads. An instance does one thing at a time.</summary>
    protected void Run(WorkerTeam team, in TWork on, int members)
    {
        work = Unsafe.AsPointer(ref Unsafe.AsRef(in on));
        try
        {
            team.Run(this, members);
        }
        finally
        {
            work = null;
        }
    }

    int ITeamJob.FirstItem(int member, int members) => FirstItem(Work, member, members);

    void ITeamJob.Reserve(Scratch scratch) => Reserve(Work, scratch);

    void ITeamJob.Run(int item) => Run(Work, item);

    /// <inheritdoc cref="ITeamJob.Items"/>
    protected abstract int Items(in TWork on);

    /// <inheritdoc cref="ITeamJob.FirstItem"/>
    protected virtual int FirstItem(in TWork on, int member, int members) => (int)((long)Items(on) * member / members);

    /// <inheritdoc cref="ITeamJob.Reserve"/>
    protected virtual void Reserve(in TWork on, Scratch scratch)
    {
    }

    /// <inheritdoc cref="ITeamJob.Run"/>
    protected abstract void Run(in TWork on, int item);
}

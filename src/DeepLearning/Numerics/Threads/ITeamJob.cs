namespace DeepLearning.Numerics;

/// <summary>Work in items that do not depend on each other and may run in any order, on any threads.</summary>
internal interface ITeamJob
{
    /// <summary>The number of items.</summary>
    int Items { get; }

    /// <summary>Where the items begin that a member should take first, so that it meets the same data job after job.</summary>
    /// <param name="member">From 0; the number of members itself asks for the end of the last one's items.</param>
    /// <param name="members">The number of members.</param>
    int FirstItem(int member, int members) => (int)((long)Items * member / members);

    /// <summary>
    /// Reserves what a thread needs for any item. The memory is of a thread that does nothing meanwhile, mostly not of the calling one.
    /// </summary>
    void Reserve(Scratch scratch)
    {
    }

    /// <summary>Does one item.</summary>
    void Run(int item);
}

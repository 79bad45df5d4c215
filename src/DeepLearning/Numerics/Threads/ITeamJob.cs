namespace DeepLearning.Numerics;

/// <summary>Work that every member of a team runs at the same time, each its own share: single program, multiple data.</summary>
/// <remarks>
/// A job must be right for any number of members, since a busy team leaves a caller with itself alone, and every member must
/// come to the same barriers.
/// </remarks>
internal interface ITeamJob
{
    void Run(TeamMember member);
}

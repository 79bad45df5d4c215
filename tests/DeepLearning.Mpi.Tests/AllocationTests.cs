namespace DeepLearning.Mpi.Tests;

/// <summary>What a step costs the memory of each process.</summary>
public sealed class AllocationTests
{
    public static TheoryData<string> Launchers => [.. Launcher.All.Select(launcher => launcher.Name)];

    [Theory]
    [MemberData(nameof(Launchers))]
    public void Step_AllocatesNothing(string launcher)
    {
        var (exitCode, output, error) = Launcher.Required(launcher).Run(3, "allocations", "1");

        exitCode.Should().Be(0, error);
        for (var rank = 0; rank < 3; rank++)
        {
            output.Should().Contain($"process {rank} allocates 0 bytes a step");
        }
    }
}

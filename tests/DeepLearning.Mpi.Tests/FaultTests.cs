namespace DeepLearning.Mpi.Tests;

/// <summary>What goes wrong on one process ends all of them, with a sentence.</summary>
public sealed class FaultTests
{
    public static TheoryData<string> Launchers => [.. Launcher.All.Select(launcher => launcher.Name)];

    public static TheoryData<string, string, string> Faults
    {
        get
        {
            var faults = new TheoryData<string, string, string>();
            foreach (var launcher in Launcher.All)
            {
                faults.Add(launcher.Name, "options", "of process 2 (*) the batch size is 64, of process 0 (*) it is 32");
                faults.Add(launcher.Name, "network", "of process 2 (*) the layer 1 is 25 units*");
                faults.Add(launcher.Name, "shards", "shards must be at least 4: there are 3 processes*");
                faults.Add(launcher.Name, "exception", "Process 2 (*) ends all: System.InvalidOperationException: something that only*");
                faults.Add(launcher.Name, "source", "Process 2 (*) ends all: System.InvalidOperationException: the file has ended*");
            }

            return faults;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Fault_OfOneProcess_EndsAll_AndSaysWhy(string launcher, string kind, string message)
    {
        var (exitCode, output, error) = Launcher.Required(launcher).Run(3, "fault", "1", kind);

        exitCode.Should().NotBe(0);
        (output + error).Should().Match($"*{message}*");
    }

    [Theory]
    [MemberData(nameof(Launchers))]
    public void Failure_ThatTheProgramCatches_StillEndsAll(string launcher)
    {
        var (exitCode, output, error) = Launcher.Required(launcher).Run(3, "caught", "1", "source");

        exitCode.Should().NotBe(0);
        (output + error).Should().Match("*caught: the file has ended*").And.Match("*Process 2 (*) ends all: *the file has ended*");
    }

    [Theory]
    [MemberData(nameof(Launchers))]
    public void Refusal_OnOneProcess_ThatTheProgramCatches_EndsAll(string launcher)
    {
        var (exitCode, output, error) = Launcher.Required(launcher).Run(3, "caught", "1", "part");

        exitCode.Should().NotBe(0);
        (output + error).Should().Match("*caught: Process 2 (*) was given 256 examples, but its part of the 25,600 are *")
            .And.Match("*Process 2 (*) ends all: *was given 256 examples*");
    }

    [Theory]
    [MemberData(nameof(Launchers))]
    public void NullReference_IsAnException(string launcher)
    {
        var (exitCode, output, error) = Launcher.Required(launcher).Run(2, "null", "1");

        exitCode.Should().Be(0, error);
        output.Should().Contain("process 0 has caught it").And.Contain("process 1 has caught it");
    }

    [Fact]
    public void Library_ThatIsNotThere_IsNamed_WithWhatToInstall()
    {
        var (exitCode, _, error) = Launcher.RunAlone(
            new Dictionary<string, string> { ["DEEPLEARNING_MPI"] = "mpich:libnothere.so" }, "null", "1");

        exitCode.Should().NotBe(0);
        error.Should().Contain("none of libnothere.so can be loaded. Install it (Debian and Ubuntu: apt-get install mpich)");
    }
}

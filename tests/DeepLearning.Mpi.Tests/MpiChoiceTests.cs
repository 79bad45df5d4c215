using DeepLearning.Mpi.Native;

namespace DeepLearning.Mpi.Tests;

/// <summary>Which library a process uses.</summary>
public sealed class MpiChoiceTests
{
    [Theory]
    [InlineData("OMPI_COMM_WORLD_SIZE", "4", "openmpi")]
    [InlineData("PMIX_RANK", "0", "openmpi")]
    [InlineData("PMI_RANK", "0", "mpich")]
    [InlineData("PMI_FD", "7", "mpich")]
    [InlineData("DEEPLEARNING_MPI", "abi", "abi")]
    [InlineData("DEEPLEARNING_MPI", "MPICH", "mpich")]
    public void Choice_IsThatOfTheLauncher_OrWhatIsTold(string variable, string value, string family) =>
        MpiChoice.Of(name => name == variable ? value : null)!.Family.Name.Should().Be(family);

    [Fact]
    public void Choice_WithoutALauncher_IsNone() => MpiChoice.Of(_ => null).Should().BeNull();

    [Fact]
    public void Choice_ThatIsTold_GoesBeforeTheLauncher() =>
        MpiChoice.Of(name => name switch { "OMPI_COMM_WORLD_SIZE" => "2", "DEEPLEARNING_MPI" => "mpich:/opt/mpi/libmpi.so:12", _ => null })
            .Should().BeEquivalentTo(new { Family = new { Name = "mpich" }, Libraries = new[] { "/opt/mpi/libmpi.so:12" } });

    [Fact]
    public void Choice_OfAnUnknownKind_IsRefused() =>
        new Action(() => MpiChoice.Of(name => name == "DEEPLEARNING_MPI" ? "lam" : null)).Should().Throw<InvalidOperationException>()
            .WithMessage("*DEEPLEARNING_MPI is \"lam\", but must begin with*openmpi, mpich, abi*");

    [Fact]
    public void Load_TakesTheFirstThatIsThere()
    {
        var tried = new List<string>();
        var choice = new MpiChoice(new OpenMpi(), ["one", "two", "three"]);

        choice.Load((string name, out nint handle) =>
        {
            tried.Add(name);
            handle = 7;
            return name == "two";
        }).Should().Be(7);
        tried.Should().Equal("one", "two");
    }

    [Fact]
    public void Handles_AreThoseOfTheirLibraries()
    {
        nint Symbol(string name) => name.Length;
        MpiFamily.All.Select(family => (family.Name, family.World(Symbol), family.Bytes(Symbol), family.SerializedThreads)).Should().Equal(
            ("openmpi", "ompi_mpi_comm_world".Length, "ompi_mpi_byte".Length, 2), ("mpich", 0x44000000, 0x4c00010d, 2),
            ("abi", 0x101, 0x247, 2048));
    }
}

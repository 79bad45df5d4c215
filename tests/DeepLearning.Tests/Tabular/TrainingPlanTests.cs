using DeepLearning.Tabular;

namespace DeepLearning.Tests.Tabular;

public sealed class TrainingPlanTests
{
    [Theory]
    [InlineData(100, 0.1, 2, 8, 128, "8 members on 2 threads: 4 rounds of 128 epochs take 51 seconds")]
    [InlineData(20, 0.1, 2, 8, 50, "4 rounds of 50 epochs")]
    [InlineData(20, 0.1, 8, 8, 128, "one round")]
    [InlineData(5, 0.1, 2, 4, 25, "of 8 members each had 12 epochs, fewer than are any good; of 4 there are 2 rounds")]
    [InlineData(1.7, 0.1, 2, 2, 17, "one round of two")]
    [InlineData(1, 0.1, 2, 1, 10, "one network alone, even for fewer epochs")]
    [InlineData(0.01, 0.1, 2, 1, 1, "one epoch at least")]
    public void Within_HasFewerEpochsThenFewerMembers(
        double seconds, double secondsPerEpoch, int threads, int members, int epochs, string because) =>
        new TrainingPlan(8, 128).Within(seconds, secondsPerEpoch, threads).Should().Be(new TrainingPlan(members, epochs), because);

    [Theory]
    [InlineData(6, 10, 8, 2, 2, 2, "a round of two took 8 seconds, and 10 are left")]
    [InlineData(6, 9, 8, 2, 2, 0, "9 seconds may be too few")]
    [InlineData(6, 5, 8, 4, 2, 2, "four took two rounds, of 4 seconds each")]
    [InlineData(1, 100, 8, 2, 2, 1, "there is one more")]
    [InlineData(0, 100, 8, 2, 2, 0, "there is none")]
    public void Further_GoesOnWhileARoundIsSurelyDoneInTime(
        int members, double left, double took, int trained, int threads, int expected, string because) =>
        TrainingPlan.Further(members, TimeSpan.FromSeconds(left), TimeSpan.FromSeconds(took), trained, threads).Should()
            .Be(expected, because);
}

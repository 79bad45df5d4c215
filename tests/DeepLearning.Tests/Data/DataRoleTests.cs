namespace DeepLearning.Tests;

public sealed class DataRoleTests
{
    private static readonly Dataset<double> Data = Dataset.FromLabels([[1.0], [2.0], [3.0], [4.0]], [0, 1, 0, 1], 2);

    [Fact]
    public void Split_MarksItsParts()
    {
        var (train, dev, test) = Data.Split(2, 1, 1, seed: 1);
        var (trainOfTwo, testOfTwo) = Data.Split(0.5, 0.5, seed: 1);

        (train.Role, dev.Role, test.Role).Should().Be((DataRole.Train, DataRole.Dev, DataRole.Test));
        (trainOfTwo.Role, testOfTwo.Role).Should().Be((DataRole.Train, DataRole.Test));
        Data.Role.Should().Be(DataRole.Unspecified, "the whole has no role");
    }

    [Fact]
    public void Role_StaysWithWhatIsMadeOfTheSet()
    {
        var test = Data.WithRole(DataRole.Test);

        test.X.Should().BeSameAs(Data.X);
        test.Subset(0, 2).Role.Should().Be(DataRole.Test);
        test.Shuffle(1).Role.Should().Be(DataRole.Test);
        test.OneVersusRest("1").Role.Should().Be(DataRole.Test);
        InputNormalization.Fit(Data).Apply(test).Role.Should().Be(DataRole.Test);
    }

    [Fact]
    public void Fit_HeldOutSet_IsRefused()
    {
        Failure.Of<ArgumentException>(() => InputNormalization.Fit(Data.WithRole(DataRole.Test)))
            .Should().Be(
                "A normalization is fitted to the training set only, and this is the test set: it would leak what is held out into the " +
                "training. " +
                "Fit to the training set and apply the result to this one. (Parameter 'train')");
        Failure.Of<ArgumentException>(() => InputNormalization.Fit(Data.WithRole(DataRole.Dev)))
            .Should().Be(
                "A normalization is fitted to the training set only, and this is the development set: it would leak what is held out " +
                "into the " +
                "training. Fit to the training set and apply the result to this one. (Parameter 'train')");
        InputNormalization.Fit(Data.WithRole(DataRole.Train)).Mean.Should().Equal(2.5);
    }

    [Fact]
    public void Split_HeldOutSet_IsRefused() =>
        Failure.Of<InvalidOperationException>(() => Data.WithRole(DataRole.Dev).Split(0.5, 0.5, seed: 1))
            .Should().Be(
                "This is the development set: a part of it would become a training set. Divide the training set, " +
                "or say with WithRole(DataRole.Unspecified) that it is held out no longer.");
}

namespace DeepLearning.Tests;

public sealed class ImplementationsTests
{
    [Fact]
    public void Tables_Activations_HoldEveryImplementation() => Complete(Implementations.Activations.Values);

    [Fact]
    public void Tables_Losses_HoldEveryImplementation() => Complete(Implementations.Losses.Values);

    [Fact]
    public void Tables_Regularizers_HoldEveryImplementation() => Complete(Implementations.Regularizers.Values);

    [Fact]
    public void Tables_Initializers_HoldEveryImplementation() => Complete(Implementations.Initializers.Values);

    [Fact]
    public void Tables_Optimizers_HoldEveryImplementation() => Complete(Implementations.Optimizers.Values);

    private static void Complete<TPlugIn>(IEnumerable<TPlugIn> table)
        where TPlugIn : class
    {
        var implementations = typeof(TPlugIn).Assembly.GetTypes().Where(type => typeof(TPlugIn).IsAssignableFrom(type) && !type.IsAbstract).ToArray();
        implementations.Should().OnlyContain(type => type.IsSealed, "implementations are sealed");
        table.Select(entry => entry.GetType()).Distinct().Should().BeEquivalentTo(implementations);
    }
}

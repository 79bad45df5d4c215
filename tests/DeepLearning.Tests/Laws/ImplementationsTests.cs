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
    public void Tables_Normalizations_HoldEveryImplementation() => Complete(Implementations.Normalizations.Values);

    [Fact]
    public void Tables_Initializers_HoldEveryImplementation() => Complete(Implementations.Initializers.Values);

    [Fact]
    public void Tables_Optimizers_HoldEveryImplementation() => Complete(Implementations.Optimizers.Values);

    [Fact]
    public void Tables_Schedules_HoldEveryImplementation() => Complete(Implementations.Schedules.Values);

    [Fact]
    public void Tables_Constraints_HoldEveryImplementation() => Complete(Implementations.Constraints.Values);

    [Fact]
    public void Tables_Clippings_HoldEveryImplementation() => Complete(Implementations.Clippings.Values);

    [Fact]
    public void Tables_Augmentations_HoldEveryImplementation() => Complete(AugmentationTests.All.Select(row => row.Data));

    [Fact]
    public void Tables_Transforms_HoldEveryImplementation() => Complete(TransformTests.All.Select(row => row.Data));

    [Fact]
    public void Tables_AllExtensionPoints_AreLookedAt() => typeof(Activation).Assembly.GetExportedTypes()
        .Where(type => type is { IsAbstract: true, IsSealed: false, IsClass: true }
            && type.GetConstructors(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)
                .Any(c => c.IsFamily))
        .Should().BeEquivalentTo(
        [
            typeof(Activation), typeof(Loss), typeof(Regularizer), typeof(Initializer), typeof(Optimizer), typeof(Schedule),
            typeof(Constraint),
            typeof(GradientClipping), typeof(Normalization), typeof(Augmentation), typeof(Transform),

            // What a transform becomes, and where examples come from: their implementations are those of the tables above, and data sets.
            typeof(FittedTransform), typeof(ExampleSource<>),

            // Its implementations are in other packages.
            typeof(DeepLearning.Processes.ProcessGroup),
        ]);

    private static void Complete<TPlugIn>(IEnumerable<TPlugIn> table)
        where TPlugIn : class
    {
        var implementations = typeof(TPlugIn).Assembly.GetTypes().Where(type => typeof(TPlugIn).IsAssignableFrom(type) && !type.IsAbstract)
            .ToArray();
        implementations.Should().OnlyContain(type => type.IsSealed, "implementations are sealed");
        table.Select(entry => entry.GetType()).Distinct().Should().BeEquivalentTo(implementations);
    }
}

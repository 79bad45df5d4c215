using System.Text.Json;

namespace DeepLearning.Tests;

public sealed class PlugInsTests
{
    private static readonly double[] Line = [.. Enumerable.Range(0, 14).Select(i => 0.1 * i)];

    private static readonly IReadOnlyList<object> All =
    [
        .. Implementations.Activations.Values, .. Implementations.Normalizations.Values, .. Implementations.Initializers.Values,
        .. Implementations.Regularizers.Values, .. Implementations.Constraints.Values,
        .. Implementations.Losses.Values, .. Implementations.Optimizers.Values, .. Implementations.Schedules.Values,
        .. Implementations.Clippings.Values,
        new FittedScaling([new("a", 0.1 + 0.2, 3), new("b", -0.0, 1e-300)]), new FittedScaling([]),
        new FittedImputation([new("a", 1.5), new("b", "unknown")]),
        new FittedOneHot([new("a", ["x", " y ", "\"z\" ✓"]), new("b", ["one"])], ignoreUnknown: true),
        new FittedOneHot([], ignoreUnknown: false),
        new FittedRobustScaling([new("a", new(0.1 + 0.2, 1e300)), new("b", new(-0.0, 0))]), new FittedRobustScaling([]),
        new FittedPiecewiseLinear([new("a", new([-0.1, 1e-300, 1 / 3.0])), new("b", new([]))]), new FittedPiecewiseLinear([]),
        new FittedMissingIndicators(["a", "\"b\" ✓"]), new FittedMissingIndicators([]),
        new FittedNeighbourMean("c near a, b", new(new("a", [.. Line], 0.5), new("b", [.. Line], 2), [.. Line])),
        new FittedCategoryCodes([new("a", new(["", " x ", "\"z\" ✓"], isSigned: false)), new("b", new(["no", "yes"], isSigned: true))]),
        new FittedCategoryCodes([new("a", new([], isSigned: false))]), new FittedCategoryCodes([]),
    ];

    [Fact]
    public void Library_EveryImplementation_IsRegistered()
    {
        Type[] kinds =
        [
            typeof(Activation), typeof(Normalization), typeof(Initializer), typeof(Regularizer), typeof(Constraint), typeof(Loss),
            typeof(Optimizer), typeof(Schedule),
            typeof(GradientClipping), typeof(FittedTransform),
        ];
        var implementations = typeof(Activation).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && kinds.Any(kind => kind.IsAssignableFrom(type)));

        All.Select(plugIn => plugIn.GetType()).Distinct().Should().BeEquivalentTo(implementations);
        All.Should().OnlyContain(plugIn => PlugIns.Library.Find(plugIn) != null);
    }

    [Fact]
    public void Create_OfEveryDescriptionThroughAFile_GivesTheSamePlugIn()
    {
        foreach (var plugIn in All)
        {
            var description = PlugIns.Library.Describe(plugIn);
            var made = Made(plugIn, ModelFile.Json(json => description.Write(json)));

            made.Should().BeOfType(plugIn.GetType());
            ModelFile.Json(PlugIns.Library.Describe(made).Write).Should().Be(ModelFile.Json(description.Write));
            made.Should().BeEquivalentTo(plugIn, options => options.RespectingRuntimeTypes().WithStrictOrdering());
        }
    }

    [Fact]
    public void Describe_AllNumbers_AreInTheDescription()
    {
        // What the constructor takes and a property tells must not be forgotten by the table.
        foreach (var plugIn in All.Where(plugIn => plugIn is not FittedTransform))
        {
            var values = PlugIns.Library.Describe(plugIn).Values;
            var parameters = plugIn.GetType().GetConstructors().SelectMany(constructor => constructor.GetParameters())
                .Select(parameter => parameter.Name);
            values.Should().BeEquivalentTo(parameters, plugIn.ToString());
        }
    }

    [Fact]
    public void With_OnesOwn_SavesAndLoads()
    {
        var plugIns = PlugIns.Library
            .With("Squareplus", new Squareplus())
            .With("Scaled", (Scaled scaled) => new() { { "factor", scaled.Factor } }, values => new Scaled(values.Number("factor")));
        var network = new Network<double>(3, 1, new Dense(4, new Squareplus()), new Dense(2, new Scaled(0.3)));
        var x = Given.Normal<double>(3, 5, 1);

        var loaded = FileBytes.LoadNetwork<double>(FileBytes.Saved(network, plugIns), plugIns);

        loaded.Predict(x).Bits().Should().Equal(network.Predict(x).Bits());
    }

    [Fact]
    public void Save_AndLoad_OfAPlugInThatIsNotRegistered_NameIt()
    {
        var network = new Network<double>(3, 1, new Dense(4, new Squareplus()), new Dense(2, Activation.Softmax));
        Failure.Of<ArgumentException>(() => FileBytes.Saved(network)).Should().Be(
            "The activation Squareplus is not known: register it with PlugIns.Library.With(\"Squareplus\", …) and save and load with " +
            "these plug-ins.");
        Failure.Of<InvalidDataException>(
            () => FileBytes.LoadNetwork<double>(FileBytes.Saved(network, PlugIns.Library.With("sq+", new Squareplus())))).Should().Be(
            "The stream cannot be loaded: network.layers[0].activation: the activation \"sq+\" is not known: register it with " +
            "PlugIns.Library.With(\"sq+\", …) " +
            "and load with these plug-ins.");
    }

    [Fact]
    public void With_WhatCannotBeRegistered_SaysWhy()
    {
        Failure.Of<ArgumentException>(() => PlugIns.Library.With("ReLU", new Squareplus()))
            .Should().Be("There is an activation \"ReLU\" already. (Parameter 'name')");
        Failure.Of<ArgumentException>(() => PlugIns.Library.With("relu", Activation.ReLU))
            .Should().Be("The class ReLU is registered already, as \"ReLU\". (Parameter 'type')");
        Failure.Of<ArgumentException>(() => PlugIns.Library.With("text", "text")).Should().Be(
            "String is no activation, normalization, initializer, regularizer, constraint, loss, optimizer, schedule, clipping or fitted " +
            "transform. (Parameter 'type')");
        FluentActions.Invoking(() => PlugIns.Library.With("", new Squareplus()))
            .Should().Throw<ArgumentException>().WithParameterName("name");
        FluentActions.Invoking(() => PlugIns.Library.With("x", null!))
            .Should().Throw<ArgumentNullException>().WithParameterName("instance");
        PlugIns.Library.With("ReLU", new SmoothL1(1)).Should().NotBeNull("kinds have names of their own");
    }

    [Fact]
    public void Values_OfTheWrongKind_SayWhich()
    {
        PlugInValues values = new() { { "number", 1.5 }, { "text", "a" }, { "numbers", [1, 2.5] }, { "texts", ["a"] },
            { "items", new PlugInValues[] { new() } } };
        values.ToString().Should().Be("number 1.5, text \"a\", numbers [1, 2.5], texts [\"a\"], items [()]");
        Failure.Of<ArgumentException>(() => values.Number("slope")).Should().Be("there is no \"slope\"");
        Failure.Of<ArgumentException>(() => values.Number("text")).Should().Be("\"text\" must be a number");
        Failure.Of<ArgumentException>(() => values.Integer("number")).Should().Be("\"number\" must be a whole number");
        Failure.Of<ArgumentException>(() => values.Text("number")).Should().Be("\"number\" must be a text");
        Failure.Of<ArgumentException>(() => values.Numbers("texts")).Should().Be("\"texts\" must be a list of numbers");
        Failure.Of<ArgumentException>(() => values.Texts("numbers")).Should().Be("\"numbers\" must be a list of texts");
        Failure.Of<ArgumentException>(() => values.Items("numbers")).Should().Be("\"numbers\" must be a list of objects");
        Failure.Of<ArgumentException>(() => values.Add("text", "b")).Should().Be("There is a value \"text\" already. (Parameter 'name')");
        Failure.Of<ArgumentException>(() => values.Add("name", "b")).Should().Be("There is a value \"name\" already. (Parameter 'name')");
        Failure.Of<ArgumentException>(() => values.Add("nan", double.NaN))
            .Should().Be("The value \"nan\" must be a finite number, got NaN. (Parameter 'number')");
        Failure.Of<ArgumentException>(() => values.Add("nulls", [null!, "a"])).Should().Be("An item is null. (Parameter 'texts')");
    }

    private static object Made(object plugIn, string json)
    {
        var file = new JsonObjectReader(JsonDocument.Parse(json).RootElement, "The test", "plugIn");
        return plugIn switch
        {
            Activation => PlugIns.Library.Create<Activation>(file),
            Normalization => PlugIns.Library.Create<Normalization>(file),
            Initializer => PlugIns.Library.Create<Initializer>(file),
            Regularizer => PlugIns.Library.Create<Regularizer>(file),
            Constraint => PlugIns.Library.Create<Constraint>(file),
            Loss => PlugIns.Library.Create<Loss>(file),
            Optimizer => PlugIns.Library.Create<Optimizer>(file),
            Schedule => PlugIns.Library.Create<Schedule>(file),
            GradientClipping => PlugIns.Library.Create<GradientClipping>(file),
            _ => PlugIns.Library.Create<FittedTransform>(file),
        };
    }

    private sealed class Scaled(double factor) : Activation
    {
        public double Factor => factor;

        protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units)
        {
            for (var i = 0; i < z.Length; i++)
            {
                a[i] = z[i] * T.CreateChecked(factor);
            }
        }

        protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units)
        {
            for (var i = 0; i < z.Length; i++)
            {
                delta[i] *= T.CreateChecked(factor);
            }
        }
    }
}

using System.Numerics;

namespace DeepLearning.Tests;

public sealed class GradientsTests
{
    private const int Inputs = 5;
    private const int Examples = 24;

    public static TheoryData<string, string> OptimizersAndClippings => new(
        from optimizer in Implementations.Optimizers.Keys
        from clipping in new[] { "none", "by value", "by norm" }
        select (optimizer, clipping));

    [Theory]
    [MemberData(nameof(OptimizersAndClippings))]
    public void ComputeGradientsAndApply_AreAStepBitForBit(string optimizer, string clipping)
    {
        Same<float>();
        Same<double>();

        void Same<T>()
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var (stepped, applied) = (
                MakeTrainer<T>(Implementations.Optimizers[optimizer], clipping),
                MakeTrainer<T>(Implementations.Optimizers[optimizer], clipping));
            var gradients = new Gradients<T>(applied.Network);
            var (x, y) = Batch<T>();
            T[] weights = [.. Enumerable.Range(0, Examples).Select(i => T.CreateChecked(i % 4))];
            for (var step = 0; step < 4; step++)
            {
                var cost = stepped.Step(x, y, weights);
                applied.ComputeGradients(x, y, gradients, weights).Should().Be(cost);
                applied.Apply(gradients);
            }

            applied.Steps.Should().Be(4);
            applied.Network.Theta().Bits().Should().Equal(stepped.Network.Theta().Bits());
        }
    }

    [Fact]
    public void ComputeGradients_ChangesNoParameterAndIsRepeatable()
    {
        var trainer = MakeTrainer<double>(Optimizer.Adam());
        var before = trainer.Network.Theta();
        var (first, second) = (new Gradients<double>(trainer.Network), new Gradients<double>(trainer.Network));
        var (x, y) = Batch<double>();
        trainer.ComputeGradients(x, y, first);
        trainer.ComputeGradients(x, y, second);
        trainer.Network.Theta().Should().Equal(before);
        trainer.Steps.Should().Be(0);
        first.Names.Should().Equal(trainer.Network.Parameters.Select(parameter => parameter.Name));
        first.Names.Should().OnlyContain(name => first[name].Equals(second[name]));
        first.Norm.Should().BeApproximately(Math.Sqrt(first.Names.Sum(name => first[name].Enumerate().Sum(g => g * g))), 1e-12);
    }

    [Fact]
    public void Add_MeanOfHalves_IsTheGradientOfTheWhole()
    {
        var trainer = new Trainer<double>(
            new Network<double>(Inputs, 3, [new(7, Activation.Tanh), new(3, Activation.Softmax)]), Loss.CrossEntropy, Optimizer.Adam());
        var (x, y) = Batch<double>();
        var (whole, half, sum) =
            (new Gradients<double>(trainer.Network), new Gradients<double>(trainer.Network), new Gradients<double>(trainer.Network));
        trainer.ComputeGradients(x, y, whole);
        for (var part = 0; part < 2; part++)
        {
            trainer.ComputeGradients(
                x.AsSpan(part * x.Length / 2, x.Length / 2), y.AsSpan(part * y.Length / 2, y.Length / 2), half);
            sum.Add(half, 0.5);
        }

        sum.Add(whole, -1);
        sum.Norm.Should().BeLessThan(1e-14);
        whole.Scale(-2);
        half.Clear();
        half.Add(whole);
        half.Norm.Should().Be(whole.Norm).And.BePositive();
        half.Clear();
        half.Norm.Should().Be(0);
    }

    [Fact]
    public void Apply_ChangedGradients_ClipsByWhatTheyAreNow()
    {
        var trainer = MakeTrainer<double>(Optimizer.GradientDescent(1), "by norm");
        var gradients = new Gradients<double>(trainer.Network);
        foreach (var name in gradients.Names)
        {
            gradients[name].MapInplace(_ => 3, MathNet.Numerics.LinearAlgebra.Zeros.Include);
        }

        var before = trainer.Network.Theta();
        trainer.Apply(gradients);
        gradients.Norm.Should().BeApproximately(0.1, 1e-12, "the gradients are clipped where they lie");
        trainer.Network.Theta().Zip(before, (now, then) => then - now).Should().OnlyContain(
            change => Math.Abs(change - (0.1 / Math.Sqrt(before.Length))) < 1e-12);
    }

    [Fact]
    public void Apply_GradientThatIsNotFinite_ChangesNothing()
    {
        var trainer = MakeTrainer<float>(Optimizer.Adam());
        var gradients = new Gradients<float>(trainer.Network);
        gradients["layers.1.bias"][2, 0] = float.NaN;
        var before = trainer.Network.Theta();
        Failure.Of<ArgumentException>(() => trainer.Apply(gradients)).Should().Be(
            "The gradient of layers.1.bias[2, 0] is NaN, but must be finite. (Parameter 'gradients')");
        trainer.Network.Theta().Should().Equal(before);
        trainer.Steps.Should().Be(0);
    }

    [Fact]
    public void Gradients_OfAnotherNetwork_AreRefused()
    {
        var trainer = MakeTrainer<float>(Optimizer.Adam());
        var (x, y) = Batch<float>();
        var fewer = new Gradients<float>(new Network<float>(Inputs, 1, [new(3, Activation.Softmax)]));
        var other = new Gradients<float>(new Network<float>(Inputs, 1, [new(8, Activation.Tanh), new(3, Activation.Softmax)]));
        Failure.Of<ArgumentException>(() => trainer.Apply(fewer))
            .Should().Be("There are gradients of 2 parameters on one side and of 4 on the other. (Parameter 'gradients')");
        Failure.Of<ArgumentException>(() => trainer.ComputeGradients(x, y, other)).Should().Be(
            "The gradient of layers.0.weight is 8 × 5 on one side and 7 × 5 on the other. (Parameter 'gradients')");
        FluentActions.Invoking(() => other.Add(fewer)).Should().Throw<ArgumentException>();
        Failure.Of<ArgumentException>(() => _ = other["layers.9.weight"]).Should().Be(
            "There is no parameter layers.9.weight, but layers.0.weight, layers.0.bias, layers.1.weight, layers.1.bias. (Parameter " +
            "'name')");
    }

    [Fact]
    public void ComputeGradientsAndApply_AfterTheFirst_AllocateNothing()
    {
        var trainer = MakeTrainer<float>(Optimizer.Adam(), "by norm");
        var gradients = new Gradients<float>(trainer.Network);
        var (x, y) = Batch<float>();
        Allocations.Of(() =>
        {
            trainer.ComputeGradients(x, y, gradients);
            trainer.Apply(gradients);
        }).Should().Be(0);
    }

    private static Trainer<T> MakeTrainer<T>(Optimizer optimizer, string clipping = "none")
        where T : unmanaged, IFloatingPointIeee754<T> => new(
            new Network<T>(
                Inputs, seed: 3,
                    [new(7, Activation.Tanh) { KeepProbability = clipping == "by norm" ? 1 : 0.8, Constraint = Constraint.MaxNorm(2) },
                        new(3, Activation.Softmax)]),
            Loss.CrossEntropy, optimizer, clipping == "by norm" ? null : Regularizer.L2(0.1))
        {
            Clipping = clipping switch { "by value" => GradientClipping.ByValue(0.01), "by norm" => GradientClipping.ByGlobalNorm(0.1),
                _ => null },
        };

    private static (T[] X, T[] Y) Batch<T>()
        where T : unmanaged, IFloatingPointIeee754<T> =>
        (Given.Normal<T>(Inputs, Examples, seed: 5).ToColumnMajorArray(), Given.OneHot<T>(3, Examples, seed: 6).ToColumnMajorArray());
}

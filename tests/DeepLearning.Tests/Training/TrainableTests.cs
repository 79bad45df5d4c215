using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

/// <summary>Layers that training does not change, or changes more slowly.</summary>
public sealed class TrainableTests
{
    private const int Inputs = 5;
    private const int Examples = 24;

    public static TheoryData<string, string> OptimizersAndClippings => GradientsTests.OptimizersAndClippings;

    [Theory]
    [MemberData(nameof(OptimizersAndClippings))]
    public void Step_BelowIsNotTrainable_IsTheStepOfTheLayersAbove(string optimizer, string clipping)
    {
        Same<float>();
        Same<double>();

        void Same<T>()
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var whole = MakeNetwork<T>(trainable: [false, true, true]);
            var before = Numbers(whole.Layers[0]);
            var below = new Network<T>(Inputs, 1, whole.Layers[0].Definition);
            var above = new Network<T>(7, whole.Seed, [.. whole.Layers.Skip(1).Select(layer => layer.Definition)]);
            Copy(whole.Layers[0], below.Layers[0]);
            Copy(whole.Layers[1], above.Layers[0]);
            Copy(whole.Layers[2], above.Layers[1]);
            var (x, y) = (Given.Normal<T>(Inputs, Examples, seed: 5), Given.OneHot<T>(3, Examples, seed: 6));
            var (ofWhole, ofAbove) = (MakeTrainer(whole, optimizer, clipping), MakeTrainer(above, optimizer, clipping));
            var features = below.Predict(x);
            for (var step = 0; step < 4; step++)
            {
                ofWhole.Step(x, y)
                    .Should().Be(ofAbove.Step(features, y), "the penalty of a layer that does not learn is no part of the cost");
            }

            Numbers(whole.Layers[0]).Should().Equal(before);
            Numbers(whole.Layers[1]).Should().Equal(Numbers(above.Layers[0]));
            Numbers(whole.Layers[2]).Should().Equal(Numbers(above.Layers[1]));
        }
    }

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(false, true, false)]
    [InlineData(true, false, false)]
    public void ComputeGradients_OfTrainableLayers_AreThoseOfATrainableNetwork(params bool[] trainable)
    {
        var (some, all) = (MakeNetwork<double>(trainable), MakeNetwork<double>([true, true, true]));
        var (ofSome, ofAll) = (new Gradients<double>(some), new Gradients<double>(all));
        var (x, y) = (Given.Normal<double>(Inputs, Examples, seed: 5), Given.OneHot<double>(3, Examples, seed: 6));
        foreach (var name in ofSome.Names)
        {
            ofSome[name].Add(double.NaN, ofSome[name]);
        }

        MakeTrainer(some, "Adam", "none").ComputeGradients(x, y, ofSome);
        MakeTrainer(all, "Adam", "none").ComputeGradients(x, y, ofAll);
        foreach (var layer in some.Layers)
        {
            foreach (var parameter in layer.Parameters)
            {
                ofSome[parameter.Name]
                    .Should().Be(layer.IsTrainable ? ofAll[parameter.Name] : ofAll[parameter.Name].Multiply(0), parameter.Name);
            }
        }
    }

    [Fact]
    public void IsTrainable_SetBetweenSteps_HoldsFromTheNextOn()
    {
        var network = MakeNetwork<float>([true, true, true]);
        var trainer = MakeTrainer(network, "Momentum", "by norm");
        var (x, y) = (Given.Normal<float>(Inputs, Examples, seed: 5), Given.OneHot<float>(3, Examples, seed: 6));
        foreach (
            bool[] trainable in new bool[][] { [true, true, true], [false, true, true], [false, false, true], [true, false, true],
                [true, true, false] })
        {
            var before = network.Layers.Select(Numbers).ToArray();
            for (var l = 0; l < trainable.Length; l++)
            {
                network.Layers[l].IsTrainable = trainable[l];
            }

            trainer.Step(x, y);
            network.Layers.Select((layer, l) => !Numbers(layer).SequenceEqual(before[l])).Should().Equal(trainable);
        }
    }

    [Fact]
    public void Constraint_OfALayerThatDoesNotTrain_IsNotApplied()
    {
        var network = new Network<double>(
            Inputs, 1,
                [new(7, Activation.Tanh) { Constraint = Constraint.MaxNorm(1e-3), IsTrainable = false }, new(3, Activation.Softmax)]);
        var before = Numbers(network.Layers[0]);
        MakeTrainer(network, "Adam", "none")
            .Step(Given.Normal<double>(Inputs, Examples, seed: 5), Given.OneHot<double>(3, Examples, seed: 6));
        Numbers(network.Layers[0]).Should().Equal(before);
    }

    [Fact]
    public void LearningRateFactor_OfALayer_MultipliesItsSteps()
    {
        var (x, y) = (Given.Normal<double>(Inputs, Examples, seed: 5), Given.OneHot<double>(3, Examples, seed: 6));
        var (plain, scaled) = (MakeNetwork<double>([true, true, true]), MakeNetwork<double>([true, true, true]));
        var before = plain.Layers.Select(Numbers).ToArray();
        scaled.Layers[0].LearningRateFactor = 0.25;
        MakeTrainer(plain, "GradientDescent", "none").Step(x, y);
        MakeTrainer(scaled, "GradientDescent", "none").Step(x, y);
        Numbers(scaled.Layers[1]).Should().Equal(Numbers(plain.Layers[1]));
        Numbers(scaled.Layers[2]).Should().Equal(Numbers(plain.Layers[2]));
        for (var i = 0; i < before[0].Length; i++)
        {
            (Numbers(scaled.Layers[0])[i] - before[0][i])
                .Should().BeApproximately(0.25 * (Numbers(plain.Layers[0])[i] - before[0][i]), 1e-15);
        }
    }

    [Fact]
    public void Training_OfANetworkWithoutTrainableLayer_IsRefused()
    {
        const string Because = "No layer of the network is trainable: set IsTrainable of those that are to learn.";
        var network = MakeNetwork<float>([false, false, false]);
        var trainer = MakeTrainer(network, "Adam", "none");
        var (x, y) = (Given.Normal<float>(Inputs, Examples, seed: 5), Given.OneHot<float>(3, Examples, seed: 6));
        var data = Dataset.FromMatrices(x, y);
        var gradients = new Gradients<float>(network);
        Action[] attempts =
        [
            () => trainer.Step(x, y), () => trainer.ComputeGradients(x, y, gradients), () => trainer.Apply(gradients),
            () => trainer.Fit(data),
            () => trainer.Epochs(data), () => trainer.FindLearningRate(data),
        ];
        attempts.Should().AllSatisfy(attempt => Failure.Of<InvalidOperationException>(attempt).Should().Be(Because));
        trainer.Measure(data).Cost.Should().BePositive();
        trainer.ComputeInputGradients(x, y).FrobeniusNorm().Should().BePositive();
    }

    [Fact]
    public void GradientCheck_LooksAtEveryLayer()
    {
        var (x, y) = (Given.Normal<double>(Inputs, Examples, seed: 5), Given.OneHot<double>(3, Examples, seed: 6));
        var report = GradientCheck.Run(MakeNetwork<double>([false, true, false]), Loss.CrossEntropy, x, y);
        report.Count.Should().Be(MakeNetwork<double>([true, true, true]).ParameterCount);
    }

    [Fact]
    public void Resume_OtherLayersTrain_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "run.safetensors");
        var network = MakeNetwork<float>([false, true, true]);
        network.Layers[1].LearningRateFactor = 0.1;
        MakeTrainer(network, "Adam", "none").SaveCheckpoint(path);
        var same = MakeNetwork<float>([false, true, true]);
        same.Layers[1].LearningRateFactor = 0.1;
        MakeTrainer(same, "Adam", "none").Resume(path);
        same.Layers[0].IsTrainable = true;
        Failure.Of<ArgumentException>(() => MakeTrainer(same, "Adam", "none").Resume(path))
            .Should().Contain("the layer 1 is 7 units").And.Contain("not trainable");
        same.Layers[0].IsTrainable = false;
        same.Layers[1].LearningRateFactor = 1;
        Failure.Of<ArgumentException>(() => MakeTrainer(same, "Adam", "none").Resume(path)).Should().Contain("learning-rate factor 0.1");
        var loaded = Network<float>.Load(path);
        loaded.Layers.Select(layer => layer.IsTrainable).Should().Equal(false, true, true);
        loaded.Layers.Select(layer => layer.LearningRateFactor).Should().Equal(1, 0.1, 1);
    }

    [Fact]
    public void LearningRateFactor_OutOfRange_IsRefused()
    {
        var network = MakeNetwork<float>([true, true, true]);
        foreach (var factor in new[] { 0, -1, double.NaN, double.PositiveInfinity })
        {
            FluentActions.Invoking(() => network.Layers[0].LearningRateFactor = factor).Should().Throw<ArgumentOutOfRangeException>();
            FluentActions.Invoking(() => new Dense(2, Activation.Tanh) { LearningRateFactor = factor })
                .Should().Throw<ArgumentOutOfRangeException>();
        }
    }

    [Fact]
    public void Network_OfWhichALayerDoesNotTrain_SaysSo()
    {
        var network = MakeNetwork<float>([false, true, true]);
        network.Layers[1].LearningRateFactor = 0.1;
        network.ToString().Should().Be(
            """
            Network<float> 5 → 7 → 6 → 3, 123 parameters, 81 of them trainable
            layer  shape  normalization  activation  initializer  keep  learning rate  parameters
            1      5 → 7  none           Tanh        Xavier       1     not trainable  42
            2      7 → 6  Layer(1E-05)   ReLU        He           1     × 0.1          60
            3      6 → 3  none           Softmax     Xavier       1     × 1            21
            """.ReplaceLineEndings("\n"));
    }

    private static Network<T> MakeNetwork<T>(bool[] trainable)
        where T : unmanaged, IFloatingPointIeee754<T> => new(
        Inputs, seed: 3,
        [
            new(7, Activation.Tanh) { IsTrainable = trainable[0] },
            new(
                6, Activation.ReLU) { IsTrainable = trainable[1], Normalization = Normalization.Layer(),
                Constraint = Constraint.MaxNorm(2) },
            new(3, Activation.Softmax) { IsTrainable = trainable[2] },
        ]);

    private static Trainer<T> MakeTrainer<T>(Network<T> network, string optimizer, string clipping)
        where T : unmanaged, IFloatingPointIeee754<T> =>
            new(network, Loss.CrossEntropy, Implementations.Optimizers[optimizer], Regularizer.L2(0.1))
        {
            Clipping = clipping switch { "by value" => GradientClipping.ByValue(0.01), "by norm" => GradientClipping.ByGlobalNorm(0.1),
                _ => null },
        };

    private static T[] Numbers<T>(DenseLayer<T> layer)
        where T : unmanaged, IFloatingPointIeee754<T> => [.. layer.Parameters.SelectMany(parameter => parameter.Array)];

    private static void Copy<T>(DenseLayer<T> from, DenseLayer<T> to)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var (source, target) in from.Parameters.Zip(to.Parameters))
        {
            source.Array.CopyTo(target.Array, 0);
        }
    }
}

using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

public sealed class DenseLayerTests
{
    private readonly Network<double> network = new(3, seed: 1, [new Dense(2, Activation.ReLU), new Dense(4, Activation.Identity)]);

    [Fact]
    public void Shapes_AreInferredFromTheLayerBefore()
    {
        network.Layers.Select(layer => (layer.Number, layer.Inputs, layer.Units, layer.ParameterCount))
            .Should().Equal((1, 3, 2, 8), (2, 2, 4, 12));
        network.Layers[1].Weights.RowCount.Should().Be(4);
        network.Layers[1].Weights.ColumnCount.Should().Be(2);
        network.Layers[1].Biases.RowCount.Should().Be(4);
        network.Layers[1].Biases.ColumnCount.Should().Be(1);
        network.Layers[1].ToString().Should().Be("layer 2 (2 → 4)");
    }

    [Fact]
    public void Initializer_IsTheDefinitionsOrTheActivationsDefault()
    {
        network.Layers[0].Initializer.Should().BeOfType<He>();
        network.Layers[1].Initializer.Should().BeOfType<Xavier>();
        var biased = new Network<double>(
            3, 1, [new Dense(2, Activation.ReLU) { Initializer = Initializer.Zeros, BiasInitializer = Initializer.Normal(1) }]);
        biased.Layers[0].Weights.Enumerate().Should().OnlyContain(w => w == 0);
        biased.Layers[0].Biases.Enumerate().Should().OnlyContain(b => b != 0);
        network.Layers[0].Biases.Enumerate().Should().OnlyContain(b => b == 0);
    }

    [Fact]
    public void Weights_AreLive_WhatIsWrittenCounts()
    {
        var x = Given.Normal<double>(3, 1, seed: 2);
        network.Layers[1].Weights.Clear();
        network.Layers[1].Biases[2, 0] = 7;
        network.Predict(x).Enumerate().Should().Equal(0, 0, 7, 0);
    }

    [Fact]
    public void Weights_Set_CopiesInAnyStorage()
    {
        var dense = Given.Rows([1, 0, 0], [0, 2, 0]);
        var layer = network.Layers[0];
        layer.Weights = dense;
        dense[0, 0] = 99;
        layer.Weights.Should().Be(Given.Rows([1, 0, 0], [0, 2, 0]));
        layer.Weights = Matrix<double>.Build.SparseOfMatrix(Given.Rows([0, 3, 0], [4, 0, 0]));
        layer.Weights.Should().Be(Given.Rows([0, 3, 0], [4, 0, 0]));
        layer.Weights = Matrix<double>.Build.DiagonalOfDiagonalArray(2, 3, [5, 6]);
        layer.Weights.Should().Be(Given.Rows([5, 0, 0], [0, 6, 0]));
        layer.Biases = Given.Rows([8], [9]);
        layer.Biases.Should().Be(Given.Rows([8], [9]));
        (network.Predict(Given.Rows([1], [1], [1])) - (network.Layers[1].Weights * Given.Rows([13], [15]))).L2Norm()
            .Should().BeLessThan(1e-13);
    }

    [Fact]
    public void Weights_OfAnotherShape_AreRefused()
    {
        Failure.Of<ArgumentException>(() => network.Layers[0].Weights = Given.Normal<double>(3, 2, seed: 1))
            .Should().Be("Weights of layer 1 (3 → 2) are 2 × 3, got 3 × 2. (Parameter 'Weights')");
        Failure.Of<ArgumentException>(() => network.Layers[1].Biases = Given.Normal<double>(1, 4, seed: 1))
            .Should().Be("Biases of layer 2 (2 → 4) are 4 × 1, got 1 × 4. (Parameter 'Biases')");
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "infinity")]
    [InlineData(double.NegativeInfinity, "-infinity")]
    public void Weights_NotFinite_AreRefusedAndNothingIsChanged(double bad, string written)
    {
        var before = network.Layers[0].Weights.Clone();
        Failure.Of<ArgumentException>(() => network.Layers[0].Weights = Given.Rows([1, 2, 3], [4, bad, 6]))
            .Should().Be($"Weights[1, 1] of layer 1 (3 → 2) would be {written}, but must be finite. (Parameter 'Weights')");
        network.Layers[0].Weights.Should().Be(before);
    }

    [Fact]
    public void GainsAndShifts_OfANormalizedLayer_BeginAsOneAndZeroAndAreLive()
    {
        var normalized = new Network<double>(
            3, seed: 1, [new Dense(2, Activation.ReLU), new Dense(4, Activation.Identity) { Normalization = Normalization.Layer() }]);
        var layer = normalized.Layers[1];
        layer.ParameterCount.Should().Be(20);
        layer.Gains.Should().Be(Given.Rows([1], [1], [1], [1]));
        layer.Shifts.Should().Be(Given.Rows([0], [0], [0], [0]));
        layer.Weights.Should().Be(network.Layers[1].Weights, "gains and shifts are not drawn");
        layer.Gains = Given.Rows([0], [0], [0], [0]);
        layer.Shifts = Given.Rows([1], [2], [3], [4]);
        layer.Shifts![3, 0] = 5;
        normalized.Predict(Given.Normal<double>(3, 1, seed: 2)).Enumerate().Should().Equal(1, 2, 3, 5);
    }

    [Fact]
    public void GainsAndShifts_OfAPlainLayer_AreNullAndCannotBeSet()
    {
        network.Layers[1].Gains.Should().BeNull();
        network.Layers[1].Shifts.Should().BeNull();
        Failure.Of<InvalidOperationException>(() => network.Layers[1].Gains = Given.Rows([1], [1], [1], [1]))
            .Should().Be("layer 2 (2 → 4) has no Gains: its Dense has no Normalization.");
        Failure.Of<InvalidOperationException>(() => network.Layers[1].Shifts = Given.Rows([1], [1], [1], [1]))
            .Should().Be("layer 2 (2 → 4) has no Shifts: its Dense has no Normalization.");
    }

    [Fact]
    public void GainsAndShifts_OfAnotherShapeOrNotFinite_AreRefused()
    {
        var layer = new Network<double>(3, seed: 1, [new Dense(2, Activation.ReLU) { Normalization = Normalization.Layer() }]).Layers[0];
        Failure.Of<ArgumentException>(() => layer.Gains = Given.Rows([1, 1]))
            .Should().Be("Gains of layer 1 (3 → 2) are 2 × 1, got 1 × 2. (Parameter 'Gains')");
        Failure.Of<ArgumentException>(() => layer.Shifts = Given.Rows([1], [double.NaN]))
            .Should().Be("Shifts[1, 0] of layer 1 (3 → 2) would be NaN, but must be finite. (Parameter 'Shifts')");
        Failure.Of<ArgumentNullException>(() => layer.Gains = null!).Should().Be("Value cannot be null. (Parameter 'Gains')");
    }

    [Fact]
    public void Weights_Null_AreRefused() => Failure.Of<ArgumentNullException>(() => network.Layers[0].Weights = null!)
        .Should().Be("Value cannot be null. (Parameter 'Weights')");
}

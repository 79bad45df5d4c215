namespace DeepLearning.Tests;

/// <summary>Mean absolute error, Huber and hinge by hand.</summary>
public sealed class RobustLossTests
{
    [Fact]
    public void MeanAbsoluteError_ThreeOutputs_IsTheFormula()
    {
        OfOneExample.Loss(Loss.MeanAbsoluteError, [1, 5, 2], [2, 2, 2]).Should().BeApproximately(4.0 / 3, 1e-15);
        OfOneExample.Delta(Loss.MeanAbsoluteError, [1, 5, 2], [2, 2, 2]).Should().Equal(-1.0 / 3, 1.0 / 3, 0);
    }

    [Fact]
    public void Huber_BothBranches_AreTheFormula()
    {
        // Errors 0.5 and −3 with δ = 2: ½ · 0.25 and 2 · (3 − 1).
        OfOneExample.Loss(Loss.Huber(2), [1.5, 1], [1, 4]).Should().BeApproximately((0.125 + 4) / 2, 1e-15);
        OfOneExample.Delta(Loss.Huber(2), [1.5, 1], [1, 4]).Should().Equal(0.25, -1);
        new Huber().Delta.Should().Be(1);
        Loss.Huber(0.5).ToString().Should().Be("Huber(0.5)");
        Failure.Of<ArgumentOutOfRangeException>(() => Loss.Huber(0))
            .Should().Be("delta must be a finite number greater than 0, got 0. (Parameter 'delta')");
    }

    [Fact]
    public void Hinge_ZeroAndMinusOne_AreBothNo()
    {
        // Margins 0.5, 2 and −3 of the answers yes, no and no.
        OfOneExample.Loss(Loss.Hinge, [0.5, -2, 3], [1, 0, -1]).Should().Be(4.5);
        OfOneExample.Delta(Loss.Hinge, [0.5, -2, 3], [1, 0, -1]).Should().Equal(-1, 0, 1);
        OfOneExample.Delta(Loss.Hinge, [1, -1], [1, 0]).Should().Equal([0, 0], "the kink belongs to the flat side");
    }

    [Fact]
    public void Hinge_OtherTargets_AreRefused()
    {
        Loss.Hinge.InvalidTarget<double>([1, 0, -1]).Should().BeNull();
        Loss.Hinge.InvalidTarget<double>([1, 0.5])
            .Should().Be("a target of Hinge is 1 for yes, and 0 or -1 for no, but row 1 of this one is 0.5");
        Loss.Hinge.InvalidTarget<float>([float.NaN])
            .Should().Be("a target of Hinge is 1 for yes, and 0 or -1 for no, but row 0 of this one is NaN");
    }
}

using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

public sealed class InputGradientsTests
{
    private const int Inputs = 5;
    private const int Examples = 12;

    public static TheoryData<string> Losses => [.. Implementations.Losses.Keys];

    [Theory]
    [MemberData(nameof(Losses))]
    public void ComputeInputGradients_AreTheSlopesOfTheLoss(string name)
    {
        const double Step = 1e-6;
        var trainer = MakeTrainer(Implementations.Losses[name], frozen: false);
        var (x, y) = Batch(trainer);
        var gradients = trainer.ComputeInputGradients(x, y);
        var numeric = Matrix<double>.Build.Dense(Inputs, Examples, (i, j) => (LossOf(x, i, j, Step) - LossOf(x, i, j, -Step)) / (2 * Step));
        (gradients - numeric).FrobeniusNorm().Should().BeLessThan(1e-6 * (1 + numeric.FrobeniusNorm()));
        gradients.FrobeniusNorm().Should().BePositive();

        double LossOf(Matrix<double> at, int i, int j, double change)
        {
            var moved = at.SubMatrix(0, Inputs, j, 1);
            moved[i, 0] += change;
            return trainer.Measure(Dataset.FromMatrices(moved, y.SubMatrix(0, y.RowCount, j, 1))).Cost;
        }
    }

    [Fact]
    public void ComputeInputGradients_OfAnExample_DoNotDependOnTheOthersOrOnWhatTrains()
    {
        var (all, frozen) = (MakeTrainer(Loss.CrossEntropy, frozen: false), MakeTrainer(Loss.CrossEntropy, frozen: true));
        var (x, y) = Batch(all);
        var gradients = all.ComputeInputGradients(x, y);
        frozen.ComputeInputGradients(x, y).Should().Be(gradients);
        for (var j = 0; j < Examples; j++)
        {
            all.ComputeInputGradients(x.SubMatrix(0, Inputs, j, 1), y.SubMatrix(0, 3, j, 1))
                .Should().Be(gradients.SubMatrix(0, Inputs, j, 1));
        }
    }

    [Fact]
    public void ComputeInputGradients_ChangesNothing()
    {
        var (looked, other) = (MakeTrainer(Loss.CrossEntropy, frozen: false), MakeTrainer(Loss.CrossEntropy, frozen: false));
        var (x, y) = Batch(looked);
        var gradients = new double[Inputs * Examples];
        for (var step = 0; step < 3; step++)
        {
            looked.ComputeInputGradients(x.AsColumnMajorArray(), y.AsColumnMajorArray(), gradients).Should()
                .BeApproximately(looked.Measure(Dataset.FromMatrices(x, y)).Cost, 1e-14);
            looked.Step(x, y).Should().Be(other.Step(x, y), "dropout masks are those of the step");
        }

        looked.Network.Theta().Should().Equal(other.Network.Theta());
    }

    [Fact]
    public void ComputeInputGradients_AfterTheFirst_AllocateNothing()
    {
        var trainer = MakeTrainer(Loss.CrossEntropy, frozen: true);
        var (x, y) = Batch(trainer);
        var (from, targets, to) = (x.AsColumnMajorArray(), y.AsColumnMajorArray(), new double[Inputs * Examples]);
        Allocations.Of(() => trainer.ComputeInputGradients(from, targets, to)).Should().Be(0);
    }

    private static Trainer<double> MakeTrainer(Loss loss, bool frozen) => new(
        new Network<double>(
            Inputs, seed: 3,
            [
                new(7, Activation.Tanh) { KeepProbability = 0.6, IsTrainable = !frozen },
                new(6, Activation.SiLU) { Normalization = Normalization.Layer() },
                new(3, loss.FusedActivation ?? Activation.Identity),
            ])
        {
            InputKeepProbability = 0.7,
        },
        loss, Optimizer.Adam(), Regularizer.L2(0.1));

    private static (Matrix<double> X, Matrix<double> Y) Batch(Trainer<double> trainer) =>
        (Given.Normal<double>(Inputs, Examples, seed: 5), Given.Targets<double>(trainer.Loss, 3, Examples, seed: 6));
}

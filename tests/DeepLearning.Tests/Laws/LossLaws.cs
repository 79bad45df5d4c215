namespace DeepLearning.Tests;

public sealed class LossLaws
{
    private const int Units = 3;
    private const int Examples = 7;

    public static TheoryData<string> All => [.. Implementations.Losses.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void ForwardAndBackward_HugeOutputs_StayFinite(string name)
    {
        var loss = Implementations.Losses[name];
        foreach (var huge in new[] { 1e4, -1e4 })
        {
            var outputs = Given.Normal<double>(Units, Examples, seed: 1).ToColumnMajorArray();
            var targets = Given.Targets<double>(loss, Units, Examples, seed: 2).ToColumnMajorArray();
            for (var i = 0; i < outputs.Length; i += 2)
            {
                outputs[i] = huge;
            }

            Losses(loss, outputs, targets).Should().OnlyContain(value => double.IsFinite(value) && value >= 0);
            Deltas(loss, outputs, targets).Should().OnlyContain(value => double.IsFinite(value));
            float[] outputs32 = [.. outputs.Select(value => (float)value)], targets32 = [.. targets.Select(value => (float)value)];
            var (losses32, deltas32) = (new float[Examples], new float[Units * Examples]);
            loss.Forward<float>(outputs32, targets32, losses32);
            loss.Backward<float>(outputs32, targets32, deltas32, Units);
            losses32.Should().OnlyContain(value => float.IsFinite(value) && value >= 0);
            deltas32.Should().OnlyContain(value => float.IsFinite(value));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Forward_PerfectPrediction_IsZero(string name)
    {
        var loss = Implementations.Losses[name];
        var targets = Given.Targets<double>(loss, Units, Examples, seed: 3).ToColumnMajorArray();

        if (loss is CrossEntropy { LabelSmoothing: > 0 })
        {
            return; // It wants no certainty.
        }

        // The logits of certainty, or margins: far on the side of the target.
        double[] outputs = loss.FusedActivation is null && loss is not Hinge ? targets : [.. targets.Select(y => y == 1 ? 50.0 : -50)];
        Losses(loss, outputs, targets).Should().OnlyContain(value => value >= 0 && value < 1e-15);
        Deltas(loss, outputs, targets).Should().OnlyContain(value => Math.Abs(value) < 1e-15);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Backward_FusedLoss_IsAMinusY(string name)
    {
        var loss = Implementations.Losses[name];
        if (loss.FusedActivation is not { } activation || loss is CrossEntropy { LabelSmoothing: > 0 })
        {
            return;
        }

        var z = Given.Normal<double>(Units, Examples, seed: 4, scale: 3).ToColumnMajorArray();
        var targets = Given.Targets<double>(loss, Units, Examples, seed: 5).ToColumnMajorArray();
        var a = new double[z.Length];
        activation.Forward<double>(z, a, Units);
        Deltas(loss, z, targets).Should().Equal(a.Zip(targets, (ai, yi) => ai - yi));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Backward_AgreesWithCentralDifferences(string name)
    {
        var loss = Implementations.Losses[name];
        var outputs = Given.Normal<double>(Units, Examples, seed: 6, scale: 2).ToColumnMajorArray();
        var targets = Given.Targets<double>(loss, Units, Examples, seed: 7).ToColumnMajorArray();
        var deltas = Deltas(loss, outputs, targets);
        for (var i = 0; i < outputs.Length; i++)
        {
            double Sum(double shift) => Losses(loss, [.. outputs.Select((value, j) => j == i ? value + shift : value)], targets).Sum();
            deltas[i].Should().BeApproximately((Sum(1e-5) - Sum(-1e-5)) / 2e-5, 1e-8);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Forward_NaN_IsNotHidden(string name)
    {
        var loss = Implementations.Losses[name];
        var outputs = Given.Normal<double>(Units, Examples, seed: 8).ToColumnMajorArray();
        var targets = Given.Targets<double>(loss, Units, Examples, seed: 9).ToColumnMajorArray();
        outputs[Units + 1] = double.NaN;
        Losses(loss, outputs, targets).Select(double.IsNaN).Should().Equal(Enumerable.Range(0, Examples).Select(i => i == 1));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void InvalidTarget_OutputActivation_OnlyTheFusedOneFitsAndNoNumbersFitSoftmax(string name)
    {
        var loss = Implementations.Losses[name];
        foreach (var output in Implementations.Activations.Values)
        {
            loss.InvalidTarget(output).Should().Be(
                loss.FusedActivation is { } fused
                    ? fused == output ? null
                        : $"{name} is computed from the logits of {fused}, but the output layer has {output}; give the output layer " +
                            $"{fused}, or choose another loss"
                    : output.IsElementwise ? null
                        : $"{name} compares numbers one by one and has hardly a gradient where {output} is sure and wrong; for classes " +
                            $"use Loss.CrossEntropy, " +
                          "for numbers give the output layer Identity");
        }
    }

    [Fact]
    public void InvalidTarget_LossOfAUsersOwn_FitsSoftmax() =>
        new BrierScore().InvalidTarget(Activation.Softmax).Should().BeNull("who writes it means it");

    private sealed class BrierScore : Loss
    {
        protected override void ForwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> losses) =>
            MeanSquaredError.Forward(outputs, targets, losses);

        protected override void BackwardCore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, Span<T> delta, int units) =>
            MeanSquaredError.Backward(outputs, targets, delta, units);
    }

    private static double[] Losses(Loss loss, double[] outputs, double[] targets)
    {
        var losses = new double[Examples];
        loss.Forward<double>(outputs, targets, losses);
        return losses;
    }

    private static double[] Deltas(Loss loss, double[] outputs, double[] targets)
    {
        var delta = new double[outputs.Length];
        loss.Backward<double>(outputs, targets, delta, Units);
        return delta;
    }
}

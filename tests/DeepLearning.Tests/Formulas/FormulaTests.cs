using MathNet.Numerics;

namespace DeepLearning.Tests;

public sealed class FormulaTests
{
    private static readonly Formula Z = Formula.Z;

    public static TheoryData<string> Activations => [.. Implementations.Activations.Keys];

    [Theory]
    [MemberData(nameof(Activations))]
    public void AsFormula_EveryActivation_IsTheSameFunction(string name)
    {
        var activation = Implementations.Activations[name];
        double[] z = [-700, -30, -5, -3, -1.5, -1e-3, 0, 1e-9, 0.4, 1, 2.9, 3, 11, 40, 600];
        var expected = Evaluated.Forward(activation, z);

        FormulaValues.Of(activation.AsFormula(Z)!, z).Zip(expected)
            .Should().OnlyContain(pair => Math.Abs(pair.First - pair.Second) <= 1e-14 * Math.Max(1, Math.Abs(pair.Second)));
    }

    [Fact]
    public void AsFormula_Unwritten_IsNull() => new Softplus().AsFormula(Z).Should().BeNull();

    [Fact]
    public void ToString_Formulas_ReadAsMathematics()
    {
        $"{Activation.SiLU.AsFormula(Z)}".Should().Be("(z * sigmoid(z))");
        $"{Activation.Softmax.AsFormula(Z)}".Should().Be("(exp((z - max(z))) / sum(exp((z - max(z)))))");
        $"{Activation.LeakyReLU().AsFormula(Z)}".Should().Be("(z > 0 ? z : (0.01 * z))");
        $"{-Formula.Min(Formula.Log(Z), 2.5) + Formula.MeanOverUnits(Formula.Tanh(Z))}".Should()
            .Be("((-min(log(z), 2.5)) + mean(tanh(z)))");
    }

    [Fact]
    public void Values_OverUnits_AreOfTheExample()
    {
        double[] z = [1, 2, 6];

        FormulaValues.Of(Formula.SumOverUnits(Z) + Z, z).Should().Equal(10, 11, 15);
        FormulaValues.Of(Formula.MeanOverUnits(Z * Z), z).Should().AllBeEquivalentTo(41.0 / 3);
        FormulaValues.Of(Formula.MaxOverUnits(-Z), z).Should().Equal(-1, -1, -1);
    }

    [Fact]
    public void Constant_NotFinite_IsRefused() =>
        FluentActions.Invoking(() => Z * double.NaN)
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("value must be a finite number, got NaN.*");

    [Fact]
    public void Operators_Null_AreRefused() => FluentActions.Invoking(() => Z + null!).Should().Throw<ArgumentNullException>();

    [Fact]
    public void ComplementaryError_ByArithmeticAlone_IsWithin1em15()
    {
        var z = Enumerable.Range(-1000, 2001).Select(i => i * 0.03).ToArray();

        FormulaValues.Of(ComplementaryError.Of(Z), z).Zip(z)
            .Should().OnlyContain(pair => Math.Abs(pair.First - SpecialFunctions.Erfc(pair.Second)) < 1e-15);
    }

    [Fact]
    public void Matches_PatternWithOpenNumbers_FindsThem()
    {
        var found = new Dictionary<string, double>();

        Activation.ELU(0.7).AsFormula(Z)!.Matches(OnnxOperator.All.Single(one => one.Type == "Elu").Formula, found).Should().BeTrue();
        found.Should().Equal(new Dictionary<string, double> { ["alpha"] = 0.7 });
        Activation.SELU.AsFormula(Z)!.Matches(OnnxOperator.All.Single(one => one.Type == "Elu").Formula, []).Should().BeFalse();
    }
}

using FsCheck;
using FsCheck.Fluent;

namespace DeepLearning.Tests;

/// <summary>
/// A formula that is exported is the function that the network computes, over the whole range of numbers and on both sides of every kink.
/// </summary>
public sealed class LayerFormulasTests
{
    /// <summary>Numbers of both signs and of magnitudes from 10⁻⁹, below which the rounding of a function hides what it does.</summary>
    private static Gen<double> Places =>
        from exponent in Gen.Choose(-30, 100) from mantissa in Gen.Choose(100, 199) from sign in Gen.Elements(-1, 1)
                                         select sign * mantissa * Math.Pow(2, exponent);

    private static Gen<double> Slopes => from slope in Gen.Choose(-300, 300) select slope / 100.0;

    [Fact]
    public void Of_ClampAtRandomPlaces_IsAcceptedThereAndNowhereElse() => Check(Places, Places, (first, second) =>
    {
        var (low, high) = (Math.Min(first, second), Math.Max(first, second));
        Func<Formula, Formula> clamp = z => Formula.Min(high, Formula.Max(low, z));
        return Accepts(z => Math.Clamp(z, low, high), clamp)
            && Refuses(z => Math.Max(z, low), clamp) && Refuses(z => Math.Min(z, high), clamp) && Refuses(z => z, clamp)
            && Refuses(z => Math.Clamp(z, low, high), z => Formula.Max(low, z)) && Refuses(z => Math.Clamp(z, low, high), z => z);
    });

    [Fact]
    public void Of_KinkAtARandomPlace_IsAcceptedThereAndNowhereElse() => Check(Places, Slopes, (place, slope) =>
    {
        if (Math.Abs(slope - 1) < 1e-3)
        {
            return true;
        }

        double Bent(double z, double at, double by) => z > at ? at + (by * (z - at)) : z;
        Func<Formula, Formula> formula = z => Formula.WherePositive(z - place, place + (slope * (z - place)), z);
        return Accepts(z => Bent(z, place, slope), formula)
            && Refuses(z => Bent(z, place, slope + 0.01), formula) && Refuses(z => Bent(z, 1.01 * place, slope), formula)
                && Refuses(z => z, formula);
    });

    [Fact]
    public void Of_NarrowBumpAtARandomPlace_IsSeen() => Check(Places, Slopes, (place, height) =>
    {
        var width = 1e-4 * Math.Abs(place);
        return Math.Abs(height) < 0.1
            || (Refuses(z => z, z => Formula.WherePositive(width - Formula.Abs(z - place), z + (height * place), z))
            && Refuses(z => z, z => z + (height * place * Formula.Max(0, 1 - (Formula.Abs((z / width) - (place / width)))))));
    });

    [Fact]
    public void Of_RightFormulaWrittenOtherwise_IsAccepted()
    {
        Accepts(z => (z + Math.Abs(z)) / 2, z => Formula.Max(z, 0)).Should().BeTrue();
        Accepts(Math.Tanh, z => (2 * Formula.Sigmoid(2 * z)) - 1).Should().BeTrue();
        Accepts(z => (z + Math.Sqrt((z * z) + 1)) / 2, z => 0.5 * (z + Formula.Sqrt((z * z) + 1))).Should().BeTrue();
        Accepts(z => Math.Log(1 + Math.Exp(-Math.Abs(z))) + Math.Max(z, 0), z => Formula.Max(z, 0) +
            Formula.LogP1(Formula.Exp(-Formula.Abs(z)))).Should().BeTrue();
        Accepts(z => z < 0 ? Math.Exp(z) - 1 : z, z => Formula.WherePositive(z, z, Formula.ExpM1(z))).Should().BeTrue();
        Accepts(z => z / (1 + Math.Abs(z)), z => z / (1 + Formula.Abs(z))).Should().BeTrue();
    }

    [Fact]
    public void Of_FormulaThatOverflowsWhereTheFunctionDoesNot_IsRefused() => Failure.Of<InvalidOperationException>(
        () => Export(z => Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z))), z => Formula.Log(1 + Formula.Exp(z)))).Should().Be(
            "layer 1 (1 → 1) has the activation Written, whose AsFormula, log((1 + exp(z))), gives Infinity at z = 2048 where its " +
            "Forward gives 2048: they must be the same function.");

    [Fact]
    public void Of_NumberThatTheTypeCannotHold_IsRefused()
    {
        Failure.Of<InvalidOperationException>(() => Export<float>(z => Math.Min(z, 1e300), z => Formula.Min(z, 1e300))).Should().Be(
            "layer 1 (1 → 1) has the activation Written, whose AsFormula, min(z, 1E+300), has the number 1E+300, which float cannot " +
            "hold: " +
            "use numbers between 1.401298464324817E-45 and 3.4028234663852886E+38.");
        Failure.Of<InvalidOperationException>(() => Export<float>(z => z + 1e-60, z => z + 1e-60)).Should()
            .Contain("has the number 1E-60, which float cannot hold");
        Accepts(z => Math.Min(z, 1e300), z => Formula.Min(z, 1e300)).Should().BeTrue();
    }

    [Fact]
    public void Of_FunctionThatLooksAtOtherUnits_NeedsAFormulaThatDoes() =>
        FluentActions.Invoking(() => new Network<double>(2, seed: 1, new Dense(3, new Shifted())).ToC("n")).Should()
            .Throw<InvalidOperationException>()
            .WithMessage("layer 1 (2 → 3) has the activation Shifted, whose AsFormula, z, gives *");

    private static void Check<TFirst, TSecond>(Gen<TFirst> first, Gen<TSecond> second, Func<TFirst, TSecond, bool> law) =>
        Prop.ForAll(first.ToArbitrary(), second.ToArbitrary(), law).QuickCheckThrowOnFailure();

    private static bool Accepts(Func<double, double> forward, Func<Formula, Formula> formula)
    {
        Export(forward, formula);
        return true;
    }

    private static bool Refuses(Func<double, double> forward, Func<Formula, Formula> formula)
    {
        Failure.Of<InvalidOperationException>(() => Export(forward, formula)).Should().EndWith(": they must be the same function.");
        return true;
    }

    private static void Export(Func<double, double> forward, Func<Formula, Formula> formula) => Export<double>(forward, formula);

    private static void Export<T>(Func<double, double> forward, Func<Formula, Formula> formula)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> =>
        new Network<T>(1, seed: 1, new Dense(1, new Written(forward, formula))).SaveOnnx(new MemoryStream());

    private sealed class Written(Func<double, double> forward, Func<Formula, Formula> formula) : Activation
    {
        public override Formula AsFormula(Formula z) => formula(z);

        protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units)
        {
            for (var i = 0; i < z.Length; i++)
            {
                a[i] = T.CreateSaturating(forward(double.CreateChecked(z[i])));
            }
        }

        protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units) =>
            throw new NotSupportedException();
    }

    /// <summary>z plus what the first unit has.</summary>
    private sealed class Shifted : Activation
    {
        public override Formula AsFormula(Formula z) => z;

        protected override void ForwardCore<T>(ReadOnlySpan<T> z, Span<T> a, int units)
        {
            for (var i = 0; i < z.Length; i++)
            {
                a[i] = z[i] + (units == 1 ? T.Zero : z[i / units * units]);
            }
        }

        protected override void BackwardCore<T>(ReadOnlySpan<T> z, ReadOnlySpan<T> a, Span<T> delta, int units) =>
            throw new NotSupportedException();
    }
}

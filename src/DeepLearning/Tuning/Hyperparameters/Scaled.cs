using System.Globalization;

namespace DeepLearning.Tuning;

/// <summary>Numbers on a scale.</summary>
internal sealed class Scaled<TNumber>(string name, string scale, Func<double, TNumber> value) : Hyperparameter<TNumber>(name)
    where TNumber : struct, IConvertible, IFormattable
{
    public override string ToString() => $"{Name}: {scale}";

    internal override TrialSetting Draw(double uniform)
    {
        var drawn = value(uniform);
        return new(this, drawn, drawn.ToDouble(CultureInfo.InvariantCulture), drawn.ToString(null, CultureInfo.InvariantCulture));
    }
}

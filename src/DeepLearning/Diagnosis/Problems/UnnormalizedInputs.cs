using System.Globalization;

namespace DeepLearning.Diagnosis;

/// <summary>Inputs in units of their own, far from mean 0 and variance 1.</summary>
/// <remarks>Source of the rule: LeCun, Bottou, Orr and Müller, "Efficient BackProp", 1998.</remarks>
internal sealed class UnnormalizedInputs() : TrainingProblem(
    "inputs are not normalized",
    "Fit an InputNormalization, or a pipeline with Transform.Standardize(), to the training set and apply it to every set.")
{
    /// <summary>
    /// A root mean square of more: pixels from 0 to 255, years, incomes; not indicators, fractions or standardized numbers.
    /// </summary>
    private const double Large = 10;

    /// <summary>
    /// A feature that lies more than so many standard deviations from 0, and not among the ordinary numbers, hides what differs in what
    /// does not.
    /// </summary>
    private const double FarOff = 30;

    /// <summary>A feature that never reaches it is hardly seen by weights of ordinary size.</summary>
    private const double Small = 1e-2;

    private const int MostShown = 5;

    internal override TrainingFinding? Find(IReadOnlyList<StepInspection> steps)
    {
        if (steps[^1].Inputs is not { } inputs)
        {
            return null;
        }

        var found = Enumerable.Range(0, inputs.Features).Select(feature => (Feature: feature, Excess: Excess(inputs, feature)))
            .Where(one => one.Excess > 1)
            .OrderByDescending(one => one.Excess).Select(one => one.Feature).ToArray();
        if (found.Length == 0)
        {
            return null;
        }

        var shown = found.Take(MostShown).Select(feature => string.Create(
            CultureInfo.InvariantCulture,
            $"{inputs.Name(feature)} (mean {inputs.Mean(feature):G3}, standard deviation {inputs.Deviation(feature):G3})"));
        var more = found.Length > MostShown ? Text($" and {found.Length - MostShown:N0} more") : "";
        return new(this, 0, string.Create(
            CultureInfo.InvariantCulture,
            $"{found.Length:N0} of {Plural.Of(inputs.Features, "feature", "N0")} {(found.Length == 1 ? "is" : "are")} far from mean 0 " +
            $"and standard deviation 1: ") +
            $"{string.Join(", ", shown)}{more}.");
    }

    /// <summary>How many times a feature is beyond what is usual; at most 1 where it is not.</summary>
    private static double Excess(InputScales inputs, int feature)
    {
        var (mean, deviation) = (Math.Abs(inputs.Mean(feature)), inputs.Deviation(feature));
        var large = Math.Sqrt((mean * mean) + (deviation * deviation)) / Large;
        var farOff = deviation > 0 && mean > 1 ? mean / (FarOff * deviation) : 0;
        var small = deviation > 0 ? Small / inputs.Largest(feature) : 0;
        return Math.Max(large, Math.Max(farOff, small));
    }
}

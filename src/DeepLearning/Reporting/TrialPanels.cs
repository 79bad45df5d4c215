using DeepLearning.Tuning;

namespace DeepLearning.Reporting;

/// <summary>For each hyperparameter of a search a panel of its values and the scores of the trials.</summary>
internal sealed class TrialPanels
{
    private const double Width = PicturePanel.UsualWidth;
    private const double PlotTop = 14;
    private const double PlotHeight = 130;
    private const double HeadingHeight = 42;
    private const double WideRatio = 20;

    /// <summary>Below it a logarithmic scale is hardly another than a linear one, and has no ticks to show.</summary>
    private const double LeastRatio = 4;

    /// <summary>The draw at the upper end: 1 itself is never drawn.</summary>
    private const double Last = 1 - 1e-12;

    private readonly TuningResult result;
    private readonly TrialResult[] drawn;
    private readonly IReadOnlyList<Hyperparameter> hyperparameters;

    public TrialPanels(TuningResult result)
    {
        this.result = result;
        drawn = [.. result.Trials.Where(trial => Series.IsDrawable((0, trial.Score)))];
        hyperparameters = [.. result.Trials.Take(1).SelectMany(trial => trial.Trial.Drawn).Select(setting => setting.Hyperparameter)];
    }

    public Picture Picture()
    {
        var legend = new Legend(Entries(), Width - (2 * PicturePanel.Margin));
        var heading = new PicturePanel(Width, HeadingHeight + legend.Height, "Tuning", svg =>
        {
            PicturePanel.DrawTitle(svg, "Tuning");
            legend.Draw(svg, PicturePanel.Margin, HeadingHeight - 4);
        }) { IsHeading = true };
        var panels = hyperparameters.Select((hyperparameter, i) => new PicturePanel(
            Width, PlotTop + PlotHeight + Axes.BottomMargin, hyperparameter.Name, svg => Draw(svg, hyperparameter, i)));
        return new Picture("Tuning", "The scores of the trials over each hyperparameter", [heading, .. panels], Caption());
    }

    /// <summary>What is drawn and how often, in the colours in which it is drawn.</summary>
    private List<LegendEntry> Entries()
    {
        var others = drawn.Where(trial => trial != result.Best).ToLookup(trial => trial.Ended);
        List<LegendEntry> entries = [];
        if (others[true].Any())
        {
            entries.Add(LegendEntry.Dot($"{Number.Count(others[true].Count())} to the end", "c0"));
        }

        if (others[false].Any())
        {
            entries.Add(LegendEntry.Dot($"{Number.Count(others[false].Count())} stopped early", "axis"));
        }

        if (result.Best is { } best && drawn.Contains(best))
        {
            entries.Add(LegendEntry.Dot($"the best, trial {Number.Count(best.Trial.Number)}: score {Number.Of(best.Score)}", "best c1"));
        }

        return entries;
    }

    private void Draw(SvgWriter svg, Hyperparameter hyperparameter, int index)
    {
        if (drawn.Length == 0)
        {
            svg.Text(Width / 2, PlotTop + (PlotHeight / 2),
                $"{TextWidth.Fit(hyperparameter.Name, Width / 2)}: no trial has a score", "note", "middle");
            return;
        }

        var (low, high) = (drawn.Min(trial => trial.Score), drawn.Max(trial => trial.Score));
        Scale scores = low > 0 && high / low >= WideRatio ? LogarithmicScale.Over(low, high, 5) : LinearScale.Over(low, high, 4);
        var frame = new Box(Axes.LeftMargin(scores), PlotTop, Width - Axes.RightMargin, PlotTop + PlotHeight);
        var axes = new Axes(frame, ScaleOf(hyperparameter, frame.Width), scores);
        axes.Draw(svg, hyperparameter.Name, "score");
        Dots(svg, axes, index, drawn.Where(trial => !trial.Ended && trial != result.Best), "axis");
        Dots(svg, axes, index, drawn.Where(trial => trial.Ended && trial != result.Best), "c0");
        Dots(svg, axes, index, drawn.Where(trial => trial == result.Best), "best c1");
    }

    private static void Dots(SvgWriter svg, Axes axes, int index, IEnumerable<TrialResult> trials, string style)
    {
        var points = trials.Select(trial => new[] { axes.Point((trial.Trial.Drawn[index].Number, trial.Score)) }).ToArray();
        if (points.Length > 0)
        {
            svg.Path(points, style.StartsWith("best", StringComparison.Ordinal) ? "dots halo best ground" : "dots halo ground");
            svg.Path(points, "dots " + style);
        }
    }

    /// <summary>The scale on which the draws are even: the one whose middle is drawn half-way.</summary>
    private static Scale ScaleOf(Hyperparameter hyperparameter, double width)
    {
        if (hyperparameter.Choices is { } names)
        {
            return ChoiceScale.Of(names, width);
        }

        var (low, middle, high) = (hyperparameter.Draw(0).Number, hyperparameter.Draw(0.5).Number, hyperparameter.Draw(Last).Number);
        var (linear, decay, logarithmic) = ((low + high) / 2, 1 - Math.Sqrt((1 - low) * (1 - high)), Math.Sqrt(low * high));
        var nearest = new[] { linear, decay, logarithmic }.MinBy(
            one => double.IsNaN(one) ? double.PositiveInfinity : Math.Abs(one - middle));
        return nearest == linear || (nearest == logarithmic && high < LeastRatio * low) ? LinearScale.Over(low, high, 5)
            : nearest == decay ? DecayScale.Over(low, high, 5)
            : LogarithmicScale.Over(low, high, 5);
    }

    private string Caption() => Plural.Of(result.Trials.Count, "trial", "N0") +
        (drawn.Length < result.Trials.Count
            ? $", {Number.Count(result.Trials.Count - drawn.Length)} of them without a score that can be drawn"
            : "") +
        (result.Cancelled ? "; cancelled" : "");
}

using System.Globalization;
using DeepLearning.Tuning;

namespace DeepLearning.Reporting;

/// <summary>For each hyperparameter of a search a panel of its values and the scores of the trials, two beside each other.</summary>
internal sealed class TrialPanels
{
    private const double Width = 860;
    private const double Top = 74;
    private const double PlotWidth = 300;
    private const double PlotHeight = 150;
    private const double RowHeight = 228;
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
        var height = Top + (RowHeight * ((hyperparameters.Count + 1) / 2)) + 28;
        return new Picture(Width, height, "Tuning", "The scores of the trials over each hyperparameter", svg =>
        {
            svg.Text(Axes.LeftMargin, 28, "Tuning", "title", "start");
            new Legend(
                [LegendEntry.Dot("finished", "c0"), LegendEntry.Dot("stopped early", "axis"), .. result.Best is { } best ? [LegendEntry.Dot(Text($"the best, trial {best.Trial.Number}"), "c1")] : Array.Empty<LegendEntry>()],
                Width - Axes.LeftMargin).Draw(svg, Axes.LeftMargin - 10, 40);
            for (var i = 0; i < hyperparameters.Count; i++)
            {
                var (left, top) = (i % 2 == 0 ? Axes.LeftMargin : Width - Axes.RightMargin - PlotWidth, Top + (i / 2 * RowHeight));
                Draw(svg, hyperparameters[i], i, new Box(left, top, left + PlotWidth, top + PlotHeight));
            }

            svg.Text(Width / 2, height - 12, Caption(), "note", "middle");
        });
    }

    private void Draw(SvgWriter svg, Hyperparameter hyperparameter, int index, Box frame)
    {
        if (drawn.Length == 0)
        {
            svg.Text(frame.CenterX, frame.CenterY, "no trial has a score", "note", "middle");
            return;
        }

        var (low, high) = (drawn.Min(trial => trial.Score), drawn.Max(trial => trial.Score));
        var axes = new Axes(frame, ScaleOf(hyperparameter), low > 0 && high / low >= WideRatio ? LogarithmicScale.Over(low, high, 5) : LinearScale.Over(low, high, 4));
        axes.Draw(svg, hyperparameter.Name, "score");
        Dots(svg, axes, index, drawn.Where(trial => !trial.Ended && trial != result.Best), "axis");
        Dots(svg, axes, index, drawn.Where(trial => trial.Ended && trial != result.Best), "c0");
        Dots(svg, axes, index, drawn.Where(trial => trial == result.Best), "c1");
    }

    private static void Dots(SvgWriter svg, Axes axes, int index, IEnumerable<TrialResult> trials, string style)
    {
        var points = trials.Select(trial => new[] { axes.Point((trial.Trial.Drawn[index].Number, trial.Score)) }).ToArray();
        if (points.Length > 0)
        {
            svg.Path(points, "dots halo ground");
            svg.Path(points, "dots " + style);
        }
    }

    /// <summary>The scale on which the draws are even: the one whose middle is drawn half-way.</summary>
    private static Scale ScaleOf(Hyperparameter hyperparameter)
    {
        if (hyperparameter.Choices is { } names)
        {
            return ChoiceScale.Of(names, PlotWidth);
        }

        var (low, middle, high) = (hyperparameter.Draw(0).Number, hyperparameter.Draw(0.5).Number, hyperparameter.Draw(Last).Number);
        var (linear, decay, logarithmic) = ((low + high) / 2, 1 - Math.Sqrt((1 - low) * (1 - high)), Math.Sqrt(low * high));
        var nearest = new[] { linear, decay, logarithmic }.MinBy(one => double.IsNaN(one) ? double.PositiveInfinity : Math.Abs(one - middle));
        return nearest == linear || (nearest == logarithmic && high < LeastRatio * low) ? LinearScale.Over(low, high, 5)
            : nearest == decay ? DecayScale.Over(low, high, 5)
            : LogarithmicScale.Over(low, high, 5);
    }

    private string Caption() => Plural.Of(result.Trials.Count, "trial", "N0") +
        (drawn.Length < result.Trials.Count ? Text($", {result.Trials.Count - drawn.Length:N0} of them without a score that can be drawn") : "") +
        (result.Cancelled ? "; cancelled" : "");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Numerics;
using System.Text;

namespace DeepLearning;

/// <summary>Prints a network as a table.</summary>
internal static class NetworkSummary
{
    public static string Of<T>(Network<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rows = Rows(network);
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder(Heading(network));
        foreach (var row in rows)
        {
            text.Append('\n').AppendJoin("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd();
        }

        return text.ToString();
    }

    /// <summary>The sizes of all layers and the number of parameters.</summary>
    public static string Heading<T>(Network<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sizes = string.Join(" → ", network.Layers.Select(layer => Text(layer.Units)).Prepend(Text(network.Inputs)));
        return $"Network<{ElementType.Name<T>()}> {sizes}, {Plural.Of(network.ParameterCount, "parameter", "N0")}" +
            (network.InputKeepProbability < 1
            ? string.Create(CultureInfo.InvariantCulture, $", keep {network.InputKeepProbability} of the inputs")
            : "") + (network.InputScaling is { } scaling ? $", {scaling}" : "") + (network.Layers.All(layer => layer.IsTrainable)
                ? ""
                : $", {Text(network.Layers.Where(layer => layer.IsTrainable).Sum(layer => layer.ParameterCount))} of them trainable");
    }

    /// <summary>A row of names, then one for each layer.</summary>
    public static IReadOnlyList<string[]> Rows<T>(Network<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var isNormalized = network.Layers.Any(layer => layer.Definition.Normalization is not null);
        var isTuned = network.Layers.Any(layer => layer is { IsTrainable: false } or { LearningRateFactor: not 1 });
        string[] normalization = isNormalized ? ["normalization"] : [];
        string[] training = isTuned ? ["learning rate"] : [];
        List<string[]> rows = [["layer", "shape", .. normalization, "activation", "initializer", "keep", .. training, "parameters"]];
        foreach (var layer in network.Layers)
        {
            training = isTuned
                ? [layer.IsTrainable ? string.Create(CultureInfo.InvariantCulture, $"× {layer.LearningRateFactor}") : "not trainable"]
                : [];
            normalization = isNormalized ? [layer.Definition.Normalization?.Name ?? "none"] : [];
            rows.Add(
            [
                Text(layer.Number),
                $"{Text(layer.Inputs)} → {Text(layer.Units)}",
                .. normalization,
                layer.Activation.Name,
                layer.Initializer.Name,
                layer.Definition.KeepProbability.ToString(CultureInfo.InvariantCulture),
                .. training,
                Text(layer.ParameterCount),
            ]);
        }

        return rows;
    }

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static void TrimEnd(this StringBuilder text)
    {
        while (text[^1] == ' ')
        {
            text.Length--;
        }
    }
}

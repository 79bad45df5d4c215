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
        var isNormalized = network.Layers.Any(layer => layer.Recipe.Normalization is not null);
        string[] normalization = isNormalized ? ["normalization"] : [];
        List<string[]> rows = [["layer", "shape", .. normalization, "activation", "initializer", "keep", "parameters"]];
        foreach (var layer in network.Layers)
        {
            normalization = isNormalized ? [layer.Recipe.Normalization?.Name ?? "none"] : [];
            rows.Add(
            [
                Text(layer.Number),
                $"{Text(layer.Inputs)} → {Text(layer.Units)}",
                .. normalization,
                layer.Activation.Name,
                layer.Initializer.Name,
                layer.Recipe.KeepProbability.ToString(CultureInfo.InvariantCulture),
                Text(layer.ParameterCount),
            ]);
        }

        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var sizes = string.Join(" → ", network.Layers.Select(layer => Text(layer.Units)).Prepend(Text(network.Inputs)));
        var text = new StringBuilder($"Network<{ElementType.Name<T>()}> {sizes}, {Text(network.ParameterCount)} parameters");
        if (network.InputKeepProbability < 1)
        {
            text.Append(CultureInfo.InvariantCulture, $", keep {network.InputKeepProbability} of the inputs");
        }

        foreach (var row in rows)
        {
            text.Append('\n').AppendJoin("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd();
        }

        return text.ToString();
    }

    private static string Text(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static void TrimEnd(this StringBuilder text)
    {
        while (text[^1] == ' ')
        {
            text.Length--;
        }
    }
}

using System.Text;
using DeepLearning;
using DeepLearning.Data;

namespace DeepLearning.Samples;

/// <summary>Draws digits that the network took for another, so that you can judge whether you would have read them.</summary>
internal static class MisreadDigits
{
    private const int Side = 8;
    private const int Across = 4;
    private const int Width = 20;
    private const string Shades = " ░▒▓█";

    public static void Draw(Network<float> network, Dataset<float> digits, int atMost)
    {
        var probabilities = network.Predict(digits.X);
        var predicted = network.PredictClasses(digits.X);
        var actual = Matrices.Labels(digits.Y);
        var misread = Enumerable.Range(0, digits.Examples).Where(i => predicted[i] != actual[i]).ToList();
        Console.WriteLine(misread.Count == 0
            ? "\nNone was misread."
            : $"\nMisread: {misread.Count} of {digits.Examples}. What each is, what it was taken for, and how sure the network was:");
        foreach (var row in misread.Take(atMost).Chunk(Across))
        {
            Console.WriteLine();
            WriteSideBySide(row.Select(i => $"{actual[i]} read as {predicted[i]}, {probabilities[predicted[i], i]:P0}"));
            for (var y = 0; y < Side; y++)
            {
                WriteSideBySide(row.Select(i => Pixels(digits, i, y)));
            }
        }
    }

    /// <summary>A row of an image, each pixel two characters wide since characters are twice as high.</summary>
    private static string Pixels(Dataset<float> digits, int example, int y)
    {
        var text = new StringBuilder();
        for (var x = 0; x < Side; x++)
        {
            var shade = Shades[(int)MathF.Round(digits.X[(y * Side) + x, example] * (Shades.Length - 1))];
            text.Append(shade, 2);
        }

        return text.ToString();
    }

    private static void WriteSideBySide(IEnumerable<string> cells) =>
        Console.WriteLine(string.Concat(cells.Select(cell => cell.PadRight(Width))).TrimEnd());
}

using DeepLearning.Data;

namespace DeepLearning.Samples;

/// <summary>What an answer says of what was sent: never more than a line, whatever was sent.</summary>
internal static class Line
{
    private const int LongestQuote = 80;
    private const int LongestMessage = 300;

    /// <summary>A cell as an answer quotes it.</summary>
    public static string Quote(Cell cell) => cell.Text is { } text ? $"\"{Cut(text, LongestQuote)}\"" : cell.ToString();

    /// <summary>A message that may quote what was sent. Its end says where the trouble is, so a long one loses its middle.</summary>
    public static string Message(string message) => message.Length <= LongestMessage
        ? Cut(message, LongestMessage)
        : $"{Cut(message, LongestQuote)}{Cut(message[^LongestQuote..], LongestQuote)}";

    private static string Cut(string text, int most) => string.Create(
        Math.Min(text.Length, most + 1),
        (text, most),
        static (line, from) =>
        {
            for (var i = 0; i < line.Length; i++)
            {
                line[i] = i == from.most ? '…' : char.IsControl(from.text[i]) ? ' ' : from.text[i];
            }
        });
}

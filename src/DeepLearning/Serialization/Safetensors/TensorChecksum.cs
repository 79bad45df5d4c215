using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DeepLearning.Serialization;

/// <summary>
/// The SHA-256 of all that a safetensors file says: its texts, the names, types, shapes and places of its tensors, and their bytes. How its
/// JSON is written does not matter.
/// </summary>
internal static class TensorChecksum
{
    /// <summary>The text that holds it, as 64 hexadecimal digits; it is not summed itself.</summary>
    public const string Key = "sha256";

    /// <param name="texts">The texts of the header.</param>
    /// <param name="tensors">The tensors.</param>
    /// <param name="data">Writes the bytes behind the header.</param>
    public static string Of(IEnumerable<KeyValuePair<string, string>> texts, IEnumerable<TensorEntry> tensors, Action<Stream> data)
    {
        using var hash = SHA256.Create();
        using var summed = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write);
        foreach (var (key, text) in texts.Where(text => text.Key is not Key).OrderBy(text => text.Key, StringComparer.Ordinal))
        {
            Add(summed, key, text);
        }

        foreach (var tensor in tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal))
        {
            Add(summed, tensor.Name, tensor.Type, Commas(tensor.Shape), Commas([tensor.Begin, tensor.End]));
        }

        data(summed);
        summed.FlushFinalBlock();
        return Convert.ToHexStringLower(hash.Hash!);
    }

    /// <summary>Texts in UTF-8, each followed by a byte of 0.</summary>
    private static void Add(CryptoStream summed, params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            summed.Write(Encoding.UTF8.GetBytes(text));
            summed.WriteByte(0);
        }
    }

    private static string Commas(IEnumerable<long> numbers) =>
        string.Join(',', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}

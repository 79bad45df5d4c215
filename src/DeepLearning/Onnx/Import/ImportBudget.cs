using System.Globalization;

namespace DeepLearning;

/// <summary>Bounds what is made of a file by its length, so that a small file cannot ask for much memory or time.</summary>
internal sealed class ImportBudget(string source, long length)
{
    /// <summary>Of each byte so many numbers; weights take 4 or 8 bytes, and are held a few times over while they are folded.</summary>
    private const int NumbersPerByte = 4;

    /// <summary>For what small files legitimately make of little.</summary>
    private const int Least = 1 << 20;

    private long left = (NumbersPerByte * length) + Least;

    /// <summary>So many zeros.</summary>
    /// <exception cref="InvalidDataException">They are more than the file can be worth.</exception>
    public double[] Zeros(long count)
    {
        left -= count;
        return left >= 0 && count <= Array.MaxLength
            ? new double[count]
            : throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture, $"{source} would need more numbers than its {length} bytes can hold: it is no network of dense layers, or hostile."));
    }
}

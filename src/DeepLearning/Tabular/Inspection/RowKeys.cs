using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace DeepLearning.Tabular;

/// <summary>Keys of rows: equal for rows that are equal in all of some columns, and, but for one in 2¹²⁸, for no others.</summary>
internal sealed class RowKeys(IReadOnlyList<CodedColumn> columns)
{
    private readonly int[] codes = new int[columns.Count];

    /// <summary>The key of a row.</summary>
    public UInt128 Of(int row)
    {
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = columns[i].Codes[row];
        }

        return Of(codes);
    }

    /// <summary>The key of codes.</summary>
    public static UInt128 Of(ReadOnlySpan<int> codes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(codes), hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }
}

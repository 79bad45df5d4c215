using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using DeepLearning.Serialization;

namespace DeepLearning.Fuzz;

/// <summary>A reader of safetensors files.</summary>
/// <param name="name">The name of the target.</param>
internal abstract class SafetensorsTarget(string name) : FuzzTarget(name)
{
    /// <inheritdoc/>
    public override ReadLimit Limit => ModelFile.Limit;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Words =>
    [
        "__metadata__", "dtype", "shape", "data_offsets", "F32", "F64", "F16", "BF16", "I64", "BOOL",
        "relu", "leakyReLU", "elu", "selu", "gelu", "tanhGELU", "silu", "sigmoid", "hardSigmoid", "softmax", "softplus", "tanh", "identity",
        "1e999", "-1", "NaN", "9223372036854775808", "2147483648", "null", "true", "[]", "{}",
    ];

    /// <summary>
    /// The files as they are saved, and as they were before they had checksums, which would refuse all damage at the door.
    /// </summary>
    protected override IReadOnlyList<byte[]> MakeSeeds() => [.. MakeFiles().SelectMany(file => new[] { file, WithoutChecksum(file) })];

    /// <summary>Files that the library saves.</summary>
    protected abstract IReadOnlyList<byte[]> MakeFiles();

    /// <summary>The file with the length of its header put right, where the end of the header can still be found.</summary>
    public override byte[] Repaired(byte[] file)
    {
        var end = file.AsSpan().LastIndexOf("}}"u8);
        if (end < 8)
        {
            return file;
        }

        var length = end + 2 - 8;
        while (length + 8 < file.Length && file[length + 8] == ' ')
        {
            length++;
        }

        var repaired = (byte[])file.Clone();
        BinaryPrimitives.WriteInt64LittleEndian(repaired, length);
        return repaired;
    }

    private static byte[] WithoutChecksum(byte[] file)
    {
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        var header = Encoding.UTF8.GetString(file, sizeof(long), length);
        var json =
            Encoding.UTF8.GetBytes(Regex.Replace(header, ",\"sha256\":\"[0-9a-f]{64}\"", "", RegexOptions.None, TimeSpan.FromSeconds(1)));
        var result = new byte[sizeof(long) + json.Length + (file.Length - sizeof(long) - length)];
        BinaryPrimitives.WriteInt64LittleEndian(result, json.Length);
        json.CopyTo(result, sizeof(long));
        file.AsSpan(sizeof(long) + length).CopyTo(result.AsSpan(sizeof(long) + json.Length));
        return result;
    }
}

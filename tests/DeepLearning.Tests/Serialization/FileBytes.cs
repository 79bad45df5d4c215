using System.Buffers.Binary;
using System.Text;

namespace DeepLearning.Tests;

/// <summary>Safetensors files as bytes, and what may happen to them.</summary>
internal static class FileBytes
{
    /// <summary>A file of a header and of what follows it.</summary>
    public static byte[] Of(string header, ReadOnlySpan<byte> data)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        return [.. length, .. json, .. data];
    }

    /// <summary>The same file with its header changed; it must change.</summary>
    public static byte[] WithHeader(byte[] file, Func<string, string> change)
    {
        var header = Header(file);
        var changed = change(header);
        changed.Should().NotBe(header);
        return Of(changed, Data(file));
    }

    public static string Header(byte[] file) => Encoding.UTF8.GetString(file, 8, Length(file));

    public static byte[] Data(byte[] file) => file[(8 + Length(file))..];

    public static byte[] Saved<T>(Network<T> network, PlugIns? plugIns = null)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        using var stream = new MemoryStream();
        network.Save(stream, plugIns);
        return stream.ToArray();
    }

    public static byte[] Saved<T>(Model<T> model, PlugIns? plugIns = null)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        using var stream = new MemoryStream();
        model.Save(stream, plugIns);
        return stream.ToArray();
    }

    public static Network<T> LoadNetwork<T>(byte[] file, PlugIns? plugIns = null)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> => Network<T>.Load(new MemoryStream(file), plugIns);

    public static Model<T> LoadModel<T>(byte[] file, PlugIns? plugIns = null)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> => Model<T>.Load(new MemoryStream(file), plugIns);

    private static int Length(byte[] file) => (int)BinaryPrimitives.ReadInt64LittleEndian(file);
}

using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using DeepLearning.Tabular;

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

    /// <summary>The same file with its header changed, as one without a checksum; it must change.</summary>
    public static byte[] WithHeader(byte[] file, Func<string, string> change)
    {
        var header = Header(WithoutChecksum(file));
        var changed = change(header);
        changed.Should().NotBe(header);
        return Of(changed, Data(file));
    }

    /// <summary>The same file as it was written before files had checksums.</summary>
    public static byte[] WithoutChecksum(byte[] file)
    {
        var header = Header(file);
        var at = header.IndexOf(",\"sha256\":\"", StringComparison.Ordinal);
        return at < 0 ? file : Of(header[..at] + header[(at + ",\"sha256\":\"\"".Length + 64)..], Data(file));
    }

    /// <summary>The same file with one of its texts, such as that of its network, changed; with or without its checksum.</summary>
    public static byte[] WithText(byte[] file, string key, string text)
    {
        var header = JsonNode.Parse(Header(file))!;
        header["__metadata__"]![key] = text;
        return Of(header.ToJsonString(), Data(file));
    }

    /// <summary>Sets the first number of a tensor.</summary>
    public static void SetFirst(byte[] file, string tensor, double number)
    {
        var entry = JsonNode.Parse(Header(file))![tensor]!;
        var place = file.AsSpan(8 + Length(file) + (int)entry["data_offsets"]![0]!);
        if ((string)entry["dtype"]! == "F32")
        {
            BinaryPrimitives.WriteSingleLittleEndian(place, (float)number);
        }
        else
        {
            BinaryPrimitives.WriteDoubleLittleEndian(place, number);
        }
    }

    /// <summary>One of the texts.</summary>
    public static string Text(byte[] file, string key) => JsonNode.Parse(Header(file))!["__metadata__"]![key]!.GetValue<string>();

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

    public static byte[] Saved<T>(Ensemble<T> ensemble)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        using var stream = new MemoryStream();
        ensemble.Save(stream);
        return stream.ToArray();
    }

    public static byte[] Saved(TabularModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    public static Network<T> LoadNetwork<T>(byte[] file, PlugIns? plugIns = null)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> => Network<T>.Load(new MemoryStream(file), plugIns);

    public static Model<T> LoadModel<T>(byte[] file, PlugIns? plugIns = null)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> => Model<T>.Load(new MemoryStream(file), plugIns);

    private static int Length(byte[] file) => (int)BinaryPrimitives.ReadInt64LittleEndian(file);
}

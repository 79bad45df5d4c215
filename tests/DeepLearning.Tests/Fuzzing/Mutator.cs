using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace DeepLearning.Tests;

/// <summary>Damages files: what comes out is a function of the files, the seed and the number of the mutation.</summary>
internal sealed class Mutator(IReadOnlyList<byte[]> seeds, long seed)
{
    private static readonly long[] Lengths =
    [
        0, 1, -1, 2, 7, 8, 127, 128, 255, 256, 65535, 65536, int.MaxValue, int.MinValue, uint.MaxValue, 1L << 32, 1L << 40, long.MaxValue,
        long.MinValue,
    ];

    private static readonly string[] Numbers =
    [
        "0", "-1", "1", "-0", "2147483647", "2147483648", "-2147483648", "4294967296", "9223372036854775807", "9223372036854775808",
        "18446744073709551616", "1e999", "-1e999",
        "1e-999", "0.5", "NaN", "1e5", "\"1\"", "null", "true", "[]", "{}", "\"\\ud800\"",
    ];

    /// <summary>One of the files, with one to four things done to it.</summary>
    public byte[] Mutation(long number)
    {
        var choice = new Choice(new RandomStream(seed).Fork("mutation").Fork(number));
        var file = (byte[])seeds[choice.Below(seeds.Count)].Clone();
        for (var changes = 1 + choice.Below(4); changes > 0; changes--)
        {
            file = Change(file, ref choice);
        }

        return file;
    }

    private byte[] Change(byte[] file, ref Choice choice)
    {
        var at = choice.Below(file.Length + 1);
        var length = Math.Min(1 + choice.Below(1 << choice.Below(8)), file.Length - at);
        switch (choice.Below(10))
        {
            case 0 when file.Length > 0:
                file[at % file.Length] ^= (byte)(1 << choice.Below(8));
                return file;
            case 1 when file.Length > 0:
                file[at % file.Length] = (byte)choice.Below(256);
                return file;
            case 2:
                return file[..at];
            case 3:
                var some = new byte[1 + choice.Below(32)];
                for (var i = 0; i < some.Length; i++)
                {
                    some[i] = (byte)choice.Below(256);
                }

                return [.. file[..at], .. some, .. file[at..]];
            case 4:
                return [.. file[..(at + length)], .. file[at..]];
            case 5:
                return [.. file[..at], .. file[(at + length)..]];
            case 6:
                var other = seeds[choice.Below(seeds.Count)];
                var from = choice.Below(other.Length + 1);
                return [.. file[..at], .. other[from..]];
            case 7:
                return LengthField(file, at, ref choice);
            case 8:
                return WrittenNumber(file, at, ref choice);
            default:
                var to = choice.Below(file.Length + 1);
                file.AsSpan(at, Math.Min(length, file.Length - Math.Max(at, to)) is > 0 and var count ? count : 0).CopyTo(file.AsSpan(to));
                return file;
        }
    }

    /// <summary>Two, four or eight bytes, as lengths are written, set to what may overflow, or changed by one.</summary>
    private static byte[] LengthField(byte[] file, int at, ref Choice choice)
    {
        // Most lengths stand in the first bytes.
        at = choice.Below(2) == 0 ? Math.Min(at, choice.Below(32)) : at;
        var bytes = new byte[8];
        var size = 2 << choice.Below(3);
        if (at + size > file.Length)
        {
            return file;
        }

        var value = Lengths[choice.Below(Lengths.Length)];
        if (choice.Below(3) == 0)
        {
            file.AsSpan(at, size).CopyTo(bytes);
            value = BinaryPrimitives.ReadInt64LittleEndian(bytes) + choice.Below(3) - 1;
        }

        if (choice.Below(2) == 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
            bytes.AsSpan(0, size).CopyTo(file.AsSpan(at));
        }
        else
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes, value);
            bytes.AsSpan(8 - size).CopyTo(file.AsSpan(at));
        }

        return file;
    }

    /// <summary>The next number that is written in digits becomes another.</summary>
    private static byte[] WrittenNumber(byte[] file, int at, ref Choice choice)
    {
        while (at < file.Length && !char.IsAsciiDigit((char)file[at]))
        {
            at++;
        }

        var end = at;
        while (end < file.Length && char.IsAsciiDigit((char)file[end]))
        {
            end++;
        }

        var number = Numbers[choice.Below(Numbers.Length)];
        if (end - at is > 0 and < 18 && choice.Below(3) == 0)
        {
            number = (long.Parse(file.AsSpan(at, end - at), CultureInfo.InvariantCulture) + choice.Below(3) - 1)
                .ToString(CultureInfo.InvariantCulture);
        }

        return [.. file[..at], .. Encoding.ASCII.GetBytes(number), .. file[end..]];
    }

    /// <summary>Random numbers in their order.</summary>
    private struct Choice(RandomStream random)
    {
        private int asked;

        public int Below(int count) => (int)(random.Bits(asked++) % (ulong)count);
    }
}

using System.Text;

namespace DeepLearning.Data;

/// <summary>The text of a reader as a stream of UTF-8.</summary>
/// <param name="reader">The text; closed with the stream only where that owns it.</param>
/// <param name="source">What messages call the text.</param>
/// <param name="ownsReader">Whether the reader is closed with the stream.</param>
internal sealed class TextBytes(TextReader reader, string source, bool ownsReader = false) : Stream
{
    private readonly Encoder encoder =
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetEncoder();

    private readonly char[] characters = new char[4096];
    private readonly byte[] bytes = new byte[4 * 4096];
    private int begin;
    private int end;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The text holds half of a pair of surrogates, or is not what its file says it is.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (begin == end)
        {
            Fill();
        }

        var count = Math.Min(buffer.Length, end - begin);
        bytes.AsSpan(begin, count).CopyTo(buffer);
        begin += count;
        return count;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && ownsReader)
        {
            reader.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Encodes the next characters; none are left where that gives no bytes.</summary>
    private void Fill()
    {
        try
        {
            (begin, end) = (0, 0);
            for (var read = -1; end == 0 && read != 0;)
            {
                read = reader.Read(characters, 0, characters.Length);
                end = encoder.GetBytes(characters.AsSpan(0, read), bytes, flush: read == 0);
            }
        }
        catch (ArgumentException broken) when (broken is DecoderFallbackException or EncoderFallbackException)
        {
            throw new InvalidDataException(
                $"{source} is no text of Unicode: half of a character of two parts stands alone. Save it as UTF-8.", broken);
        }
    }
}

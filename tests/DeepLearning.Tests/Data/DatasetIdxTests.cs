using System.Buffers.Binary;

namespace DeepLearning.Tests;

public sealed class DatasetIdxTests : IDisposable
{
    private static readonly byte[] Pixels = [0, 1, 2, 3, 4, 255, 6, 7, 8, 9, 10, 11];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static byte[] Idx(byte type, int[] shape, params ReadOnlySpan<byte> content)
    {
        var bytes = new List<byte> { 0, 0, type, (byte)shape.Length };
        foreach (var length in shape)
        {
            var four = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(four, length);
            bytes.AddRange(four);
        }

        bytes.AddRange(content);
        return [.. bytes];
    }

    private string Images() => folder.Write("images", Idx(0x08, [2, 2, 3], Pixels));

    private string Labels(params byte[] labels) => folder.Write("labels", Idx(0x08, [labels.Length], labels));

    [Fact]
    public void FromIdx_ImagesAndLabels_BecomeColumnsAndOneHotClasses()
    {
        var data = Dataset.FromIdx<float>(Images(), Labels(2, 0), scale: 1.0 / 255);

        (data.Features, data.Examples, data.Outputs).Should().Be((6, 2, 3));
        data.X[1, 0].Should().Be((float)(1.0 / 255));
        data.X[5, 0].Should().Be(1);
        data.X[0, 1].Should().Be((float)(6.0 / 255));
        Matrices.Labels(data.Y).Should().Equal(2, 0);
        data.ClassNames.Should().Equal("0", "1", "2");
        data.Role.Should().Be(DataRole.Unspecified);
    }

    [Fact]
    public void FromIdx_Compressed_IsReadAlike()
    {
        var plain = Dataset.FromIdx<double>(Images(), Labels(2, 0));
        var images = folder.Write("images.gz", TemporaryFolder.Gzipped(Idx(0x08, [2, 2, 3], Pixels)));
        var labels = folder.Write("labels.gz", TemporaryFolder.Gzipped(Idx(0x08, [2], 2, 0)));

        var data = Dataset.FromIdx<double>(images, labels);

        data.X.Should().Be(plain.X);
        data.Y.Should().Be(plain.Y);
    }

    public static TheoryData<byte, byte[], double[]> ElementTypes => new()
    {
        { 0x08, [0x00, 0xFF], [0, 255] },
        { 0x09, [0x01, 0xFF], [1, -1] },
        { 0x0B, [0x01, 0x02, 0xFF, 0xFE], [258, -2] },
        { 0x0C, [0x00, 0x01, 0x00, 0x02, 0xFF, 0xFF, 0xFF, 0xFD], [65538, -3] },
        { 0x0D, [0x3F, 0xC0, 0x00, 0x00, 0xC1, 0x20, 0x00, 0x00], [1.5, -10] },
        { 0x0E, [0x3F, 0xB9, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9A, 0xC0, 0x59, 0, 0, 0, 0, 0, 0], [0.1, -100] },
    };

    [Theory]
    [MemberData(nameof(ElementTypes))]
    public void FromIdx_EveryElementType_IsReadBigEndian(byte type, byte[] content, double[] expected)
    {
        var images = folder.Write("images", Idx(type, [2, 1], content));

        Dataset.FromIdx<double>(images, Labels(0, 1)).Inputs.ToArray().Should().Equal(expected);
    }

    [Fact]
    public void FromIdx_LargerThanOneChunk_IsReadWhole()
    {
        var content = new byte[1000 * 300];
        new Random(1).NextBytes(content);
        var images = folder.Write("images", Idx(0x08, [1000, 300], content));

        var data = Dataset.FromIdx<float>(images, folder.Write("labels", Idx(0x08, [1000], new byte[1000])), classes: 2);

        data.Inputs.ToArray().Should().Equal(content.Select(b => (float)b));
    }

    [Fact]
    public void FromIdx_ClassesGiven_KeepsAMissingClass()
    {
        var data = Dataset.FromIdx<double>(Images(), Labels(0, 0), classes: 10);

        data.Outputs.Should().Be(10);
        data.ClassNames![9].Should().Be("9");
    }

    [Fact]
    public void FromIdx_DamagedImages_SayWhatIsWrong()
    {
        string Problem(params byte[] content) =>
            Failure.Of<InvalidDataException>(() => Dataset.FromIdx<double>(folder.Write("x", content), Labels(0, 1)));

        Problem().Should().Be("x is not an IDX file, or is cut short: it ends within the header, after 0 bytes.");
        Problem(0, 0, 8, 3, 0, 0).Should().Be("x is not an IDX file, or is cut short: it ends within the header, after 6 bytes.");
        Problem([.. "P5 28 28"u8]).Should().Be("x is not an IDX file: it begins with the bytes 5035, but an IDX file begins with 0000.");
        Problem(0, 0, 10, 1, 0, 0, 0, 0)
            .Should().Be(
                "x is not an IDX file, or is damaged: its third byte, the type of number, is 0A, but must be 08, 09, 0B, 0C, 0D or 0E.");
        Problem(0, 0, 8, 0).Should().Be("x is damaged: its fourth byte, the number of dimensions, is 00.");
        Problem(Idx(0x08, [2, -5], 1)).Should().Be("x is damaged: the length of dimension 1, counted from 0, is -5.");
        Problem(Idx(0x08, [2, 2, 3], Pixels.AsSpan(0, 7)))
            .Should()
                .Be(
                    "x is damaged or cut short: its header announces 2 × 2 × 3 numbers of uint8, 12 bytes, but 7 follow it: fetch or " +
                    "write it again.");
        Problem(Idx(0x0E, [2], [.. Pixels, .. Pixels]))
            .Should()
                .Be(
                    "x is damaged or followed by something else: its header announces 2 numbers of float64, 16 bytes, but 24 follow it: " +
                    "fetch or write it again.");
        Problem(Idx(0x0E, [int.MaxValue, int.MaxValue, int.MaxValue], 1)).Should().Be(
            "x is damaged or cut short: its header announces 2147483647 × 2147483647 × 2147483647 numbers of float64, " +
            "79,228,162,403,583,873,202,826,248,184 bytes, but 1 follow it: fetch or write it again.");
        Problem(Idx(0x0E, [.. Enumerable.Repeat(int.MaxValue, 255)])).Should().Be(
            $"x is damaged or cut short: its header announces {string.Join(" × ", Enumerable.Repeat(int.MaxValue, 10))} × … numbers, of " +
            $"255 dimensions, of float64, " +
            "more bytes than any file has, but 0 follow it: fetch or write it again.");
        Problem(Idx(0x08, [2, 0])).Should().Be("x holds no numbers: a dataset needs at least one example of at least one feature.");
        Problem(Idx(0x0D, [2, 1], [0x7F, 0xC0, 0, 0, 0, 0, 0, 0])).Should().Be(
            "x: X[0, 0] is NaN (feature 0 of example 0, counted from 0). Every value must be finite: remove the example or fill the " +
            "value in.");
        Problem(TemporaryFolder.Gzipped(Idx(0x08, [2, 2, 3], Pixels))[..^9])
            .Should().Be("x is gzip, but damaged or cut short: fetch or write it again.");
    }

    [Fact]
    public void FromIdx_ABomb_IsRefusedBeforeItIsDecompressed()
    {
        var bomb = TemporaryFolder.Gzipped(Idx(0x08, [40_000, 1000], new byte[40_000_000]));
        var path = folder.Write("bomb", bomb);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Failure.Of<InvalidDataException>(() => Dataset.FromIdx<float>(path, Labels(0, 1))).Should().Be(string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"bomb is gzip of {bomb.Length:N0} bytes, and its content is longer than the {(100 * bomb.Length) + (16 << 20):N0} bytes " +
            $"that are decompressed of so many. " +
            $"If that is right, decompress the file first."));
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1 << 20);
    }

    [Fact]
    public void FromIdx_LabelsOfAsManyClassesAsExamples_AreRefused()
    {
        const int Count = 20_000;
        byte[] labels = [.. Enumerable.Range(0, Count).SelectMany(i => BitConverter.GetBytes(i).Reverse())];
        Failure.Of<InvalidDataException>(
            () =>
                Dataset.FromIdx<float>(
                    folder.Write("x", Idx(0x08, [Count, 1], new byte[Count])), folder.Write("labels", Idx(0x0C, [Count], labels))))
            .Should().Be(
                "labels: there are 20,000 classes in 20,000 examples: they look like numbers or identifiers rather than classes, and " +
                "one-hot they would take 1,600,000,000 bytes. " +
                "If they are classes, give their number as classes:.");
    }

    [Fact]
    public void FromIdx_FilesThatDoNotBelongTogether_SayWhatIsWrong()
    {
        string Problem(byte[] labels, int? classes = null) =>
            Failure.Of<InvalidDataException>(() => Dataset.FromIdx<double>(Images(), folder.Write("labels", labels), classes: classes));

        Problem(Idx(0x08, [3], 0, 1, 2)).Should().Be("images has 2 examples, but labels has 3 labels: each example needs one.");
        Problem(Idx(0x08, [2, 1], 0, 1))
            .Should().Be("labels does not hold labels, which are one dimension of whole numbers: it has 2 dimensions.");
        Problem(Idx(0x0D, [1], 0, 0, 0, 0))
            .Should()
                .Be("labels does not hold labels, which are one dimension of whole numbers: it has 1 dimension of floating-point numbers.");
        Problem(Idx(0x09, [2], 0, 0xFF))
            .Should().Be("labels: the label of example 1, counted from 0, is -1, but must be a whole number from 0 on.");
        Problem(Idx(0x08, [2], 0, 10), classes: 10)
            .Should().Be("labels: the label of example 1, counted from 0, is 10, but the labels of 10 classes are 0 to 9.");
        Problem(Idx(0x08, [2], 0, 0))
            .Should().Be("labels: every label is 0, but at least two classes are needed: give the number of classes, if some are missing.");
        Problem(Idx(0x0C, [2], 0, 0, 0, 0, 0x7F, 0, 0, 0)).Should().Be(
            "labels: the largest label is 2,130,706,432, so there would be more classes than the 2 examples: if that is right, give the " +
            "number of classes.");
        Problem(Idx(0x08, [2], 0, 1), classes: int.MaxValue)
            .Should()
                .Be(
                    "labels: The one-hot labels would be 2,147,483,647 × 2, 4,294,967,294 numbers, but an array holds at most " +
                    "2,147,483,591.");
    }

    [Fact]
    public void FromIdx_BadArguments_AreRefused()
    {
        Failure.Of<ArgumentOutOfRangeException>(() => Dataset.FromIdx<float>(Images(), Labels(0, 1), scale: 0))
            .Should().Be("The scale is 0, but must be finite and not 0. (Parameter 'scale')");
        Failure.Of<ArgumentOutOfRangeException>(() => Dataset.FromIdx<float>(Images(), Labels(0, 1), classes: 1))
            .Should().Be("The number of classes is 1, but must be at least 2. (Parameter 'classes')");
        var missing = () => Dataset.FromIdx<float>(Path.Combine(folder.Path, "none"), Labels(0, 1));
        missing.Should().Throw<FileNotFoundException>();
    }
}

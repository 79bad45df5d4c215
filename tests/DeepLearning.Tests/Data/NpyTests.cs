using System.Buffers.Binary;
using System.Text;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

public sealed class NpyTests : IDisposable
{
    private static readonly Matrix<double> TwoByThree = Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } });
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static byte[] NpyBytes(string dictionary, ReadOnlySpan<byte> content, byte major = 1)
    {
        var header = Encoding.UTF8.GetBytes(dictionary);
        var length = new byte[major == 1 ? 2 : 4];
        if (major == 1)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)header.Length);
        }

        return [0x93, .. "NUMPY"u8, major, 0, .. length, .. header, .. content];
    }

    private static string Dictionary(string descr, string shape, bool fortran = false) =>
        $"{{'descr': '{descr}', 'fortran_order': {fortran}, 'shape': {shape}, }}   \n";

    private string Saved(string descr, string shape, ReadOnlySpan<byte> content, bool fortran = false, byte major = 1) =>
        folder.Write("a.npy", NpyBytes(Dictionary(descr, shape, fortran), content, major));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ReadMatrix_EveryVersionAndOrder_GivesNumPysElements(byte major)
    {
        Matrices.ReadNpy<double>(Saved("|u1", "(2, 3)", [1, 2, 3, 4, 5, 6], major: major)).Should().Be(TwoByThree);
        Matrices.ReadNpy<double>(Saved("|u1", "(2, 3)", [1, 4, 2, 5, 3, 6], fortran: true, major: major)).Should().Be(TwoByThree);
        Matrices.ReadNpy<double>(
            folder.Write("a.npy.gz", TemporaryFolder.Gzipped(NpyBytes(Dictionary("|u1", "(2,3)"), [1, 2, 3, 4, 5, 6], major))))
            .Should().Be(TwoByThree);
    }

    public static TheoryData<string, byte[], double[]> ElementTypes => new()
    {
        { "<f2", [0x00, 0x3E, 0x00, 0xC0], [1.5, -2] },
        { ">f2", [0x3E, 0x00, 0xC0, 0x00], [1.5, -2] },
        { "<f4", [0, 0, 0xC0, 0x3F, 0, 0, 0x20, 0xC1], [1.5, -10] },
        { ">f4", [0x3F, 0xC0, 0, 0, 0xC1, 0x20, 0, 0], [1.5, -10] },
        { "<f8", [0x9A, 0x99, 0x99, 0x99, 0x99, 0x99, 0xB9, 0x3F, 0, 0, 0, 0, 0, 0, 0x59, 0xC0], [0.1, -100] },
        { ">f8", [0x3F, 0xB9, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9A, 0xC0, 0x59, 0, 0, 0, 0, 0, 0], [0.1, -100] },
        { "|i1", [0x01, 0xFF], [1, -1] },
        { "<i2", [0x02, 0x01, 0xFE, 0xFF], [258, -2] },
        { ">i4", [0x00, 0x01, 0x00, 0x02, 0xFF, 0xFF, 0xFF, 0xFD], [65538, -3] },
        { "<i8", [2, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [2, -1] },
        { "|u1", [0x00, 0xFF], [0, 255] },
        { ">u2", [0x01, 0x02, 0xFF, 0xFF], [258, 65535] },
        { "<u4", [1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF], [1, 4294967295] },
        { "<u8", [3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80], [3, 9223372036854775808] },
        { "|b1", [0, 1], [0, 1] },
    };

    [Theory]
    [MemberData(nameof(ElementTypes))]
    public void ReadVector_EveryElementType_IsRead(string descr, byte[] content, double[] expected) =>
        Matrices.ReadNpyVector<double>(Saved(descr, "(2,)", content)).ToArray().Should().Equal(expected);

    [Fact]
    public void Write_MatrixAndVector_AreReadBackToTheBit()
    {
        var path = Path.Combine(folder.Path, "w.npy");
        var awkward = Matrix<float>.Build.DenseOfArray(
            new[,] { { 0.1f, float.NaN, -0f }, { float.MaxValue, float.NegativeInfinity, float.Epsilon } });

        Matrices.WriteNpy(path, awkward);
        Matrices.ReadNpy<float>(path).ToColumnMajorArray().Select(BitConverter.SingleToInt32Bits)
            .Should().Equal(awkward.ToColumnMajorArray().Select(BitConverter.SingleToInt32Bits));
        Matrices.WriteNpy(path, Matrix<double>.Build.Diagonal(2, 3, [0.1, 7]));
        Matrices.ReadNpy<double>(path).Should().Be(Matrix<double>.Build.Diagonal(2, 3, [0.1, 7]));
        Matrices.WriteNpy(path, MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense([0.1, 1e300]));
        Matrices.ReadNpyVector<double>(path).ToArray().Should().Equal(0.1, 1e300);
        Directory.GetFiles(folder.Path).Should().ContainSingle("nothing unfinished is left");
    }

    [Fact]
    public void Write_LayoutIsThatOfNumPy()
    {
        var path = Path.Combine(folder.Path, "w.npy");

        Matrices.WriteNpy(path, Matrix<float>.Build.Dense(2, 1, [1f, -2f]));

        var bytes = File.ReadAllBytes(path);
        bytes[..10].Should().Equal([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, 118, 0]);
        Encoding.ASCII.GetString(bytes[10..128])
            .Should().Be("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 1), }".PadRight(117) + "\n");
        bytes[128..].Should().Equal(0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0);
    }

    [Fact]
    public void ReadMatrix_DamagedFile_SaysWhatIsWrong()
    {
        string Problem(params byte[] content) =>
            Failure.Of<InvalidDataException>(() => Matrices.ReadNpy<double>(folder.Write("a.npy", content)));
        string Header(string dictionary) => Problem(NpyBytes(dictionary, [1, 2]));
        const string Like = "; it must be like {'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }.";

        Problem().Should().Be("a.npy is not an NPY file, or is cut short: it ends within the header, after 0 bytes.");
        Problem(NpyBytes(Dictionary("|u1", "(1, 2)"), [])[..20])
            .Should().Be("a.npy is not an NPY file, or is cut short: it ends within the header, after 20 bytes.");
        Problem([.. "x,y\n1,2\n"u8])
            .Should().Be("a.npy is not an NPY file: it begins with the bytes 782C790A312C, but an NPY file begins with 934E554D5059.");
        Problem([.. "PK\u0003\u0004archive"u8]).Should().Be(
            "a.npy is not an NPY file: it begins with the bytes 504B03046172, but an NPY file begins with 934E554D5059. " +
            "It is a ZIP archive, such as NumPy's savez writes: unpack it and read the files in it.");
        Problem(0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 4, 0)
            .Should().Be("a.npy is of version 4.0 of the NPY format, but 1.0, 2.0 and 3.0 are read.");
        Problem(0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 2, 0, 0xFF, 0xFF, 0xFF, 0xFF)
            .Should().Be("a.npy is damaged: its header would be 4,294,967,295 bytes long, but 65,536 are the most that are read.");
        Header("{'descr': '|u1', 'fortran_order': Maybe, 'shape': (1, 2), }")
            .Should().Be("a.npy is damaged: its header cannot be read at character 34" + Like);
        Header("{'descr': '|u1', 'fortran_order': True, }")
            .Should().Be("a.npy is damaged: its header cannot be read at character 41" + Like);
        Header("{'descr': '|u1', 'descr': '|u1', 'shape': (1, 2), }")
            .Should().Be("a.npy is damaged: its header cannot be read at character 31" + Like);
        Header("{'descr': '|u1', 'fortran_order': True, 'shape': (1, -2), }")
            .Should().Be("a.npy is damaged: its header cannot be read at character 53" + Like);
        Header("{'descr': '|u1").Should().Be("a.npy is damaged: its header cannot be read at character 10" + Like);
        Header("").Should().Be("a.npy is damaged: its header cannot be read at character 0" + Like);
        Header(Dictionary("<c8", "(1, 2)"))
            .Should()
                .Be(
                    "a.npy holds elements of NumPy type '<c8', but only bool, integers and floating-point numbers of up to 64 bits are " +
                    "read.");
        Header("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }")
            .Should().Be("a.npy holds records of several fields: only arrays of numbers are read.");
        Header(Dictionary("|u1", "(1, 3)"))
            .Should()
                .Be(
                    "a.npy is damaged or cut short: its header announces 1 × 3 numbers of uint8, 3 bytes, but 2 follow it: fetch or " +
                    "write it again.");
        Header(Dictionary("|u1", "(2,)")).Should().Be(
            "a.npy has 1 dimension, but Matrices.ReadNpy reads 2 dimensions: Matrices.ReadNpyVector reads one, Matrices.ReadNpy two, and " +
            "Dataset.FromNpy any number.");
    }

    [Fact]
    public void FromNpy_Labels_BecomeClasses()
    {
        var x = folder.Write("x.npy", NpyBytes(Dictionary("|u1", "(2, 2, 2)", fortran: true), [0, 4, 2, 6, 1, 5, 3, 7]));
        var y = folder.Write("y.npy", NpyBytes(Dictionary("|i1", "(2,)"), [1, 0]));

        var data = Dataset.FromNpy<double>(x, labelsPath: y, scale: 0.5);

        data.Inputs.ToArray().Should().Equal(0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5);
        Matrices.Labels(data.Y).Should().Equal(1, 0);
    }

    [Fact]
    public void FromNpy_Targets_AreOneOrSeveralNumbers()
    {
        var x = folder.Write("x.npy", NpyBytes(Dictionary("|u1", "(2, 3)"), [1, 2, 3, 4, 5, 6]));

        var one = Dataset.FromNpy<float>(x, targetsPath: folder.Write("y.npy", NpyBytes(Dictionary("|u1", "(2,)"), [7, 8])));
        var two = Dataset.FromNpy<float>(x, targetsPath: folder.Write("y.npy", NpyBytes(Dictionary("|u1", "(2, 2)"), [7, 8, 9, 10])));

        (one.Features, one.Examples, one.Outputs).Should().Be((3, 2, 1));
        one.Inputs.ToArray().Should().Equal(1, 2, 3, 4, 5, 6);
        one.Targets.ToArray().Should().Equal(7, 8);
        two.Targets.ToArray().Should().Equal(7, 8, 9, 10);
        two.Outputs.Should().Be(2);
    }

    [Fact]
    public void FromNpy_BadFilesOrArguments_SayWhatIsWrong()
    {
        var x = folder.Write("x.npy", NpyBytes(Dictionary("|u1", "(2, 3)"), [1, 2, 3, 4, 5, 6]));
        string Labels(string descr, string shape, params byte[] content) => Failure.Of<InvalidDataException>(
            () => Dataset.FromNpy<double>(x, labelsPath: folder.Write("y.npy", NpyBytes(Dictionary(descr, shape), content))));

        Labels("|u1", "(3,)", 0, 1, 1).Should().Be("x.npy has 2 examples, but y.npy has 3 labels: each example needs one.");
        Labels("|u1", "(2, 1)", 0, 1).Should().Be(
            "y.npy does not hold labels, which are one dimension of whole numbers: it has 2 dimensions. One-hot labels are read as " +
            "targets.");
        Labels("<f2", "(2,)", 0, 0x38, 0, 0)
            .Should().Be("y.npy: the label of example 0, counted from 0, is 0.5, but must be a whole number from 0 on.");
        Failure.Of<InvalidDataException>(
            () => Dataset.FromNpy<double>(x, targetsPath: folder.Write("y.npy", NpyBytes(Dictionary("|u1", "()"), [1]))))
            .Should().Be("y.npy holds a single number, but its first dimension must count the examples.");
        Failure.Of<InvalidDataException>(
            () => Dataset.FromNpy<double>(x, targetsPath: folder.Write("y.npy", NpyBytes(Dictionary("|u1", "(2, 0)"), []))))
            .Should().Be("y.npy holds no numbers: a dataset needs at least one output.");
        Failure.Of<ArgumentException>(() => Dataset.FromNpy<double>(x))
            .Should()
                .Be(
                    "Name the file to be learned, once: as labelsPath if it holds classes, as targetsPath if it holds numbers. " +
                    "(Parameter 'labelsPath')");
        Failure.Of<ArgumentException>(() => Dataset.FromNpy<double>(x, targetsPath: x, classes: 3))
            .Should().Be("The number of classes is for labels; targets are numbers, without classes. (Parameter 'classes')");
    }
}

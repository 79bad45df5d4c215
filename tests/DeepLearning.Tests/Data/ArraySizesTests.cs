using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

/// <summary>
/// Products of sizes beyond what an array holds, made of little memory: each is refused with a sentence that names the sizes.
/// </summary>
public sealed class ArraySizesTests
{
    private const int Many = 1 << 16;
    private const int Half = 1 << 15;

    private static readonly double[] Long = new double[Many];

    private static readonly Matrix<double> Sparse = Matrix<double>.Build.Sparse(Many, Half);

    public static TheoryData<string, Action> Calls => new()
    {
        {
            "The columns of the rows would be 65,536 × 32,768, 2,147,483,648 numbers, but an array holds at most 2,147,483,591. " +
            "(Parameter 'rows')",
            () => Dataset.FromArrays(Enumerable.Repeat(Long, Half).ToArray(), new double[Half])
        },
        {
            "The columns of the rows would be 65,536 × 32,768, 2,147,483,648 numbers, but an array holds at most 2,147,483,591. " +
            "(Parameter 'rows')",
            () => Dataset.FromLabels(Enumerable.Repeat(Long, Half).ToArray(), new int[Half], 2)
        },
        {
            "X would be 65,536 × 32,768, 2,147,483,648 numbers, but an array holds at most 2,147,483,591. (Parameter 'x')",
            () => Dataset.FromMatrices(Sparse, Matrix<double>.Build.Dense(1, Half))
        },
        {
            "Y would be 65,536 × 32,768, 2,147,483,648 numbers, but an array holds at most 2,147,483,591. (Parameter 'y')",
            () => Dataset.FromMatrices(Matrix<double>.Build.Dense(1, Half), Sparse)
        },
        {
            "X would be 65,536 × 32,768, 2,147,483,648 numbers, but an array holds at most 2,147,483,591. (Parameter 'x')",
            () => Dataset.FromLabels(Sparse, new int[Half], 2)
        },
        {
            "The one-hot labels would be 32,768 × 65,536, 2,147,483,648 numbers, but an array holds at most 2,147,483,591. (Parameter " +
            "'classes')",
            () => Matrices.OneHot<float>(new int[Many], Half)
        },
        {
            "The matrix would be 65,536 × 32,768, 2,147,483,648 numbers, but an array holds at most 2,147,483,591. (Parameter 'oneHot')",
            () => Matrices.Labels(Sparse)
        },
        {
            "The inputs of the subset would be 65,536 × 32,768, 2,147,483,648 numbers, but an array holds at most 2,147,483,591. " +
            "(Parameter 'indices')",
            () => Dataset.FromArrays([Long], [0.0]).Subset(new int[Half])
        },
        {
            "The targets of the subset would be 65,536 × 32,768, 2,147,483,648 numbers, but an array holds at most 2,147,483,591. " +
            "(Parameter 'indices')",
            () => Dataset.FromArrays([[0.0]], [Long]).Subset(new int[Half])
        },
        {
            "The columns of the images would be 65,536 × 32,768, 2,147,483,648 numbers, but an array holds at most 2,147,483,591. " +
            "(Parameter 'images')",
            () => Matrices.OfImages<float>(Enumerable.Repeat(new byte[256, 256], Half).ToArray())
        },
        {
            "X would be 65,536 × 32,768, 2,147,483,648 numbers, but an array holds at most 2,147,483,591. (Parameter 'train')",
            () => InputNormalization.Fit(Sparse)
        },
        {
            "X would be 65,536 × 32,768, 2,147,483,648 numbers, but an array holds at most 2,147,483,591. (Parameter 'x')",
            () => InputNormalization.Fit(Dataset.FromArrays([Long], [0.0])).Apply(Sparse)
        },
        {
            "The matrix of the table would be 65,536 × 32,768, 2,147,483,648 numbers, but an array holds at most 2,147,483,591. " +
            "(Parameter 'table')",
            () => RawColumns.ToMatrix<float>(Enumerable.Repeat(new NumericColumn("a", new double[Half]), Many).ToArray())
        },
        {
            "The matrix would be 65,536 × 32,768, 2,147,483,648 numbers, but an array holds at most 2,147,483,591. (Parameter 'matrix')",
            () => Matrices.WriteNpy("none.npy", Sparse)
        },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public void Call_OfMoreNumbersThanAnArrayHolds_NamesTheSizes(string message, Action call) =>
        Failure.Of<ArgumentException>(call).Should().Be(message);

    [Fact]
    public void FromIdx_OfMoreNumbersThanAnArrayHolds_NamesThem()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("large", [0, 0, 8, 2, 0, 1, 0, 0, 0, 0, 0x80, 0]);
        using (var file = File.OpenWrite(path))
        {
            // A hole: it takes no room on the disk.
            file.SetLength(12L + ((long)Many * Half));
        }

        Failure.Of<InvalidDataException>(() => IdxFile.Read<float>(path, 1))
            .Should().Be("large holds 2,147,483,648 numbers, but at most 2,147,483,591 fit into one array: divide the file.");
    }

    [Fact]
    public void FromCsv_OfMoreNumbersThanAnArrayHolds_NamesTheLine()
    {
        using var table = new CsvTable<double>(
            new MemoryStream("a,b,y\n1,2,3\n4,5,6\n7,8,9\n"u8.ToArray()), "CSV", new CsvOptions(), classes: false) { MostNumbers = 5 };
        Failure.Of<InvalidDataException>(() => table.Read(label: null, ["y"], "targets"))
            .Should().Be("CSV, line 4: with this line there are more than 5 numbers, the most that fit into one array: divide the file.");
    }
}

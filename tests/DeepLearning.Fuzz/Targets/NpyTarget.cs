using DeepLearning.Data;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Fuzz;

/// <summary>The reader of NumPy's arrays.</summary>
internal sealed class NpyTarget() : FuzzTarget("npy")
{
    /// <inheritdoc/>
    public override ReadLimit Limit => LabelledArrays.ArrayLimit;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Words =>
    [
        "descr", "fortran_order", "shape", "True", "False", "'<f8'", "'>f4'", "'|u1'", "'<i8'", "'<u2'", "'|b1'", "'|O'", "(3, 4)", "(3,)",
        "()", "(0, 5)",
        "2147483648", "9223372036854775808", "18446744073709551616",
    ];

    /// <inheritdoc/>
    public override Action Read(byte[] file)
    {
        var path = Scratch.Write("array.npy", file);
        var matrix = Matrices.ReadNpy<double>(path);
        return () => Check(path, matrix);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<byte[]> MakeSeeds() =>
    [
        Saved(Matrix<double>.Build.Dense(3, 4, (i, j) => i + (0.5 * j))),
        Saved(Matrix<float>.Build.Dense(6, 2, (i, j) => i - j)),
        .. new[] { "'|u1'", "'<i2'", "'>f4'", "'<i8'" }.Select(type => Array(type, "False", "(2, 3)", 48)),
        Array("'<f8'", "True", "(2, 3)", 48),
    ];

    /// <summary>The matrix, written and read again, is the same; as features it is a dataset or refused.</summary>
    private static void Check(string path, Matrix<double> matrix)
    {
        var copy = Scratch.Path("again.npy");
        Matrices.WriteNpy(copy, matrix);
        FuzzFailure.Unless(
            Bits(Matrices.ReadNpy<double>(copy)).SequenceEqual(Bits(matrix)), "a matrix that is written and read again is the same");
        try
        {
            Dataset.FromNpy<double>(path, targetsPath: path);
        }
        catch (InvalidDataException)
        {
            // Not every array holds examples.
        }
    }

    private static IEnumerable<long> Bits(Matrix<double> matrix) =>
        matrix.Enumerate().Select(BitConverter.DoubleToInt64Bits).Append(matrix.RowCount).Append(matrix.ColumnCount);

    private static byte[] Saved<T>(Matrix<T> matrix)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var path = Scratch.Path("seed.npy");
        Matrices.WriteNpy(path, matrix);
        return File.ReadAllBytes(path);
    }

    private static byte[] Array(string type, string fortran, string shape, int bytes)
    {
        var header = System.Text.Encoding.ASCII.GetBytes(
            $"{{'descr': {type}, 'fortran_order': {fortran}, 'shape': {shape}, }}".PadRight(117) + "\n");
        var size = type.Contains('1', StringComparison.Ordinal) ? 1 : type[^2] - '0';
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. header, .. Enumerable.Range(0, bytes / 8 * size).Select(i => (byte)i)];
    }
}

namespace DeepLearning.Numerics;

/// <summary>What a backend must be sure of before it hands out pointers.</summary>
internal static class MatrixArguments
{
    /// <exception cref="ArgumentException">A dimension is negative, or a span is too short for its matrix.</exception>
    public static void Check(
        bool transposeA, bool transposeB, int m, int n, int k, int lengthA, int lda, int lengthB, int ldb, int lengthC, int ldc)
    {
        var (rowsA, columnsA) = transposeA ? (k, m) : (m, k);
        var (rowsB, columnsB) = transposeB ? (n, k) : (k, n);
        if ((m | n | k) < 0
            || !Fits(rowsA, columnsA, lda, lengthA) || !Fits(rowsB, columnsB, ldb, lengthB) || !Fits(m, n, ldc, lengthC))
        {
            throw new ArgumentException(
                $"A product of {m}×{k} and {k}×{n} does not fit its operands: A has {Plural.Of(lengthA, "element")} with leading dimension {lda}, "
                + $"B {lengthB} with {ldb}, C {lengthC} with {ldc}.",
                !Fits(rowsA, columnsA, lda, lengthA) ? "a" : !Fits(rowsB, columnsB, ldb, lengthB) ? "b" : "c");
        }
    }

    private static bool Fits(int rows, int columns, int leading, int length) =>
        leading >= rows && (columns == 0 || rows == 0 || ((long)(columns - 1) * leading) + rows <= length);
}

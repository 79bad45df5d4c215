namespace DeepLearning.Numerics;

/// <summary>The definition of the product as three loops: what every other backend is compared with.</summary>
internal sealed class ReferenceBackend : MatrixBackend
{
    public override string Name => "reference";

    protected override void MultiplyCore<T>(in ReadOnlyMatrixSpan<T> a, in ReadOnlyMatrixSpan<T> b, in MatrixSpan<T> c, T alpha, T beta)
    {
        for (var j = 0; j < c.Columns; j++)
        {
            var column = c.Column(j);
            for (var i = 0; i < c.Rows; i++)
            {
                var sum = T.Zero;
                for (var p = 0; p < a.Columns; p++)
                {
                    sum += a[i, p] * b[p, j];
                }

                column[i] = (alpha * sum) + (T.IsZero(beta) ? T.Zero : beta * column[i]);
            }
        }
    }
}

namespace DeepLearning.Data;

public sealed partial class RawTable
{
    /// <summary>
    /// Divides the rows in order of time, the first to train on, the next to develop on and the last to test with: a model of what
    /// changes over time is asked about the future, as it will be in use, and a split by chance would let it see that beforehand.
    /// </summary>
    /// <remarks>
    /// Sizes are rounded by the largest remainder, as in the split by chance. Rows of one value of the column are not parted: those at a
    /// border stay on its earlier side, so the earlier part may be larger than asked for. Rows of equal value keep their order. Without
    /// a column the rows are divided as they stand, and no two are of one time.
    /// </remarks>
    /// <param name="train">The fraction for training, in (0, 1).</param>
    /// <param name="dev">The fraction for development, in (0, 1).</param>
    /// <param name="test">The fraction for the test, in (0, 1).</param>
    /// <param name="orderedBy">
    /// A column by which the rows are put in ascending order first: numbers by size; texts by the codes of their characters, as dates of
    /// ISO 8601 (2026-01-31) sort. The order of the rows by default.
    /// </param>
    /// <exception cref="ArgumentException">The fractions are not positive, do not add up to 1 within 1e-9, or leave a part without a row;
    /// or there is no such column, or a value of it is missing.</exception>
    /// <exception cref="InvalidOperationException">This is a development or test set.</exception>
    public (RawTable Train, RawTable Dev, RawTable Test) SplitInOrder(double train, double dev, double test, string? orderedBy = null)
    {
        var parts = DivideInOrder(SplitSizes.OfFractions(Rows, ("train", train), ("dev", dev), ("test", test)), orderedBy);
        return (parts[0].WithRole(DataRole.Train), parts[1].WithRole(DataRole.Dev), parts[2].WithRole(DataRole.Test));
    }

    /// <summary>Divides the rows in order of time, the first to train on and the last to test with; see the split in three.</summary>
    /// <param name="train">The fraction for training, in (0, 1).</param>
    /// <param name="test">The fraction for the test, in (0, 1).</param>
    /// <param name="orderedBy">
    /// A column by which the rows are put in ascending order first, as in the split in three. The order of the rows by default.
    /// </param>
    /// <exception cref="ArgumentException">The fractions are not positive, do not add up to 1 within 1e-9, or leave a part without a row;
    /// or there is no such column, or a value of it is missing.</exception>
    /// <exception cref="InvalidOperationException">This is a development or test set.</exception>
    public (RawTable Train, RawTable Test) SplitInOrder(double train, double test, string? orderedBy = null)
    {
        var parts = DivideInOrder(SplitSizes.OfFractions(Rows, ("train", train), ("test", test)), orderedBy);
        return (parts[0].WithRole(DataRole.Train), parts[1].WithRole(DataRole.Test));
    }

    /// <summary>
    /// Cuts the rows in order of time into k + 1 blocks, and pairs each but the first, to validate on, with all those before it, to train
    /// on: forward chaining, k-fold cross-validation without a look into the future.
    /// </summary>
    /// <remarks>
    /// The blocks of scikit-learn's TimeSeriesSplit: all have ⌊<see cref="Rows"/> / (k + 1)⌋ rows, and the first takes what remains too.
    /// Rows of one value of the column are not parted: those at a border stay on its earlier side.
    /// </remarks>
    /// <param name="count">k, from 2 to <see cref="Rows"/> − 1; 5 is usual.</param>
    /// <param name="orderedBy">
    /// A column by which the rows are put in ascending order first, as in the split in three. The order of the rows by default.
    /// </param>
    /// <returns>
    /// k pairs, made as the enumeration reaches them; the roles are <see cref="DataRole.Train"/> and <see cref="DataRole.Dev"/>.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="count"/> is less than 2 or not less than the number of rows.
    /// </exception>
    /// <exception cref="ArgumentException">There is no such column, a value of it is missing, or rows of equal value leave a block
    /// empty.</exception>
    /// <exception cref="InvalidOperationException">This is a development or test set.</exception>
    public IEnumerable<(RawTable Train, RawTable Validation)> FoldsInOrder(int count, string? orderedBy = null)
    {
        DataRoles.RequireDivisible(Role);
        return Pairs(OrderedDivision.Folds(Times(orderedBy), count));
    }

    private RawTable[] DivideInOrder(int[] sizes, string? orderedBy)
    {
        DataRoles.RequireDivisible(Role);
        return Array.ConvertAll(OrderedDivision.Divide(Times(orderedBy), sizes), part => Subset(part));
    }

    /// <summary>The place of each row in time.</summary>
    internal int[] Times(string? orderedBy, string argument = "orderedBy")
    {
        if (orderedBy is null)
        {
            return [.. Enumerable.Range(0, Rows)];
        }

        var column = this[orderedBy];
        for (var row = 0; row < Rows; row++)
        {
            if (column[row].IsMissing)
            {
                throw new ArgumentException(
                    $"Row {row} of column \"{orderedBy}\", counted from 0, is missing, so the row has no place in the " +
                    "order: leave it out with Subset, or order by another column.",
                    argument);
            }
        }

        return column.IsText
            ? OrderedDivision.Places(column.Texts, StringComparer.Ordinal)
            : OrderedDivision.Places(column.Numbers, Comparer<double>.Default);
    }
}

namespace DeepLearning.Data;

public sealed partial class RawTable
{
    /// <summary>Divides the rows by chance into a training, a development and a test set, which know what they are.</summary>
    /// <remarks>
    /// See the splits of <see cref="Dataset{T}"/>: sizes are rounded by the largest remainder, and the same seed gives the same parts.
    /// Rows of one group (a customer, a patient) land in one part, so that the test asks about groups that training has not seen; sizes
    /// and proportions are then as near to what was asked for as the greedy rule told there comes with whole groups.
    /// </remarks>
    /// <param name="train">The fraction for training, in (0, 1).</param>
    /// <param name="dev">The fraction for development, in (0, 1).</param>
    /// <param name="test">The fraction for the test, in (0, 1).</param>
    /// <param name="seed">Any number.</param>
    /// <param name="stratifiedBy">
    /// A column the values of which every part is to have in the proportions of the whole; none by default.
    /// </param>
    /// <param name="groupedBy">
    /// A column the equal values of which must not be parted; a row where it is missing is a group of its own. None by default.
    /// </param>
    /// <exception cref="ArgumentException">The fractions are not positive, do not add up to 1 within 1e-9, or leave a part without a row;
    /// or there is no such column.</exception>
    /// <exception cref="InvalidOperationException">This is a development or test set.</exception>
    public (RawTable Train, RawTable Dev, RawTable Test) Split(
        double train, double dev, double test, long seed, string? stratifiedBy = null, string? groupedBy = null)
    {
        var parts = Divide(SplitSizes.OfFractions(Rows, ("train", train), ("dev", dev), ("test", test)), seed, stratifiedBy, groupedBy);
        return (parts[0].WithRole(DataRole.Train), parts[1].WithRole(DataRole.Dev), parts[2].WithRole(DataRole.Test));
    }

    /// <summary>Divides the rows by chance into a training set and a test set, which know what they are; see the split in three.</summary>
    /// <param name="train">The fraction for training, in (0, 1).</param>
    /// <param name="test">The fraction for the test, in (0, 1).</param>
    /// <param name="seed">Any number.</param>
    /// <param name="stratifiedBy">
    /// A column the values of which every part is to have in the proportions of the whole; none by default.
    /// </param>
    /// <param name="groupedBy">
    /// A column the equal values of which must not be parted; a row where it is missing is a group of its own. None by default.
    /// </param>
    /// <exception cref="ArgumentException">The fractions are not positive, do not add up to 1 within 1e-9, or leave a part without a row;
    /// or there is no such column.</exception>
    /// <exception cref="InvalidOperationException">This is a development or test set.</exception>
    public (RawTable Train, RawTable Test) Split(
        double train, double test, long seed, string? stratifiedBy = null, string? groupedBy = null)
    {
        var parts = Divide(SplitSizes.OfFractions(Rows, ("train", train), ("test", test)), seed, stratifiedBy, groupedBy);
        return (parts[0].WithRole(DataRole.Train), parts[1].WithRole(DataRole.Test));
    }

    /// <summary>
    /// Divides the rows by chance into k folds, and pairs each fold, to validate on, with all the others, to train on: fit the pipeline to
    /// each training set anew, so that nothing of the fold is known to it.
    /// </summary>
    /// <param name="count">k, from 2 to <see cref="Rows"/> or the number of groups; 5 and 10 are usual.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="stratifiedBy">
    /// A column the values of which every fold is to have in the proportions of the whole; none by default.
    /// </param>
    /// <param name="groupedBy">
    /// A column the equal values of which must not be parted; a row where it is missing is a group of its own. None by default.
    /// </param>
    /// <returns>
    /// k pairs, made as the enumeration reaches them; the roles are <see cref="DataRole.Train"/> and <see cref="DataRole.Dev"/>.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="count"/> is less than 2 or greater than the number of rows or of groups.
    /// </exception>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="InvalidOperationException">This is a development or test set.</exception>
    public IEnumerable<(RawTable Train, RawTable Validation)> Folds(
        int count, long seed, string? stratifiedBy = null, string? groupedBy = null)
    {
        DataRoles.RequireDivisible(Role);
        return Pairs(RandomDivision.Folds(
            Strata(stratifiedBy), Groups(groupedBy), count, RandomDivision.Permutation(Rows, seed, "folds")));
    }

    private RawTable[] Divide(int[] sizes, long seed, string? stratifiedBy, string? groupedBy)
    {
        DataRoles.RequireDivisible(Role);
        var parts = RandomDivision.Divide(
            Strata(stratifiedBy), Groups(groupedBy), sizes, RandomDivision.Permutation(Rows, seed, "split"));
        return Array.ConvertAll(parts, part => Subset(part));
    }

    private IEnumerable<(RawTable Train, RawTable Validation)> Pairs(IEnumerable<(int[] Train, int[] Validation)> folds) =>
        folds.Select(fold => (Subset(fold.Train).WithRole(DataRole.Train), Subset(fold.Validation).WithRole(DataRole.Dev)));

    /// <summary>The rows of equal values numbered alike, a missing value being one more; all alike without a column.</summary>
    private int[] Strata(string? column) => column is null ? new int[Rows] : Numbered(this[column], missingAlike: true);

    /// <summary>The rows of equal values numbered alike, each missing value by itself; null without a column.</summary>
    internal int[]? Groups(string? column) => column is null ? null : Numbered(this[column], missingAlike: false);

    private static int[] Numbered(RawColumn column, bool missingAlike)
    {
        var (rows, numbers) = (new int[column.Rows], new Dictionary<(Cell Value, int Row), int>());
        for (var row = 0; row < rows.Length; row++)
        {
            var key = (column[row], !missingAlike && column[row].IsMissing ? row : 0);
            numbers.TryAdd(key, numbers.Count);
            rows[row] = numbers[key];
        }

        return rows;
    }
}

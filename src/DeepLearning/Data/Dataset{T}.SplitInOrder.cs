using DeepLearning.Data;

namespace DeepLearning;

public sealed partial class Dataset<T>
{
    /// <summary>
    /// Divides the examples as they stand, in order of time: the first to train on, the next to develop on and the last to test with. A
    /// model of what changes over time is asked about the future, as it will be in use, and a split by chance would let it see that
    /// beforehand.
    /// </summary>
    /// <remarks>
    /// Sizes are rounded by the largest remainder, as in the split by chance. To put rows in order by a column, and to keep rows of equal
    /// time together, divide the <see cref="RawTable"/>.
    /// </remarks>
    /// <param name="train">The fraction for training, in (0, 1).</param>
    /// <param name="dev">The fraction for development, in (0, 1).</param>
    /// <param name="test">The fraction for the test, in (0, 1).</param>
    /// <exception cref="ArgumentException">The fractions are not positive, do not add up to 1 within 1e-9, or leave a part without an
    /// example.</exception>
    /// <exception cref="InvalidOperationException">This is a development or test set.</exception>
    public (Dataset<T> Train, Dataset<T> Dev, Dataset<T> Test) SplitInOrder(double train, double dev, double test)
    {
        var parts = DivideInOrder(SplitSizes.OfFractions(Examples, ("train", train), ("dev", dev), ("test", test)));
        return (parts[0].WithRole(DataRole.Train), parts[1].WithRole(DataRole.Dev), parts[2].WithRole(DataRole.Test));
    }

    /// <summary>
    /// Divides the examples as they stand, in order of time: the first to train on, the last to test with; see the split in three.
    /// </summary>
    /// <param name="train">The fraction for training, in (0, 1).</param>
    /// <param name="test">The fraction for the test, in (0, 1).</param>
    /// <exception cref="ArgumentException">The fractions are not positive, do not add up to 1 within 1e-9, or leave a part without an
    /// example.</exception>
    /// <exception cref="InvalidOperationException">This is a development or test set.</exception>
    public (Dataset<T> Train, Dataset<T> Test) SplitInOrder(double train, double test)
    {
        var parts = DivideInOrder(SplitSizes.OfFractions(Examples, ("train", train), ("test", test)));
        return (parts[0].WithRole(DataRole.Train), parts[1].WithRole(DataRole.Test));
    }

    /// <summary>
    /// Cuts the examples as they stand, in order of time, into k + 1 blocks, and pairs each but the first, to validate on, with all those
    /// before it, to train on: forward chaining, k-fold cross-validation without a look into the future.
    /// </summary>
    /// <remarks>
    /// The blocks of scikit-learn's TimeSeriesSplit: all have ⌊<see cref="Examples"/> / (k + 1)⌋ examples, and the first takes what
    /// remains too.
    /// </remarks>
    /// <param name="count">k, from 2 to <see cref="Examples"/> − 1; 5 is usual.</param>
    /// <returns>
    /// k pairs, made as the enumeration reaches them; the roles are <see cref="DataRole.Train"/> and <see cref="DataRole.Dev"/>.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="count"/> is less than 2 or not less than the number of examples.
    /// </exception>
    /// <exception cref="InvalidOperationException">This is a development or test set.</exception>
    public IEnumerable<(Dataset<T> Train, Dataset<T> Validation)> FoldsInOrder(int count)
    {
        DataRoles.RequireDivisible(Role);
        return Pairs(OrderedDivision.Folds(Times(), count));
    }

    private Dataset<T>[] DivideInOrder(int[] sizes)
    {
        DataRoles.RequireDivisible(Role);
        return Array.ConvertAll(OrderedDivision.Divide(Times(), sizes), part => Subset(part));
    }

    private int[] Times() => [.. Enumerable.Range(0, Examples)];
}

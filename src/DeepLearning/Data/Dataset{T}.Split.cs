using DeepLearning.Data;

namespace DeepLearning;

public sealed partial class Dataset<T>
{
    /// <summary>
    /// Divides the examples by chance into a training set, a development set to choose the network by, and a test set to report with;
    /// usual fractions are 0.6, 0.2, 0.2 and, of a million examples, 0.98, 0.01, 0.01.
    /// </summary>
    /// <remarks>
    /// Every example lands in exactly one part. Sizes that are not whole numbers are rounded by the largest remainder, so they add up.
    /// The same dataset, sizes and seed give the same parts, and each knows its <see cref="Role"/>. Of a stratified split, every part has
    /// the proportions of the classes of the whole, again by largest remainder; a class with too few examples may be missing from a part.
    /// <para>
    /// Examples of one group (a customer, a patient) land in one part, so that the test asks about groups that training has not seen.
    /// Sizes and proportions are then as near to what was asked for as a greedy rule comes with whole groups: the largest group goes
    /// first, each to the part where the sum over the classes of the squared deviations from the wanted counts falls most
    /// (greedy like scikit-learn's StratifiedGroupKFold). Unless stratified, no part is further from its size than the largest group is
    /// large.
    /// </para>
    /// </remarks>
    /// <param name="train">The fraction for training, in (0, 1).</param>
    /// <param name="dev">The fraction for development, in (0, 1).</param>
    /// <param name="test">The fraction for the test, in (0, 1).</param>
    /// <param name="seed">Any number.</param>
    /// <param name="stratified">Whether to keep the proportions of the classes.</param>
    /// <param name="groups">
    /// One number for each example, equal ones for those that must not be parted; none by default.
    /// </param>
    /// <exception cref="ArgumentException">The fractions are not positive, do not add up to 1 within 1e-9, or leave a part without an
    /// example (no dataset is empty: leave a part out with the split in two), or <paramref name="groups"/> is not as long as there are
    /// examples.</exception>
    /// <exception cref="InvalidOperationException">A stratified split of targets that are not classes, or a split of a development or test
    /// set.</exception>
    public (Dataset<T> Train, Dataset<T> Dev, Dataset<T> Test) Split(
        double train, double dev, double test, long seed, bool stratified = false, IReadOnlyList<int>? groups = null)
    {
        var parts = Divide(SplitSizes.OfFractions(Examples, ("train", train), ("dev", dev), ("test", test)), seed, stratified, groups);
        return (parts[0].WithRole(DataRole.Train), parts[1].WithRole(DataRole.Dev), parts[2].WithRole(DataRole.Test));
    }

    /// <summary>Divides the examples by chance into a training set and a test set; see the split in three.</summary>
    /// <param name="train">The fraction for training, in (0, 1).</param>
    /// <param name="test">The fraction for the test, in (0, 1).</param>
    /// <param name="seed">Any number.</param>
    /// <param name="stratified">Whether to keep the proportions of the classes.</param>
    /// <param name="groups">
    /// One number for each example, equal ones for those that must not be parted; none by default.
    /// </param>
    /// <exception cref="ArgumentException">The fractions are not positive, do not add up to 1 within 1e-9, or leave a part without an
    /// example, or <paramref name="groups"/> is not as long as there are examples.</exception>
    /// <exception cref="InvalidOperationException">A stratified split of targets that are not classes, or a split of a development or test
    /// set.</exception>
    public (Dataset<T> Train, Dataset<T> Test) Split(
        double train, double test, long seed, bool stratified = false, IReadOnlyList<int>? groups = null)
    {
        var parts = Divide(SplitSizes.OfFractions(Examples, ("train", train), ("test", test)), seed, stratified, groups);
        return (parts[0].WithRole(DataRole.Train), parts[1].WithRole(DataRole.Test));
    }

    /// <summary>
    /// Divides the examples by chance into parts of exactly these sizes, which are aims when groups stay whole; see the split by fractions.
    /// </summary>
    /// <param name="train">The number of examples for training, at least 1.</param>
    /// <param name="dev">The number of examples for development, at least 1.</param>
    /// <param name="test">The number of examples for the test, at least 1.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="stratified">Whether to keep the proportions of the classes.</param>
    /// <param name="groups">
    /// One number for each example, equal ones for those that must not be parted; none by default.
    /// </param>
    /// <exception cref="ArgumentException">The sizes are not positive or do not add up to <see cref="Examples"/>, or
    /// <paramref name="groups"/> is not as long as there are examples or leaves a part without an example.</exception>
    /// <exception cref="InvalidOperationException">A stratified split of targets that are not classes, or a split of a development or test
    /// set.</exception>
    public (Dataset<T> Train, Dataset<T> Dev, Dataset<T> Test) Split(
        int train, int dev, int test, long seed, bool stratified = false, IReadOnlyList<int>? groups = null)
    {
        var parts = Divide(SplitSizes.OfCounts(Examples, ("train", train), ("dev", dev), ("test", test)), seed, stratified, groups);
        return (parts[0].WithRole(DataRole.Train), parts[1].WithRole(DataRole.Dev), parts[2].WithRole(DataRole.Test));
    }

    /// <summary>
    /// Divides the examples by chance into two parts of exactly these sizes, which are aims when groups stay whole; see the split by
    /// fractions.
    /// </summary>
    /// <param name="train">The number of examples for training, at least 1.</param>
    /// <param name="test">The number of examples for the test, at least 1.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="stratified">Whether to keep the proportions of the classes.</param>
    /// <param name="groups">
    /// One number for each example, equal ones for those that must not be parted; none by default.
    /// </param>
    /// <exception cref="ArgumentException">The sizes are not positive or do not add up to <see cref="Examples"/>, or
    /// <paramref name="groups"/> is not as long as there are examples or leaves a part without an example.</exception>
    /// <exception cref="InvalidOperationException">A stratified split of targets that are not classes, or a split of a development or test
    /// set.</exception>
    public (Dataset<T> Train, Dataset<T> Test) Split(
        int train, int test, long seed, bool stratified = false, IReadOnlyList<int>? groups = null)
    {
        var parts = Divide(SplitSizes.OfCounts(Examples, ("train", train), ("test", test)), seed, stratified, groups);
        return (parts[0].WithRole(DataRole.Train), parts[1].WithRole(DataRole.Test));
    }

    /// <summary>
    /// Divides the examples by chance into k folds, and pairs each fold, to validate on, with all the others, to train on: k-fold
    /// cross-validation. Every example is in exactly one validation set.
    /// </summary>
    /// <remarks>
    /// The sizes of the folds differ by at most one; of groups that stay whole they are as near to each other as the rule of the splits
    /// comes. The same dataset, count and seed give the same folds. A pair is made when the enumeration reaches it, so only one at a time
    /// need be held in memory. Of a stratified division every fold has the proportions of the classes of the whole, by largest remainder.
    /// </remarks>
    /// <param name="count">k, from 2 to <see cref="Examples"/> or the number of groups; 5 and 10 are usual.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="stratified">Whether to keep the proportions of the classes.</param>
    /// <param name="groups">
    /// One number for each example, equal ones for those that must not be parted; none by default.
    /// </param>
    /// <returns>k pairs; the roles are <see cref="DataRole.Train"/> and <see cref="DataRole.Dev"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="count"/> is less than 2 or greater than the number of examples or of groups.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="groups"/> is not as long as there are examples.</exception>
    /// <exception cref="InvalidOperationException">A stratified division of targets that are not classes, or a division of a development or
    /// test set.</exception>
    public IEnumerable<(Dataset<T> Train, Dataset<T> Validation)> Folds(
        int count, long seed, bool stratified = false, IReadOnlyList<int>? groups = null)
    {
        DataRoles.RequireDivisible(Role);
        return Pairs(RandomDivision.Folds(
            Strata(stratified), GroupedDivision.Checked(groups, Examples), count, Permutation(seed, "folds")));
    }

    private Dataset<T>[] Divide(int[] sizes, long seed, bool stratified, IReadOnlyList<int>? groups)
    {
        DataRoles.RequireDivisible(Role);
        var parts = RandomDivision.Divide(
            Strata(stratified), GroupedDivision.Checked(groups, Examples), sizes, Permutation(seed, "split"));
        return Array.ConvertAll(parts, part => Subset(part));
    }

    private IEnumerable<(Dataset<T> Train, Dataset<T> Validation)> Pairs(IEnumerable<(int[] Train, int[] Validation)> folds) =>
        folds.Select(fold => (Subset(fold.Train).WithRole(DataRole.Train), Subset(fold.Validation).WithRole(DataRole.Dev)));

    /// <summary>Without strata all examples are of one class: the same division serves both.</summary>
    private int[] Strata(bool stratified) => stratified ? Classes("A stratified split") : new int[Examples];

    private int[] Permutation(long seed, string purpose) => RandomDivision.Permutation(Examples, seed, purpose);
}

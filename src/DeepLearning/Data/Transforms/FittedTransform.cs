namespace DeepLearning;

/// <summary>A <see cref="Transform"/> with what it has learned from a training set.</summary>
/// <remarks><threadsafety>A fitted transform is immutable; any number of threads may use one instance.</threadsafety></remarks>
public abstract class FittedTransform
{
    /// <summary>A table with the transform applied. It must have the columns of the training set.</summary>
    /// <param name="table">The table, as the steps before have left it.</param>
    /// <returns>A new table of the same number of rows and the same role.</returns>
    /// <exception cref="ArgumentException">A value cannot be transformed: an unknown category.</exception>
    public abstract RawTable Apply(RawTable table);
}

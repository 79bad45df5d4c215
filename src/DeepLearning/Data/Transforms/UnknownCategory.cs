namespace DeepLearning;

/// <summary>What becomes of a category that the training set did not have.</summary>
public enum UnknownCategory
{
    /// <summary>It is an error that names the category.</summary>
    Refuse,

    /// <summary>It is none of the known ones: all their columns are 0.</summary>
    Ignore,
}

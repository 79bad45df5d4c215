namespace DeepLearning.Data;

/// <summary>The purpose of a set of examples. A split marks its parts; what is to be fitted refuses the sets that judge it.</summary>
public enum DataRole
{
    /// <summary>Nobody has said.</summary>
    Unspecified,

    /// <summary>To learn from: the parameters of networks and transforms are fitted to it.</summary>
    Train,

    /// <summary>To choose by: networks and hyperparameters are compared on it, nothing is fitted to it.</summary>
    Dev,

    /// <summary>To report with: it is looked at once, at the end.</summary>
    Test,
}

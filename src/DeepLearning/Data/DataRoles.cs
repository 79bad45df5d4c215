namespace DeepLearning.Data;

/// <summary>Keeps what is held out from being learned from.</summary>
internal static class DataRoles
{
    /// <summary>Refuses the development and the test set.</summary>
    /// <param name="role">What the set is for.</param>
    /// <param name="fitted">What would be fitted, as the subject of a sentence: "A normalization".</param>
    /// <param name="argument">The argument that holds the set.</param>
    public static void RequireFittable(DataRole role, string fitted, string argument)
    {
        if (role is DataRole.Dev or DataRole.Test)
        {
            throw new ArgumentException(
                $"{fitted} is fitted to the training set only, and this is the {Name(role)} set: it would leak what is held out into " +
                $"the training. Fit to the training set and apply the result to this one.",
                argument);
        }
    }

    /// <summary>Refuses to let a network learn from what is held out.</summary>
    public static void RequireTrainable(DataRole role, string argument)
    {
        if (role is DataRole.Dev or DataRole.Test)
        {
            throw new ArgumentException(
                $"A network learns from the training set only, and this is the {Name(role)} set: it would be judged by what it has " +
                $"learned by heart. Train on the training set, or say with WithRole(DataRole.Unspecified) that this set is held out no " +
                $"longer.",
                argument);
        }
    }

    /// <summary>Refuses to let the test set choose.</summary>
    /// <param name="role">What the set is for.</param>
    /// <param name="choice">Who would choose what.</param>
    /// <param name="otherwise">What else can be done.</param>
    /// <param name="argument">The argument that holds the set.</param>
    public static void RequireChoosable(DataRole role, string choice, string otherwise, string argument)
    {
        if (role == DataRole.Test)
        {
            throw new ArgumentException(
                $"{choice}, and the validation set is the test set: what has chosen cannot judge. " +
                $"Give the development set, {otherwise}or say with WithRole(DataRole.Dev) that this set is there to choose by.",
                argument);
        }
    }

    /// <summary>Refuses to make a training set of what is held out.</summary>
    public static void RequireDivisible(DataRole role)
    {
        if (role is DataRole.Dev or DataRole.Test)
        {
            throw new InvalidOperationException(
                $"This is the {Name(role)} set: a part of it would become a training set. Divide the training set, " +
                "or say with WithRole(DataRole.Unspecified) that it is held out no longer.");
        }
    }

    private static string Name(DataRole role) => role == DataRole.Dev ? "development" : "test";
}

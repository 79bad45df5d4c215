namespace DeepLearning.Tuning;

/// <summary>A hyperparameter whose values are of a type: the key by which a <see cref="Trial"/> gives them.</summary>
/// <typeparam name="TValue">The type of its values.</typeparam>
public abstract class Hyperparameter<TValue> : Hyperparameter
    where TValue : notnull
{
    private protected Hyperparameter(string name)
        : base(name)
    {
    }
}

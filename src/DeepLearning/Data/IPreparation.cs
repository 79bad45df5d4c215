namespace DeepLearning.Data;

/// <summary>Something that inputs go through before a network sees them.</summary>
internal interface IPreparation
{
    /// <summary>What it is, as the object of a sentence: "an input normalization".</summary>
    string Description { get; }

    /// <summary>Whether both do the same to every input, as far as that can be told.</summary>
    bool IsSameAs(IPreparation other);
}

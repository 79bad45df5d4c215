namespace DeepLearning.Numerics;

/// <summary>What scratch memory is for; memory for one purpose is not disturbed by another.</summary>
internal enum ScratchPurpose
{
    /// <summary>Panels of an operand, packed for the kernel.</summary>
    Panels,

    /// <summary>A tile of a gradient on its way to the optimizer.</summary>
    Gradient,

    /// <summary>What the layers of a prediction hand on.</summary>
    Prediction,
}

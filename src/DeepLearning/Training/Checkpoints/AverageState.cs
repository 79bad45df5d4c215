using System.Numerics;

namespace DeepLearning;

/// <summary>What a run that averages its weights remembers.</summary>
/// <param name="Sum">W, the sum of the weights of its steps.</param>
/// <param name="Average">x, which a checkpoint holds in the place of the network's parameters: what the run has measured by.</param>
/// <param name="Training">y, the parameters that training goes on with.</param>
/// <param name="Iterates">z, which the optimizer moves; none where it is y.</param>
internal sealed record AverageState<T>(double Sum, T[][] Average, T[][] Training, T[][] Iterates)
    where T : unmanaged, IFloatingPointIeee754<T>;

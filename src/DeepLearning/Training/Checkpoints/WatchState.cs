using System.Numerics;

namespace DeepLearning;

/// <summary>What early stopping remembers.</summary>
/// <param name="Epoch">The best epoch, counted from 1; null before there is one.</param>
/// <param name="Value">Its number by the criterion.</param>
/// <param name="Idle">How many epochs since then made no progress.</param>
/// <param name="Kept">Its parameters, where they are to be restored.</param>
internal sealed record WatchState<T>(int? Epoch, double Value, int Idle, T[][] Kept)
    where T : unmanaged, IFloatingPointIeee754<T>;

using System.Runtime.InteropServices;

namespace DeepLearning;

/// <summary>The progress of <see cref="Ensemble{T}.Train"/>: reported at the end of every epoch of every member.</summary>
/// <param name="FinishedEpochs">The epochs that are done, over all members.</param>
/// <param name="Epochs">The epochs that there are at most.</param>
/// <param name="Elapsed">The time since training began.</param>
/// <param name="Remaining">The time left, if it goes on as it has.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct EnsembleProgress(int FinishedEpochs, int Epochs, TimeSpan Elapsed, TimeSpan Remaining);

using System.Runtime.InteropServices;

namespace DeepLearning.Tuning;

/// <summary>
/// The progress of a search: reported whenever a trial has its measurements of the round, from the thread of that trial, one at a time.
/// </summary>
/// <param name="Result">The trial, as far as it is.</param>
/// <param name="Round">The round, counted from 1.</param>
/// <param name="Rounds">The number of rounds; 1 without early stopping.</param>
/// <param name="Finished">How many trials of the round have their measurements.</param>
/// <param name="Trials">How many trials the round has.</param>
/// <param name="Best">The best trial so far; null while all have diverged.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TuningProgress(TrialResult Result, int Round, int Rounds, int Finished, int Trials, TrialResult? Best);

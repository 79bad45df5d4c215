namespace DeepLearning.Tests;

/// <summary>A fault and the right plug-in in its place.</summary>
internal sealed record Fault(PlugInsOfACase Right, PlugInsOfACase Faulty);

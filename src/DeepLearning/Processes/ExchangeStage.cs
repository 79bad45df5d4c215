namespace DeepLearning.Processes;

/// <summary>Some elements that go to another process or come from it.</summary>
/// <param name="Rank">The number of the other process.</param>
/// <param name="Slot">The slot whose elements go, or that receives them.</param>
/// <param name="First">The first of the elements.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct Transfer(int Rank, int Slot, int First, int Count);

/// <summary>What a process does for one sum of the tree: it sends and receives, and adds what has come to what it has.</summary>
/// <param name="Tag">The tag of its messages, from 0 to 63.</param>
/// <param name="Sends">What goes.</param>
/// <param name="Receives">What comes.</param>
/// <param name="Sum">The slot that is added to.</param>
/// <param name="Addend">The slot that is added.</param>
/// <param name="First">The first of the elements that are added.</param>
/// <param name="Count">How many of them there are; 0 where nothing is added.</param>
internal sealed record ExchangeStage(int Tag, Transfer[] Sends, Transfer[] Receives, int Sum, int Addend, int First, int Count);

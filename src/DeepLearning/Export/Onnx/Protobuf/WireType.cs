namespace DeepLearning.Export;

/// <summary>How a field of protocol buffers is written.</summary>
internal enum WireType
{
    Varint = 0,
    Bits64 = 1,
    Bytes = 2,
    Bits32 = 5,
}

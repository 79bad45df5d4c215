using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace DeepLearning.Samples;

/// <summary>A number by which networks of the same bits are known.</summary>
internal static class Weights
{
    /// <summary>SHA-256 of all parameters, in their order.</summary>
    public static string Hash(Network<float> network)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var parameter in network.Parameters)
        {
            hash.AppendData(MemoryMarshal.AsBytes<float>(parameter.Values));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

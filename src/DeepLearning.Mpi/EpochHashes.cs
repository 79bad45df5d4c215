using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace DeepLearning.Mpi;

/// <summary>
/// The hashes of a network's parameters after each epoch of a run, in a file by which the run can be replayed elsewhere: on another
/// machine, with another number of processes or threads, on another processor.
/// </summary>
/// <remarks>
/// The file is text, with a line for each epoch: its number, and the SHA-256 of all parameters in their order, as they lie in memory
/// (little endian). It is written anew after each epoch, as a whole or not at all.
/// </remarks>
public static class EpochHashes
{
    private const string Header = "DeepLearning epoch hashes 1";

    /// <summary>Goes through a run and writes the hash of its weights after each epoch.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="world">The processes; number 0 writes.</param>
    /// <param name="run">The run, from <see cref="Trainer{T}.Epochs"/>; one that is resumed keeps the hashes of its epochs before.</param>
    /// <param name="network">The network that it trains.</param>
    /// <param name="path">The file.</param>
    /// <returns>What the run saw.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidDataException">The run is resumed, and the file is no file of hashes.</exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public static TrainingHistory Write<T>(MpiWorld world, TrainingRun<T> run, Network<T> network, string path)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var before = run.History.Epochs.Count;
        var hashes = before > 0 && world.IsFirst && File.Exists(path) ? Read(path).Where(hash => hash.Key <= before).ToSortedList() : [];
        foreach (var epoch in run)
        {
            if (world.IsFirst)
            {
                hashes[epoch.Epoch] = Of(network);
                var unfinished = $"{path}.unfinished";
                File.WriteAllLines(
                    unfinished,
                    hashes.Select(hash => string.Create(CultureInfo.InvariantCulture, $"{hash.Key} {hash.Value}")).Prepend(Header));
                File.Move(unfinished, path, overwrite: true);
            }
        }

        return run.History;
    }

    /// <summary>Replays a run, and ends it at the first epoch whose weights are others than those of the file.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="run">
    /// The run, set up as the one that wrote the file, on any number of processes, each of which can read the file.
    /// </param>
    /// <param name="network">The network that it trains.</param>
    /// <param name="path">The file.</param>
    /// <returns>Where it departs; null where it does not.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidDataException">The file is no file of hashes, or has none of an epoch of the run.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static EpochDeparture? Verify<T>(TrainingRun<T> run, Network<T> network, string path)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var hashes = Read(path);
        foreach (var epoch in run)
        {
            if (!hashes.TryGetValue(epoch.Epoch, out var expected))
            {
                throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture, $"{path} has no hash of epoch {epoch.Epoch}: the run that wrote it was shorter."));
            }

            var actual = Of(network);
            if (!string.Equals(actual, expected, StringComparison.Ordinal))
            {
                return new(epoch.Epoch, expected, actual);
            }
        }

        return null;
    }

    /// <summary>The SHA-256 of all parameters of a network, in their order, in hexadecimal digits.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="network">The network.</param>
    /// <exception cref="ArgumentNullException"><paramref name="network"/> is null.</exception>
    public static string Of<T>(Network<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var parameter in network.Parameters)
        {
            hash.AppendData(MemoryMarshal.AsBytes((ReadOnlySpan<T>)parameter.Values));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static SortedList<int, string> ToSortedList(this IEnumerable<KeyValuePair<int, string>> hashes) =>
        new(hashes.ToDictionary(hash => hash.Key, hash => hash.Value));

    private static SortedList<int, string> Read(string path)
    {
        var lines = File.ReadAllLines(path);
        var hashes = new SortedList<int, string>();
        foreach (var line in lines.Skip(1))
        {
            if (line.Split(' ') is not [var number, { Length: 2 * SHA256.HashSizeInBytes } hash]
                || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) || !hashes.TryAdd(epoch, hash))
            {
                throw new InvalidDataException($"{path} is no file of hashes of epochs, or is damaged: line {hashes.Count + 2}.");
            }
        }

        return lines is [Header, ..] ? hashes
            : throw new InvalidDataException($"{path} is no file of hashes of epochs: its first line is not \"{Header}\".");
    }
}

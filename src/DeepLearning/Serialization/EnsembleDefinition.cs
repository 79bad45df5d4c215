using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepLearning.Serialization;

/// <summary>
/// An ensemble as files hold it: the definitions of its networks, and their numbers under <c>members.0.layers.0.weight</c>.
/// </summary>
internal static class EnsembleDefinition
{
    private const string Key = "ensemble";
    private const string MembersKey = "members";

    /// <summary>Adds an ensemble to a file.</summary>
    public static void Add<T>(TensorWriter file, Ensemble<T> ensemble, Func<object, PlugInDescription> describe)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        file.Add(Key, ModelFile.Json(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray(MembersKey);
            foreach (var member in ensemble.Members)
            {
                member.RequireFinite("saved");
                NetworkDefinition.Of(member).Write(json, describe);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }));
        foreach (var (number, member) in ensemble.Members.Index())
        {
            ModelFile.AddParameters(file, member, Prefix(number), parameter => parameter.Array);
        }
    }

    /// <summary>Reads the ensemble of a file, which has no other tensors.</summary>
    /// <exception cref="InvalidDataException">
    /// The file is damaged or holds numbers of another type, a plug-in is not known, or the members do not fit each other.
    /// </exception>
    public static Ensemble<T> Read<T>(TensorReader file, PlugIns plugIns)
        where T : unmanaged, IFloatingPointIeee754<T> => ModelFile.Parse(file, Key, description =>
    {
        var (networks, room) = (new List<Network<T>>(), file.DataLength);
        foreach (var member in description.Objects(MembersKey))
        {
            var prefix = Prefix(networks.Count);
            var definition = NetworkDefinition.Read(member, plugIns);
            ModelFile.RequireType<T>(file, prefix);
            var network = definition.Build<T>(member, room);
            ModelFile.ReadParameters(file, network, prefix, parameter => parameter.Array);
            room -= network.ParameterCount * Unsafe.SizeOf<T>();
            networks.Add(network);
        }

        description.Done();
        ModelFile.RequireNoOthers(
            file, networks.SelectMany((network, number) => network.Parameters.Select(parameter => Prefix(number) + parameter.Name)));
        return description.Accept(() => new Ensemble<T>(networks));
    });

    private static string Prefix(int number) => string.Create(CultureInfo.InvariantCulture, $"members.{number}.");
}

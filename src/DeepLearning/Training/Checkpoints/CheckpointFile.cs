using System.Globalization;
using System.Numerics;
using System.Text.Json;
using DeepLearning.Serialization;

namespace DeepLearning;

/// <summary>A checkpoint as a file: the file of a network, with the optimizer's state and that of the run beside the weights.</summary>
internal static class CheckpointFile
{
    private const string TrainingKey = "training";
    private const string LearningRateKey = "learningRate";

    /// <summary>More than can be counted in double, or taken in a million years.</summary>
    private const long MostSteps = 1L << 53;

    /// <summary>
    /// Writes a checkpoint. Plug-ins that are not registered are written by the names that they give themselves: resuming asks for no more.
    /// </summary>
    public static void Write<T>(string path, TrainingState<T> training, RunState<T>? run, PlugIns plugIns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var network = training.Network;
        var numbers = Numbered(network);
        RequireFinite(training, run);
        var file = ModelFile.Of(
            ModelFile.Checkpoint, network, plugIns.DescribeOrName,
            (run?.Averages?.Average ?? run?.Parameters) is { } kept ? parameter => kept[numbers[parameter]] : null);
        file.Add(TrainingKey, ModelFile.Json(json => WriteTraining(json, training, run)));
        for (var slot = 0; slot < training.Optimizer.StateCount; slot++)
        {
            var of = slot;
            ModelFile.AddParameters(file, network, SlotPrefix(slot), parameter => training.Memory[numbers[parameter]][of]);
        }

        if (run is not null)
        {
            RunFile.AddNumbers(file, network, run, parameter => numbers[parameter]);
        }

        file.AddChecksum();
        AtomicFile.Write(path, file.Write);
    }

    /// <summary>Reads a checkpoint into a training, wholly or not at all.</summary>
    /// <returns>The run that it was written in; null when in none.</returns>
    /// <exception cref="InvalidDataException">The file is no checkpoint, or damaged.</exception>
    /// <exception cref="ArgumentException">It is of a training that was set up otherwise.</exception>
    public static RunState<T>? Read<T>(string path, TrainingState<T> training)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var file = TensorReader.Open(path);
        if (ModelFile.KindOf(file) is not ModelFile.Checkpoint and var kind)
        {
            throw new InvalidDataException(
                kind is ModelFile.Network or ModelFile.Model
                    ? $"{file.Source} holds a {kind}, not a checkpoint: load it with " +
                        $"{(kind is ModelFile.Network ? "Network" : "Model")}<{ElementType.Name<T>()}>.Load."
                    : $"{file.Source} holds a \"{kind}\", which is not known.");
        }

        return ModelFile.Parse(file, TrainingKey, json =>
        {
            if (Settings.Of(training).Difference(Settings.Read(json)) is { } difference)
            {
                throw new ArgumentException($"{file.Source} is a checkpoint of another training: {difference}.", nameof(path));
            }

            var (steps, epochs) = (json.Integer("steps", least: 0, MostSteps), json.Integer("epochs", least: 0, MostSteps));
            var run = json.OptionalObject("run") is { } description
                ? RunFile.Read(file, training.Network, description, steps, epochs)
                : null;
            var rate = json.Has(LearningRateKey) ? json.Number(LearningRateKey) : training.Optimizer.LearningRate;
            if (!(rate > 0 && double.IsFinite(rate)))
            {
                throw json.Invalid(
                    string.Create(
                        CultureInfo.InvariantCulture, $"the learning rate is {rate}, but must be a finite number greater than 0"));
            }

            json.Done();
            var parameters = run?.Averages?.Training ?? Numbers.ReadParameters(file, training.Network, "");
            var slots = Enumerable.Range(0, training.Optimizer.StateCount)
                .Select(slot => Numbers.ReadParameters(file, training.Network, SlotPrefix(slot))).ToArray();
            file.RequireAllRead();
            var memory = (steps, (T[][])[.. parameters, .. parameters.SelectMany((_, parameter) => slots.Select(slot => slot[parameter]))]);
            if (training.Memory.FirstImplausible(memory) is { } implausible)
            {
                throw json.Invalid($"the optimizer's state of {implausible} leads to numbers that are not finite");
            }

            training.Memory.Load(memory);
            (training.Epochs, training.Memory.LearningRate) = (epochs, rate);
            return run;
        });
    }

    private static string SlotPrefix(int slot) => string.Create(CultureInfo.InvariantCulture, $"optimizer.{slot}.");

    private static Dictionary<Parameter<T>, int> Numbered<T>(Network<T> network)
        where T : unmanaged, IFloatingPointIeee754<T> => network.Parameters.Index().ToDictionary(entry => entry.Item, entry => entry.Index);

    /// <summary>Refuses to write what could not be gone on with.</summary>
    private static void RequireFinite<T>(TrainingState<T> training, RunState<T>? run)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (training.Memory.FirstNotFinite(run?.Parameters) is { } place)
        {
            throw new InvalidOperationException(
                $"{place}: training cannot go on from numbers that are not finite, and the checkpoint is not saved.");
        }
    }

    private static void WriteTraining<T>(Utf8JsonWriter json, TrainingState<T> training, RunState<T>? run)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        json.WriteStartObject();
        Settings.Of(training).Write(json);
        json.WriteNumber("steps", training.Memory.Steps);
        json.WriteNumber("epochs", training.Epochs);
        if (training.Memory.LearningRate != training.Optimizer.LearningRate)
        {
            json.WriteNumber(LearningRateKey, training.Memory.LearningRate);
        }

        if (run is not null)
        {
            json.WritePropertyName("run");
            RunFile.Write(json, run);
        }

        json.WriteEndObject();
    }
}

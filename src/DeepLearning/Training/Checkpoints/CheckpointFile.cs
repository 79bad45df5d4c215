using System.Numerics;
using System.Text.Json;

namespace DeepLearning;

/// <summary>A checkpoint as a file: the file of a network, with the optimizer's state and that of the run beside the weights.</summary>
internal static class CheckpointFile
{
    private const string TrainingKey = "training";
    private const string BestPrefix = "best.";
    private const string StepCosts = "history.step_costs";
    private const string RunCosts = "run.costs";

    /// <summary>What a number of an epoch is called, and where it stands.</summary>
    private static readonly (string Name, Func<EpochRecord, double> Value)[] Columns =
    [
        ("history.cost", epoch => epoch.Cost),
        ("history.learning_rate", epoch => epoch.LearningRate),
        ("history.elapsed", epoch => epoch.Elapsed.Ticks),
        ("history.training_cost", epoch => epoch.Training?.Cost ?? double.NaN),
        ("history.training_metric", epoch => epoch.Training?.Metric ?? double.NaN),
        ("history.validation_cost", epoch => epoch.Validation?.Cost ?? double.NaN),
        ("history.validation_metric", epoch => epoch.Validation?.Metric ?? double.NaN),
    ];

    /// <summary>Writes a checkpoint. Plug-ins that are not registered are written by the names that they give themselves: resuming asks for no more.</summary>
    public static void Write<T>(string path, Trainer<T> trainer, RunState<T>? run, PlugIns plugIns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var network = trainer.Network;
        var numbers = Numbered(network);
        var file = ModelFile.Of(ModelFile.Checkpoint, network, plugIns.DescribeOrName, run?.Parameters is { } kept ? parameter => kept[numbers[parameter]] : null);
        file.Add(TrainingKey, ModelFile.Json(json => WriteTraining(json, trainer, run)));
        for (var slot = 0; slot < trainer.Optimizer.StateCount; slot++)
        {
            var of = slot;
            ModelFile.AddParameters(file, network, SlotPrefix(slot), parameter => trainer.Memory[numbers[parameter]][of]);
        }

        if (run is not null)
        {
            if (run.Watch is { Kept.Length: > 0 } watch)
            {
                ModelFile.AddParameters(file, network, BestPrefix, parameter => watch.Kept[numbers[parameter]]);
            }

            file.AddVector<double>(RunCosts, new[] { run.Costs, run.BestCheckpoint, run.Watch?.Value ?? 0 });
            file.AddVector<double>(StepCosts, run.StepCosts.ToArray());
            foreach (var (name, value) in Columns)
            {
                file.AddVector<double>(name, run.Epochs.Select(value).ToArray());
            }
        }

        AtomicFile.Write(path, file.Write);
    }

    /// <summary>Reads a checkpoint into a trainer, wholly or not at all.</summary>
    /// <returns>The run that it was written in; null when in none.</returns>
    /// <exception cref="InvalidDataException">The file is no checkpoint, or damaged.</exception>
    /// <exception cref="ArgumentException">It is of a training that was set up otherwise.</exception>
    public static RunState<T>? Read<T>(string path, Trainer<T> trainer)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var file = TensorReader.Open(path);
        if (ModelFile.KindOf(file) is not ModelFile.Checkpoint and var kind)
        {
            throw new InvalidDataException($"{file.Source} holds a {kind}, not a checkpoint: load it with {char.ToUpperInvariant(kind[0])}{kind[1..]}<{ElementType.Name<T>()}>.Load.");
        }

        return ModelFile.Parse(file, TrainingKey, training =>
        {
            if (Settings.Of(trainer).Difference(Settings.Read(training)) is { } difference)
            {
                throw new ArgumentException($"{file.Source} is a checkpoint of another training: {difference}.", nameof(path));
            }

            var (steps, epochs) = (training.Integer("steps", least: 0), training.Integer("epochs", least: 0));
            var run = training.OptionalObject("run") is { } description ? ReadRun<T>(file, trainer.Network, description, steps) : null;
            training.Done();
            var parameters = ReadParameters(file, trainer.Network, "");
            var slots = Enumerable.Range(0, trainer.Optimizer.StateCount).Select(slot => ReadParameters(file, trainer.Network, SlotPrefix(slot))).ToArray();
            trainer.Memory.Load((steps, [.. parameters, .. parameters.SelectMany((_, parameter) => slots.Select(slot => slot[parameter]))]));
            trainer.Epochs = epochs;
            return run;
        });
    }

    private static string SlotPrefix(int slot) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"optimizer.{slot}.");

    private static Dictionary<Parameter<T>, int> Numbered<T>(Network<T> network)
        where T : unmanaged, IFloatingPointIeee754<T> => network.Parameters.Index().ToDictionary(entry => entry.Item, entry => entry.Index);

    private static T[][] ReadParameters<T>(TensorReader file, Network<T> network, string prefix)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var read = new List<T[]>();
        ModelFile.ReadParameters(file, network, prefix, parameter =>
        {
            read.Add(new T[parameter.Array.Length]);
            return read[^1];
        });
        return [.. read];
    }

    private static void WriteTraining<T>(Utf8JsonWriter json, Trainer<T> trainer, RunState<T>? run)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        json.WriteStartObject();
        Settings.Of(trainer).Write(json);
        json.WriteNumber("steps", trainer.Steps);
        json.WriteNumber("epochs", trainer.Epochs);
        if (run is not null)
        {
            json.WriteStartObject("run");
            run.Settings.Write(json);
            json.WriteNumber("stepsPerEpoch", run.StepsPerEpoch);
            json.WriteNumber("epoch", run.Epoch);
            json.WriteNumber("step", run.Batch);
            json.WriteBoolean("stoppedEarly", run.StoppedEarly);
            json.WriteNumber("elapsed", run.Elapsed.Ticks);
            WriteMetric("trainingMetric", run.Epochs.Select(epoch => epoch.Training));
            WriteMetric("validationMetric", run.Epochs.Select(epoch => epoch.Validation));
            if (run.Watch is { } watch)
            {
                json.WriteStartObject("earlyStopping");
                json.WriteNumber("bestEpoch", watch.Epoch ?? 0);
                json.WriteNumber("idle", watch.Idle);
                json.WriteBoolean("restores", watch.Kept.Length > 0);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();

        void WriteMetric(string name, IEnumerable<Measurement?> measurements)
        {
            if (measurements.FirstOrDefault(measurement => measurement is not null) is { } measured)
            {
                json.WriteString(name, measured.MetricName);
            }
        }
    }

    private static RunState<T> ReadRun<T>(TensorReader file, Network<T> network, FileObject run, long steps)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var costs = ReadNumbers(file, RunCosts);
        if (costs.Length != 3)
        {
            throw run.Invalid($"the tensor \"{RunCosts}\" must have 3 numbers, and has {costs.Length}");
        }

        var stepCosts = ReadNumbers(file, StepCosts);
        var watch = run.OptionalObject("earlyStopping") is { } stopping ? ReadWatch(file, network, stopping, costs[2]) : null;
        var state = new RunState<T>
        {
            Settings = Settings.Read(run),
            Steps = steps,
            StepsPerEpoch = run.Count("stepsPerEpoch", least: 1),
            Epoch = run.Count("epoch", least: 1),
            Batch = run.Count("step", least: 0),
            StoppedEarly = run.Boolean("stoppedEarly"),
            Elapsed = new TimeSpan(run.Integer("elapsed", least: 0)),
            Costs = costs[0],
            BestCheckpoint = costs[1],
            StepCosts = stepCosts,
            Epochs = ReadEpochs(file, Metric("trainingMetric"), Metric("validationMetric")),
            Watch = watch,
        };
        run.Done();
        if (state.Batch >= state.StepsPerEpoch || state.Epochs.Count != state.Epoch - 1
            || state.StepCosts.Count != ((long)state.Epochs.Count * state.StepsPerEpoch) + state.Batch)
        {
            throw run.Invalid(
                $"{run.Place} is at step {state.Batch} of epoch {state.Epoch}, of {state.StepsPerEpoch} steps each, " +
                $"but has the costs of {state.StepCosts.Count} steps and {state.Epochs.Count} epochs");
        }

        return state;

        string? Metric(string name) => run.Has(name) ? run.Text(name) : null;
    }

    private static WatchState<T> ReadWatch<T>(TensorReader file, Network<T> network, FileObject stopping, double best)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var epoch = stopping.Count("bestEpoch", least: 0);
        var watch = new WatchState<T>(
            epoch == 0 ? null : epoch, best, stopping.Count("idle", least: 0), stopping.Boolean("restores") ? ReadParameters(file, network, BestPrefix) : []);
        stopping.Done();
        return watch;
    }

    private static EpochRecord[] ReadEpochs(TensorReader file, string? trainingMetric, string? validationMetric)
    {
        var columns = Columns.Select(column => ReadNumbers(file, column.Name)).ToArray();
        var epochs = new EpochRecord[columns[0].Length];
        foreach (var (column, numbers) in Columns.Zip(columns))
        {
            if (numbers.Length != epochs.Length)
            {
                throw new InvalidDataException($"{file.Source} is damaged: the tensor \"{column.Name}\" has {numbers.Length} numbers, but there are {epochs.Length} epochs.");
            }
        }

        for (var i = 0; i < epochs.Length; i++)
        {
            var ticks = columns[2][i];
            if (!(ticks >= 0 && ticks < TimeSpan.MaxValue.Ticks))
            {
                throw new InvalidDataException($"{file.Source} is damaged: the tensor \"{Columns[2].Name}\" holds a time that cannot be.");
            }

            epochs[i] = new EpochRecord(
                i + 1, columns[0][i], Measured(columns[3][i], columns[4][i], trainingMetric), Measured(columns[5][i], columns[6][i], validationMetric), new TimeSpan((long)ticks))
            {
                LearningRate = columns[1][i],
            };
        }

        return epochs;
    }

    private static Measurement? Measured(double cost, double metric, string? name) => name is null ? null : new(cost, metric, name);

    private static double[] ReadNumbers(TensorReader file, string name)
    {
        if (!file.Tensors.TryGetValue(name, out var tensor) || tensor.Shape is not [var length] || length > Array.MaxLength)
        {
            throw new InvalidDataException($"{file.Source} has no vector \"{name}\".");
        }

        // No longer than the file: the header was checked.
        file.Require<double>(name, length);
        var numbers = new double[length];
        file.ReadVector<double>(name, numbers);
        return numbers;
    }
}

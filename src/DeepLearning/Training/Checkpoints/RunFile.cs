using System.Numerics;
using System.Text.Json;
using DeepLearning.Serialization;

namespace DeepLearning;

/// <summary>Where a run stands, as a checkpoint holds it.</summary>
internal static class RunFile
{
    private const string BestPrefix = "best.";
    private const string TrainingPrefix = "training.";
    private const string IteratePrefix = "iterate.";
    private const string StepCosts = "history.step_costs";
    private const string RunCosts = "run.costs";

    /// <summary>Ten thousand years: far from where adding to it would overflow.</summary>
    private const long MostTicks = 3_650_000 * TimeSpan.TicksPerDay;

    /// <summary>Adds the numbers of a run.</summary>
    public static void AddNumbers<T>(TensorWriter file, Network<T> network, RunState<T> run, Func<Parameter<T>, int> number)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (run.Watch is { Kept.Length: > 0 } watch)
        {
            ModelFile.AddParameters(file, network, BestPrefix, parameter => watch.Kept[number(parameter)]);
        }

        if (run.Averages is { } averages)
        {
            ModelFile.AddParameters(file, network, TrainingPrefix, parameter => averages.Training[number(parameter)]);
            if (averages.Iterates.Length > 0)
            {
                ModelFile.AddParameters(file, network, IteratePrefix, parameter => averages.Iterates[number(parameter)]);
            }
        }

        file.AddVector<double>(RunCosts, new[] { run.Costs, run.BestCheckpoint, run.Watch?.Value ?? 0 });
        file.AddVector<double>(StepCosts, run.StepCosts.ToArray());
        EpochColumns.Add(file, run.Epochs);
    }

    /// <summary>Writes an object.</summary>
    public static void Write<T>(Utf8JsonWriter json, RunState<T> run)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        json.WriteStartObject();
        run.Settings.Write(json);
        json.WriteNumber("stepsPerEpoch", run.StepsPerEpoch);
        json.WriteNumber("epoch", run.Epoch);
        json.WriteNumber("step", run.Batch);
        json.WriteBoolean("stoppedEarly", run.StoppedEarly);
        json.WriteNumber("elapsed", run.Elapsed.Ticks);
        WriteMetric("trainingMetric", run.Epochs.Select(epoch => epoch.Training));
        WriteMetric("validationMetric", run.Epochs.Select(epoch => epoch.Validation));
        if (run.Averages is { } averages)
        {
            json.WriteStartObject("weightAverage");
            json.WriteNumber("sum", averages.Sum);
            json.WriteBoolean("iterates", averages.Iterates.Length > 0);
            json.WriteEndObject();
        }

        if (run.Watch is { } watch)
        {
            json.WriteStartObject("earlyStopping");
            json.WriteNumber("bestEpoch", watch.Epoch ?? 0);
            json.WriteNumber("idle", watch.Idle);
            json.WriteBoolean("restores", watch.Kept.Length > 0);
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

    /// <summary>Reads what the other two have written.</summary>
    /// <param name="file">The checkpoint.</param>
    /// <param name="network">The network that was trained.</param>
    /// <param name="run">The object.</param>
    /// <param name="steps">How many steps the trainer has taken.</param>
    /// <param name="epochs">How many epochs it has begun.</param>
    /// <exception cref="InvalidDataException">Something is not there, or cannot be.</exception>
    public static RunState<T> Read<T>(TensorReader file, Network<T> network, JsonObjectReader run, long steps, long epochs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var costs = Numbers.Read(file, RunCosts);
        if (costs is not [var sum, var bestCheckpoint, var bestStopping] || !double.IsFinite(sum) || double.IsNaN(bestStopping))
        {
            throw run.Invalid(
                $"the tensor \"{RunCosts}\" must have 3 numbers, a sum of costs and what was best, and has {Numbers.Text(costs)}");
        }

        var stepCosts = Numbers.Read(file, StepCosts);
        if (Guard.FirstNotFinite<double>(stepCosts) is >= 0 and var i)
        {
            throw run.Invalid(string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{StepCosts}[{i}] is {Guard.Describe(stepCosts[i])}, but must be finite"));
        }

        var state = new RunState<T>
        {
            Settings = Settings.Read(run),
            Steps = steps,
            StepsPerEpoch = run.Count("stepsPerEpoch", least: 1),
            Epoch = run.Count("epoch", least: 1),
            Batch = run.Count("step", least: 0),
            StoppedEarly = run.Boolean("stoppedEarly"),
            Elapsed = new TimeSpan(run.Integer("elapsed", least: 0, MostTicks)),
            Costs = sum,
            BestCheckpoint = bestCheckpoint,
            StepCosts = stepCosts,
            Epochs = EpochColumns.Read(file, Metric("trainingMetric"), Metric("validationMetric")),
            Averages = run.OptionalObject("weightAverage") is { } average ? ReadAverages(file, network, average) : null,
            Watch = run.OptionalObject("earlyStopping") is { } stopping ? ReadWatch(file, network, stopping, bestStopping) : null,
        };
        run.Done();
        RequirePlausible(run, state, epochs);
        return state;

        string? Metric(string name) => run.Has(name) ? run.Text(name) : null;
    }

    private static AverageState<T> ReadAverages<T>(TensorReader file, Network<T> network, JsonObjectReader average)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (sum, apart) = (average.Number("sum"), average.Boolean("iterates"));
        average.Done();
        return sum >= 0 && double.IsFinite(sum)
            ? new(
                sum, Numbers.ReadParameters(file, network, ""), Numbers.ReadParameters(file, network, TrainingPrefix),
                apart ? Numbers.ReadParameters(file, network, IteratePrefix) : [])
            : throw average.Invalid(string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"the sum of weights is {sum}, but must be a finite number, 0 or greater"));
    }

    private static WatchState<T> ReadWatch<T>(TensorReader file, Network<T> network, JsonObjectReader stopping, double best)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var epoch = stopping.Count("bestEpoch", least: 0);
        var watch = new WatchState<T>(
            epoch == 0 ? null : epoch, best, stopping.Count("idle", least: 0),
            stopping.Boolean("restores") ? Numbers.ReadParameters(file, network, BestPrefix) : []);
        stopping.Done();
        return watch;
    }

    /// <summary>Refuses numbers that no run arrives at.</summary>
    private static void RequirePlausible<T>(JsonObjectReader run, RunState<T> state, long epochs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var finished = state.Epochs.Count;
        if (
            state.Batch >= state.StepsPerEpoch || finished != state.Epoch - 1
                || state.StepCosts.Count != ((long)finished * state.StepsPerEpoch) + state.Batch)
        {
            throw run.Invalid(
                $"{run.Place} is at step {state.Batch} of epoch {state.Epoch}, of {Plural.Of(state.StepsPerEpoch, "step")} each, " +
                $"but has the costs of {Plural.Of(state.StepCosts.Count, "step")} and {Plural.Of(finished, "epoch")}");
        }

        var begun = finished + (state.Batch > 0 ? 1 : 0);
        if (state.StepCosts.Count > state.Steps || begun > epochs)
        {
            throw run.Invalid(
                $"{run.Place} has taken {Plural.Of(state.StepCosts.Count, "step")} in {Plural.Of(begun, "epoch")}, but the trainer " +
                $"{state.Steps} in {epochs}");
        }

        if (state.Settings.Epochs is not { } planned || begun > planned)
        {
            throw run.Invalid(
                $"{run.Place} has begun {Plural.Of(begun, "epoch")}, but its \"{Settings.NumberOfEpochs}\" is " +
                $"\"{state.Settings[Settings.NumberOfEpochs]}\"");
        }

        if (state.Watch is { } watch && (watch.Epoch > finished || watch.Idle > finished - (watch.Epoch ?? 0)))
        {
            throw run.Invalid(
                $"{run.Place}.earlyStopping has the best epoch {watch.Epoch ?? 0} and {watch.Idle} idle ones since, but " +
                $"{Plural.Of(finished, "epoch")} {(finished == 1 ? "is" : "are")} finished");
        }

        if (state.StoppedEarly && state.Watch is null)
        {
            throw run.Invalid($"{run.Place} has stopped early, but has no \"earlyStopping\"");
        }
    }
}

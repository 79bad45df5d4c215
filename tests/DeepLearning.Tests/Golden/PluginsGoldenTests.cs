using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace DeepLearning.Tests;

/// <summary>
/// Single plug-ins agree with PyTorch's: within 1e-10 · max(1, |expected|) in double, 1e-5 in float for one evaluation and 1e-4 after 50
/// steps.
/// </summary>
public sealed class PluginsGoldenTests
{
    private static readonly Dictionary<string, Optimizer> Rules = new(StringComparer.Ordinal)
    {
        ["GradientDescent"] = Optimizer.GradientDescent(0.1),
        ["Momentum"] = Optimizer.Momentum(0.1, 0.9),
        ["HeavyBall"] = Optimizer.HeavyBall(0.05, 0.8),
        ["Nesterov"] = Optimizer.Nesterov(0.05, 0.8),
        ["AdaGrad"] = Optimizer.AdaGrad(0.1),
        ["RMSprop"] = Optimizer.RMSprop(0.01, 0.9),
        ["Adam"] = Optimizer.Adam(0.01, 0.8, 0.99),
        ["Adam, large epsilon"] = Optimizer.Adam(0.01, epsilon: 0.1),
        ["AdamW"] = Optimizer.AdamW(0.01, weightDecay: 0.1),
        ["AMSGrad"] = Optimizer.AMSGrad(0.01, 0.9, 0.9),
        ["Nadam"] = Optimizer.Nadam(0.01),
        ["Nadam, fast momentum"] = Optimizer.Nadam(0.01, 0.99, 0.95, momentumDecay: 0.5),
        ["RAdam"] = Optimizer.RAdam(0.01),
        ["RAdam, fast"] = Optimizer.RAdam(0.01, 0.8, 0.9, 0.001),
        ["Adamax"] = Optimizer.Adamax(0.01),
        ["Adamax, fast"] = Optimizer.Adamax(0.01, 0.8, 0.9, 0.1),
        ["Adadelta"] = Optimizer.Adadelta(),
        ["Adadelta, large epsilon"] = Optimizer.Adadelta(0.5, 0.8, 0.01),
        ["Lion"] = Optimizer.Lion(0.01, weightDecay: 0.3),
    };

    private static readonly Dictionary<string, Activation> Activations = ByName(
        activation => activation.Name,
        Activation.Identity, Activation.Sigmoid, Activation.Tanh, Activation.ReLU, Activation.LeakyReLU(0.2), Activation.Softmax,
        Activation.ELU(), Activation.ELU(0.7), Activation.SELU, Activation.GELU, Activation.TanhGELU, Activation.SiLU,
        Activation.Softplus, Activation.HardSigmoid);

    private static readonly Dictionary<string, Loss> Losses = ByName(
        loss => loss.Name,
        Loss.MeanSquaredError, Loss.MeanAbsoluteError, Loss.Huber(), Loss.Huber(0.3), Loss.Hinge, Loss.BinaryCrossEntropy,
        Loss.CrossEntropy, Loss.SmoothedCrossEntropy(), Loss.SmoothedCrossEntropy(0.3), Loss.KullbackLeibler);

    private static readonly Dictionary<string, Schedule> Schedules = ByName(
        schedule => schedule.Name,
        Schedule.Constant, Schedule.StepDecay(7, 0.3), Schedule.ExponentialDecay(), Schedule.InverseTimeDecay(0.4),
        Schedule.LinearDecay(), Schedule.LinearDecay(0.05), Schedule.CosineDecay(), Schedule.CosineDecay(0.05), Schedule.WarmUp(8),
        Schedule.CosLog(), Schedule.CosLog(2),
        Schedule.OneCycle(), Schedule.OneCycle(0.15, 0.1, 0.001),
        Schedule.ReduceOnPlateau(), Schedule.ReduceOnPlateau(0.5, 2, 0.01), Schedule.ReduceOnPlateau(0.5, 1, 0.001, 3, 0.2),
        Schedule.ReduceOnPlateau(0.5, 0, 0));

    public static TheoryData<string> OptimizerNames => [.. Rules.Keys];

    public static TheoryData<string> ActivationNames => [.. Activations.Keys];

    public static TheoryData<string> LossNames => [.. Losses.Keys];

    public static TheoryData<string> ScheduleNames => [.. Schedules.Keys];

    [Fact]
    public void File_HoldsWhatIsTestedAndEveryImplementation()
    {
        var content = PluginsFile.Content;
        content.Optimizers.Entries.Select(entry => entry.Name).Should().BeEquivalentTo(Rules.Keys);
        content.Activations.Entries.Select(entry => entry.Name).Should().BeEquivalentTo(Activations.Keys);
        content.Losses.Entries.Select(entry => entry.Name).Should().BeEquivalentTo(Losses.Keys);
        content.Schedules.Entries.Select(entry => entry.Name).Should().BeEquivalentTo(Schedules.Keys);
        Complete(Rules.Values);
        Complete(Activations.Values);
        Complete(Losses.Values);
        Complete(Schedules.Values);
    }

    [Fact]
    public void File_RecordsItsScript_SoThatTheTwoAgree()
    {
        var script = File.ReadAllText(Path.Combine(GoldenFile.Folder, "make_plugins.py")).ReplaceLineEndings("\n");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        PluginsFile.Content.Script.Should().Be(hash, "plugins.json is made by make_plugins.py: run the script again after changing it");
        script.Should().Contain("Command:   python3 make_plugins.py")
            .And.Contain($"Python {PluginsFile.Content.Python}, PyTorch {PluginsFile.Content.Torch} ");
    }

    [Theory]
    [MemberData(nameof(OptimizerNames))]
    public void Optimizer_FiftySteps_AgreesWithPyTorch(string name)
    {
        Walk<double>(name, 1e-10);
        Walk<float>(name, 1e-4);
    }

    [Theory]
    [MemberData(nameof(ActivationNames))]
    public void Activation_ValueAndDerivative_AgreeWithPyTorch(string name)
    {
        Activate<double>(name, 1e-10);
        Activate<float>(name, 1e-5);
    }

    [Theory]
    [MemberData(nameof(LossNames))]
    public void Loss_ValueAndGradient_AgreeWithPyTorch(string name)
    {
        Lose<double>(name, 1e-10);
        Lose<float>(name, 1e-5);
    }

    [Theory]
    [MemberData(nameof(ScheduleNames))]
    public void Schedule_EveryFactor_AgreesWithPyTorch(string name)
    {
        var golden = PluginsFile.Content.Schedules;
        var entry = golden.Entries.Single(one => one.Name == name);
        var stepsPerEpoch = golden.Steps / golden.Epochs;
        var actual = new double[golden.Steps];
        for (var step = 0; step < golden.Steps; step++)
        {
            var epoch = step / stepsPerEpoch;
            actual[step] = Schedules[name].Factor(new ScheduleContext
            {
                FinishedSteps = step,
                TotalSteps = golden.Steps,
                FinishedEpochs = epoch,
                TotalEpochs = golden.Epochs,
                Costs = golden.Costs.AsSpan(0, epoch),
            });
        }

        var expected = entry.PerStep ?? [.. entry.PerEpoch!.SelectMany(factor => Enumerable.Repeat(factor, stepsPerEpoch))];
        Near(actual, expected, 1e-10, name);
    }

    private static void Walk<T>(string name, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var golden = PluginsFile.Content.Optimizers;
        var path = golden.Entries.Single(one => one.Name == name).Path;
        var (rule, w) = (Rules[name], Of<T>(golden.Start));
        T[][] state = [.. Enumerable.Range(0, rule.StateCount).Select(_ => new T[w.Length])];
        for (var step = 1; step <= golden.Gradients.Length; step++)
        {
            var rate = step > golden.HalvedAfter ? rule.LearningRate / 2 : rule.LearningRate;
            rule.Update<T>(w, Of<T>(golden.Gradients[step - 1]), new(state, 0, w.Length), new(step, rate));
            if (Array.IndexOf(golden.Recorded, step) is >= 0 and var at)
            {
                Near(w, path[at], tolerance, $"{name}, step {step}");
            }
        }
    }

    private static void Activate<T>(string name, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var golden = PluginsFile.Content.Activations;
        var entry = golden.Entries.Single(one => one.Name == name);
        var (z, dz) = (Of<T>(golden.Z), Of<T>(golden.Da));
        var a = new T[z.Length];
        Activations[name].Forward<T>(z, a, z.Length);
        Activations[name].Backward<T>(z, a, dz, z.Length);
        Near(a, entry.A, tolerance, $"A of {name}");
        Near(dz, entry.Dz, tolerance, $"dZ of {name}");
    }

    private static void Lose<T>(string name, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var golden = PluginsFile.Content.Losses;
        var entry = golden.Entries.Single(one => one.Name == name);
        var (outputs, targets) = (Of<T>([.. golden.Outputs.SelectMany(one => one)]), Of<T>([.. entry.Targets.SelectMany(one => one)]));
        var (losses, delta) = (new T[entry.Losses.Length], new T[outputs.Length]);
        Losses[name].Forward<T>(outputs, targets, losses);
        Losses[name].Backward<T>(outputs, targets, delta, golden.Units);
        Near(losses, entry.Losses, tolerance, $"L of {name}");
        Near(delta, [.. entry.Gradient.SelectMany(one => one)], tolerance, $"the gradient of {name}");
    }

    private static void Near<T>(T[] actual, double[] expected, double tolerance, string because)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        actual.Should().HaveSameCount(expected);
        for (var i = 0; i < expected.Length; i++)
        {
            // Not BeApproximately, for which NaN is not far from NaN.
            var distance = Math.Abs(double.CreateChecked(actual[i]) - expected[i]);
            (distance <= tolerance * Math.Max(1, Math.Abs(expected[i])))
                .Should().BeTrue($"{because} at {i} is {expected[i]} and not {actual[i]}");
        }
    }

    private static void Complete<TPlugin>(IEnumerable<TPlugin> tested)
        where TPlugin : class => tested.Select(plugin => plugin.GetType()).Distinct()
            .Should()
                .BeEquivalentTo(typeof(TPlugin).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(TPlugin)) && !type.IsAbstract));

    private static T[] Of<T>(double[] values)
        where T : unmanaged, IFloatingPointIeee754<T> => [.. values.Select(T.CreateChecked)];

    private static Dictionary<string, TPlugin> ByName<TPlugin>(Func<TPlugin, string> name, params TPlugin[] all) =>
        all.ToDictionary(name, StringComparer.Ordinal);
}

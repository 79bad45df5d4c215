using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

/// <summary>
/// Weights of examples and classes, clipping, constraint and schedule in a run of training agree with PyTorch within 1e-10.
/// </summary>
public sealed class TrainingGoldenTests
{
    private static readonly GoldenTraining Golden = PluginsFile.Content.Training;

    private static readonly Dictionary<string,
        (FitOptions Options, GradientClipping? Clipping, Constraint? Constraint)> Additions = new(StringComparer.Ordinal)
    {
        ["sample weights"] = (Options(sampleWeights: Golden.SampleWeights), null, null),
        ["class weights"] = (Options(classWeights: Golden.ClassWeights), null, null),
        ["sample and class weights"] = (Options(sampleWeights: Golden.SampleWeights, classWeights: Golden.ClassWeights), null, null),
        ["class weights of one output"] = (Options(classWeights: Golden.AnswerWeights), null, null),
        ["clipping by value"] = (Options(), GradientClipping.ByValue(0.05), null),
        ["clipping by global norm"] = (Options(), GradientClipping.ByGlobalNorm(0.3), null),
        ["max-norm"] = (Options(), null, Constraint.MaxNorm(0.8)),
        ["cosine decay"] = (Options(Schedule.CosineDecay()), null, null),
    };

    public static TheoryData<string> Names => [.. Additions.Keys];

    [Fact]
    public void File_HoldsWhatIsTested() => Golden.Entries.Select(entry => entry.Name).Should().BeEquivalentTo(Additions.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_WithTheAddition_AgreesWithPyTorch(string name)
    {
        var entry = Golden.Entries.Single(one => one.Name == name);
        var (options, clipping, constraint) = Additions[name];
        var units = entry.Start.Length;
        var network = new Network<double>(
            Golden.X.Length, seed: 1, [new Dense(units, units == 1 ? Activation.Sigmoid : Activation.Softmax) { Constraint = constraint }]);
        network.Layers[0].Weights = Matrix<double>.Build.DenseOfRowArrays(entry.Start);
        var x = Matrix<double>.Build.DenseOfRowArrays(Golden.X);
        var y = Matrix<double>.Build.Dense(
            units, x.ColumnCount, (k, i) => (units == 1 ? Golden.Labels[i] == 1 : Golden.Labels[i] == k) ? 1 : 0);
        var loss = units == 1 ? Loss.BinaryCrossEntropy : Loss.CrossEntropy;
        var trainer = new Trainer<double>(network, loss, Optimizer.GradientDescent(Golden.LearningRate)) { Clipping = clipping };

        var history = trainer.Fit(Dataset.FromMatrices(x, y), options: options);

        history.StepCosts.Should().Equal(entry.Costs, (actual, expected) => Math.Abs(actual - expected) < 1e-10);
        Largest(network.Layers[0].Weights - Matrix<double>.Build.DenseOfRowArrays(entry.Weights)).Should().BeLessThan(1e-10);
        Largest(network.Layers[0].Biases - Matrix<double>.Build.DenseOfRowArrays(entry.Biases)).Should().BeLessThan(1e-10);
    }

    private static double Largest(Matrix<double> difference) => difference.Enumerate().Max(Math.Abs);

    private static FitOptions Options(Schedule? schedule = null, double[]? sampleWeights = null, double[]? classWeights = null) => new()
    {
        Epochs = Golden.Steps,
        BatchSize = FitOptions.AllExamples,
        EvaluateTrainingSet = false,
        Schedule = schedule ?? Schedule.Constant,
        SampleWeights = sampleWeights,
        ClassWeights = classWeights,
    };
}

using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using DeepLearning.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning;

/// <summary>
/// A fully connected layer of a network, with its numbers: A[l] = g(W[l] A[l−1] + b[l]), or with a normalization N A[l] = g(γ[l] ⊙ N(W[l]
/// A[l−1] + b[l]) + β[l]).
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>
/// A layer remembers nothing of a computation: Z, A and the gradients of a batch belong to the training pass.
/// <threadsafety>Safe for reading from any number of threads while nothing writes its weights or biases.</threadsafety>
/// </remarks>
public sealed class DenseLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    internal DenseLayer(Dense definition, int number, int inputs, RandomStream? random)
    {
        Definition = definition;
        Number = number;
        Inputs = inputs;
        WeightParameter = new Parameter<T>($"layers.{number - 1}.weight", Units, inputs, isMatrix: true);
        BiasParameter = new Parameter<T>($"layers.{number - 1}.bias", Units, 1);
        if (random is { } drawn)
        {
            Initializer.Initialize(WeightParameter.Values, inputs, Units, drawn.Fork("weights").Fork(number));
            definition.BiasInitializer.Initialize(BiasParameter.Values, inputs, Units, drawn.Fork("biases").Fork(number));
        }

        AffineNormalization = definition.Normalization is null
            ? null
            : new AffineNormalization<T>(definition.Normalization, $"layers.{number - 1}", Units);
        Parameters = AffineNormalization is null
            ? [WeightParameter, BiasParameter]
            : [WeightParameter, BiasParameter, AffineNormalization.Gain, AffineNormalization.Shift];
        ParameterCount = Parameters.Sum(parameter => (long)parameter.Array.Length);
    }

    /// <summary>The definition of the layer: all of it but its numbers.</summary>
    public Dense Definition { get; private set; }

    /// <summary>l, counted from 1 as in the course: layer 0 is the input.</summary>
    public int Number { get; }

    /// <summary>n[l−1], the number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>n[l], the number of units.</summary>
    public int Units => Definition.Units;

    /// <summary>g.</summary>
    public Activation Activation => Definition.Activation;

    /// <summary>The initializer that the weights were filled by: its definition's, or the activation's default.</summary>
    public Initializer Initializer => Definition.Initializer ?? Activation.DefaultInitializer;

    /// <summary>
    /// Whether training changes the layer, as <see cref="Dense.IsTrainable"/>; what is set holds from the next step on, and is saved with
    /// the network.
    /// </summary>
    public bool IsTrainable
    {
        get => Definition.IsTrainable;
        set => Definition = Definition with { IsTrainable = value };
    }

    /// <summary>
    /// The factor of the learning rate for this layer, as <see cref="Dense.LearningRateFactor"/>; what is set holds from the next
    /// step on, and is saved with the network.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not greater than 0, or not finite.</exception>
    public double LearningRateFactor
    {
        get => Definition.LearningRateFactor;
        set => Definition = Definition with { LearningRateFactor = value };
    }

    /// <summary>
    /// W[l], n[l] × n[l−1]: the numbers themselves, not a copy. What is set is copied in.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="ArgumentException">The value has another shape, or holds NaN or an infinity.</exception>
    public Matrix<T> Weights
    {
        get => WeightParameter.Matrix;
        set => Set(WeightParameter, value, nameof(Weights));
    }

    /// <summary>
    /// b[l], n[l] × 1: the numbers themselves, not a copy. What is set is copied in.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="ArgumentException">The value has another shape, or holds NaN or an infinity.</exception>
    public Matrix<T> Biases
    {
        get => BiasParameter.Matrix;
        set => Set(BiasParameter, value, nameof(Biases));
    }

    /// <summary>
    /// γ[l], n[l] × 1: the numbers themselves, not a copy; null for a layer without normalization. What is set is copied in.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="ArgumentException">The value has another shape, or holds NaN or an infinity.</exception>
    /// <exception cref="InvalidOperationException">The layer is set gains and has no normalization.</exception>
    [DisallowNull]
    public Matrix<T>? Gains
    {
        get => AffineNormalization?.Gain.Matrix;
        set => Set(Normalized(nameof(Gains)).Gain, value, nameof(Gains));
    }

    /// <summary>
    /// β[l], n[l] × 1: the numbers themselves, not a copy; null for a layer without normalization. What is set is copied in.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="ArgumentException">The value has another shape, or holds NaN or an infinity.</exception>
    /// <exception cref="InvalidOperationException">The layer is set shifts and has no normalization.</exception>
    [DisallowNull]
    public Matrix<T>? Shifts
    {
        get => AffineNormalization?.Shift.Matrix;
        set => Set(Normalized(nameof(Shifts)).Shift, value, nameof(Shifts));
    }

    /// <summary>The number of weights and biases, gains and shifts.</summary>
    public long ParameterCount { get; }

    /// <summary>W[l], b[l], and with a normalization γ[l], β[l].</summary>
    internal IReadOnlyList<Parameter<T>> Parameters { get; }

    internal Parameter<T> WeightParameter { get; }

    internal Parameter<T> BiasParameter { get; }

    /// <summary>What stands between Z and the activation; null for nothing.</summary>
    internal AffineNormalization<T>? AffineNormalization { get; }

    /// <summary>The layer's number and shape, as errors name it: <c>layer 2 (128 → 10)</c>.</summary>
    public override string ToString() => $"layer {Number} ({Inputs} → {Units})";

    /// <summary>Whether some of its outputs are dropped in training.</summary>
    internal bool HasDropout => Definition.KeepProbability < 1;

    private ReadOnlyMatrixSpan<T> W => WeightParameter.View;

    private ReadOnlySpan<T> B => BiasParameter.Array;

    /// <summary>Z = W A[l−1] + b.</summary>
    internal void Linear(MatrixBackend products, ReadOnlyMatrixSpan<T> input, MatrixSpan<T> z) => products.Multiply(W, input, z, bias: B);

    /// <summary>
    /// What the activation sees: Z, and of a layer with normalization Y = γ ⊙ Ẑ + β. Without one the three are one matrix.
    /// </summary>
    internal void PreActivate(
        MatrixBackend products, ReadOnlyMatrixSpan<T> input, MatrixSpan<T> z, MatrixSpan<T> normalized, MatrixSpan<T> y)
    {
        Linear(products, input, z);
        AffineNormalization?.Forward(z, normalized, y);
    }

    /// <summary>A = g(Z), or of a layer with normalization g(Y).</summary>
    internal void Activate(MatrixSpan<T> preActivation, MatrixSpan<T> a) =>
        Activation.Forward<T>(preActivation.AsSpan(), a.AsSpan(), Units);

    /// <summary>
    /// dW = (1/m) dZ A[l−1]ᵀ, or some columns of it, those of some rows of A[l−1]; of all m examples, or what a part of them adds.
    /// </summary>
    internal static void WeightGradient(
        MatrixBackend products, ReadOnlyMatrixSpan<T> dz, ReadOnlyMatrixSpan<T> input, MatrixSpan<T> dw, int m) =>
        products.Multiply(dz, input.Transposed, dw, scale: T.One / T.CreateChecked(m));

    /// <summary>db = (1/m) dZ 1, with 1 a vector of ones; and so dγ and dβ, to which every example contributes a column too.</summary>
    internal static void UnitGradient(
        MatrixBackend products, ReadOnlyMatrixSpan<T> delta, ReadOnlyMatrixSpan<T> ones, MatrixSpan<T> gradient, int m) =>
        products.Multiply(delta, ones, gradient, scale: T.One / T.CreateChecked(m));

    /// <summary>dA[l−1] = Wᵀ dZ.</summary>
    internal void Backward(MatrixBackend products, ReadOnlyMatrixSpan<T> dz, MatrixSpan<T> da) => products.Multiply(W.Transposed, dz, da);

    private AffineNormalization<T> Normalized(string name) => AffineNormalization
        ?? throw new InvalidOperationException($"{this} has no {name}: its Dense has no Normalization.");

    private void Set(Parameter<T> parameter, Matrix<T> value, string name)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        if (value.RowCount != parameter.Rows || value.ColumnCount != parameter.Columns)
        {
            throw new ArgumentException(
                $"{name} of {this} are {parameter.Rows} × {parameter.Columns}, got {value.RowCount} × {value.ColumnCount}.", name);
        }

        var columns = MatrixColumns.Of(value);
        if (Guard.FirstNotFinite(columns) is >= 0 and var i)
        {
            throw new ArgumentException(
                $"{name}[{i % parameter.Rows}, {i / parameter.Rows}] of {this} would be {Guard.Describe(columns[i])}, but must be finite.",
                name);
        }

        columns.CopyTo(parameter.Values);
    }
}

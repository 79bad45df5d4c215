using System.Numerics;
using System.Numerics.Tensors;
using DeepLearning.Numerics;

namespace DeepLearning;

/// <summary>The factors of the inputs of a network: A[0] = s ⊙ X.</summary>
internal sealed class InputScales<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public InputScales(InputScaling definition, int inputs)
    {
        Definition = definition;
        Parameter = new("input.scale", inputs, 1);
        Parameter.Values.Fill(T.One);
    }

    /// <summary>The definition: all of it but the factors.</summary>
    public InputScaling Definition { get; }

    /// <summary>s, n_x × 1.</summary>
    public Parameter<T> Parameter { get; }

    /// <summary>A[0] = s ⊙ X.</summary>
    public void Forward(ReadOnlyMatrixSpan<T> x, MatrixSpan<T> scaled)
    {
        for (var example = 0; example < x.Columns; example++)
        {
            TensorPrimitives.Multiply(x.SliceColumns(example, 1).AsSpan(), Parameter.Array, scaled.Column(example));
        }
    }

    /// <summary>dX = s ⊙ dA[0], in place.</summary>
    public void Backward(MatrixSpan<T> da)
    {
        for (var example = 0; example < da.Columns; example++)
        {
            TensorPrimitives.Multiply(da.Column(example), Parameter.Array, da.Column(example));
        }
    }

    /// <summary>V diag(s), in place, for some columns of V from the first on: dW for V = (1/m) dZ Xᵀ.</summary>
    public void ScaleColumns(MatrixSpan<T> v, int first)
    {
        for (var column = 0; column < v.Columns; column++)
        {
            TensorPrimitives.Multiply(v.Column(column), Parameter.Array[first + column], v.Column(column));
        }
    }

    /// <summary>ds = 1ᵀ (W ⊙ V), with 1 a vector of ones, for some columns of W and of V = (1/m) dZ Xᵀ.</summary>
    /// <remarks>(1/m) Σ x ⊙ Wᵀ dz over the examples is the same, but would be a product with every one of them.</remarks>
    /// <param name="products">What multiplies.</param>
    /// <param name="w">W.</param>
    /// <param name="v">V.</param>
    /// <param name="ones">1.</param>
    /// <param name="weighted">Room for W ⊙ V.</param>
    /// <param name="ds">Receives ds, as one row.</param>
    public static void ScaleGradient(
        MatrixBackend products, MatrixSpan<T> w, MatrixSpan<T> v, ReadOnlyMatrixSpan<T> ones, MatrixSpan<T> weighted, MatrixSpan<T> ds)
    {
        TensorPrimitives.Multiply<T>(w.AsSpan(), v.AsSpan(), weighted.AsSpan());
        products.Multiply(ones.Transposed, weighted, ds);
    }
}

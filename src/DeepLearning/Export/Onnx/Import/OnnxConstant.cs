using System.Globalization;

namespace DeepLearning.Export;

/// <summary>A constant of a graph: the numbers of a tensor, which are read when they are asked for.</summary>
internal sealed class OnnxConstant
{
    /// <summary>More dimensions has no tensor that anyone writes; a long shape takes room of its own.</summary>
    public const int MostDimensions = 64;

    private readonly Lazy<double[]> numbers;

    public OnnxConstant(IReadOnlyList<long> shape, OnnxType type, Func<double[]> read)
        : this(shape, type, new Lazy<double[]>(read))
    {
    }

    private OnnxConstant(IReadOnlyList<long> shape, OnnxType type, Lazy<double[]> numbers) =>
        (Shape, Type, this.numbers) = (shape, type, numbers);

    /// <summary>The length of every dimension; none for a single number.</summary>
    public IReadOnlyList<long> Shape { get; }

    public OnnxType Type { get; }

    /// <summary>The number of elements.</summary>
    public long Count => CountOf(Shape);

    /// <summary>Whether the numbers are floating-point ones.</summary>
    public bool IsFloating => Type is OnnxType.Float or OnnxType.Double;

    /// <summary>The numbers, row by row.</summary>
    /// <exception cref="InvalidDataException">They are not those that the shape promises.</exception>
    public double[] Numbers => numbers.Value;

    /// <summary>The number of elements of a shape; at most the greatest there is.</summary>
    public static long CountOf(IEnumerable<long> shape)
    {
        var count = (Int128)1;
        foreach (var length in shape)
        {
            count = Int128.Min(long.MaxValue, count * length);
        }

        return (long)count;
    }

    /// <summary>A shape as messages write it: <c>[10, 64]</c>.</summary>
    public static string Text(IEnumerable<long> shape) =>
        $"[{string.Join(", ", shape.Select(length => length.ToString(CultureInfo.InvariantCulture)))}]";

    /// <summary>The numbers under another shape of as many.</summary>
    public OnnxConstant As(params IReadOnlyList<long> shape) => new(shape, Type, numbers);

    /// <summary>Reads the message of a tensor, but not its numbers.</summary>
    public static (string Name, OnnxConstant Constant) Parse(ProtoField tensor, OnnxFile file)
    {
        var (name, type, shape) = (string.Empty, default(OnnxType), new List<long>());
        foreach (var field in ProtoField.Of(tensor.Bytes, tensor.Position, file.Source))
        {
            switch (field.Number)
            {
                case OnnxFields.Tensor.Name:
                    name = file.Text(OnnxFile.Message(field, file.Source));
                    break;
                case OnnxFields.Tensor.ElementType:
                    type = (OnnxType)field.Integer;
                    break;
                case OnnxFields.Tensor.Dimensions:
                    file.AddIntegers(field, shape);
                    break;
                case OnnxFields.Tensor.DataLocation when field.Integer != 0:
                    throw new InvalidDataException(
                        $"{file.Source} keeps the constant \"{OnnxFile.Shown(name)}\" in another file, which is not supported: save the " +
                        $"model as one file.");
                default:
                    break;
            }
        }

        return shape.Exists(length => length is < 0 or > int.MaxValue)
            ? throw new InvalidDataException($"{file.Source}: the constant \"{OnnxFile.Shown(name)}\" has the shape {Text(shape)}.")
            : (name, new OnnxConstant(shape, type, () => TensorNumbers.Read(name, type, shape, tensor, file)));
    }
}

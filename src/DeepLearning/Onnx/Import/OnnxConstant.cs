using System.Globalization;

namespace DeepLearning;

/// <summary>A constant of a graph: the numbers of a tensor, which are read when they are asked for.</summary>
internal sealed class OnnxConstant
{
    private readonly Lazy<double[]> numbers;

    public OnnxConstant(IReadOnlyList<long> shape, OnnxType type, Func<double[]> read)
        : this(shape, type, new Lazy<double[]>(read))
    {
    }

    private OnnxConstant(IReadOnlyList<long> shape, OnnxType type, Lazy<double[]> numbers) => (Shape, Type, this.numbers) = (shape, type, numbers);

    /// <summary>The length of every dimension; none for a single number.</summary>
    public IReadOnlyList<long> Shape { get; }

    public OnnxType Type { get; }

    /// <summary>The number of elements; at most what fits into memory.</summary>
    public long Count => Shape.Aggregate(1L, (count, length) => Math.Min(int.MaxValue, count * length));

    /// <summary>The numbers, row by row.</summary>
    /// <exception cref="InvalidDataException">They are not those that the shape promises.</exception>
    public double[] Numbers => numbers.Value;

    /// <summary>The numbers under another shape.</summary>
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
                    name = OnnxFile.Message(field, file.Source).Text;
                    break;
                case OnnxFields.Tensor.ElementType:
                    type = (OnnxType)field.Integer;
                    break;
                case OnnxFields.Tensor.Dimensions:
                    shape.AddRange(field.Varints(file.Source));
                    break;
                case OnnxFields.Tensor.DataLocation when field.Integer != 0:
                    throw new InvalidDataException($"{file.Source} keeps the constant \"{name}\" in another file, which is not supported: save the model as one file.");
                default:
                    break;
            }
        }

        return shape.Exists(length => length is < 0 or > int.MaxValue)
            ? throw new InvalidDataException($"{file.Source}: the constant \"{name}\" has the shape {Text(shape)}.")
            : (name, new OnnxConstant(shape, type, () => Read(name, type, shape, tensor, file)));
    }

    /// <summary>A shape as messages write it: <c>[10, 64]</c>.</summary>
    public static string Text(IEnumerable<long> shape) => $"[{string.Join(", ", shape.Select(length => length.ToString(CultureInfo.InvariantCulture)))}]";

    private static double[] Read(string name, OnnxType type, List<long> shape, ProtoField tensor, OnnxFile file)
    {
        var (field, size) = type switch
        {
            OnnxType.Float => (OnnxFields.Tensor.Singles, sizeof(float)),
            OnnxType.Double => (OnnxFields.Tensor.Doubles, sizeof(double)),
            OnnxType.Int32 => (OnnxFields.Tensor.Integers32, sizeof(int)),
            OnnxType.Int64 => (OnnxFields.Tensor.Integers64, sizeof(long)),
            _ => throw new InvalidDataException($"{file.Source}: the constant \"{name}\" is of the element type {(int)type}; float (1), double (11), int32 (6) and int64 (7) are supported."),
        };
        var count = new OnnxConstant(shape, type, () => []).Count;
        var found = 0L;
        var data = ProtoField.Of(tensor.Bytes, tensor.Position, file.Source).Where(part => part.Number == field || part.Number == OnnxFields.Tensor.Raw).ToArray();

        // What is there is counted before there is room for it.
        foreach (var part in data)
        {
            found += part.Number == OnnxFields.Tensor.Raw || type is OnnxType.Float or OnnxType.Double
                ? part.Type == WireType.Bytes ? part.Bytes.Length / size : 1
                : part.Varints(file.Source).LongCount();
        }

        if (found != count)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture, $"{file.Source}: the constant \"{name}\" of the shape {Text(shape)} has {found} numbers instead of {count}."));
        }

        var values = file.Budget.Zeros(count);
        var i = 0;
        foreach (var part in data)
        {
            var raw = part.Number == OnnxFields.Tensor.Raw;
            foreach (var number in (raw || type is OnnxType.Float or OnnxType.Double) ? Fixed(part, type, size, file.Source) : part.Varints(file.Source).Select(integer => (double)integer))
            {
                values[i++] = number;
            }
        }

        return values;
    }

    private static IEnumerable<double> Fixed(ProtoField part, OnnxType type, int size, string source) => part.Fixed(size, source).Select(bits => type switch
    {
        OnnxType.Float => BitConverter.UInt32BitsToSingle((uint)bits),
        OnnxType.Double => BitConverter.UInt64BitsToDouble(bits),
        OnnxType.Int32 => (int)(uint)bits,
        _ => (long)bits,
    });
}

namespace DeepLearning.Export;

/// <summary>An input or output of a graph.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsTensor">Whether it is a tensor, rather than a sequence of maps.</param>
/// <param name="Type">The type of its elements, by ONNX's number.</param>
/// <param name="Shape">Its dimensions, −1 where one is open; null where nothing is said of them.</param>
internal sealed record OnnxPort(string Name, bool IsTensor, OnnxType Type, IReadOnlyList<long>? Shape)
{
    /// <summary>Whether it holds numbers that a network computes: not labels.</summary>
    public bool IsNumeric => !IsTensor || Type is OnnxType.Float or OnnxType.Double;

    public static OnnxPort Parse(ProtoField port, OnnxFile file)
    {
        var (name, isTensor, type, shape) = (string.Empty, false, default(OnnxType), default(List<long>));
        foreach (var field in ProtoField.Of(port.Bytes, port.Position, file.Source))
        {
            if (field.Number == OnnxFields.ValueInfo.Name)
            {
                name = file.Text(field);
            }
            else if (field.Number == OnnxFields.ValueInfo.Type)
            {
                foreach (var tensor in Messages(field, OnnxFields.Types.Tensor, file))
                {
                    isTensor = true;
                    foreach (var part in ProtoField.Of(tensor.Bytes, tensor.Position, file.Source))
                    {
                        type = part.Number == OnnxFields.Types.ElementType ? (OnnxType)part.Integer : type;
                        shape = part.Number != OnnxFields.Types.Shape ? shape
                            : [.. Messages(part, OnnxFields.Types.Dimension, file).Select(dimension => Length(dimension, file))];
                    }
                }
            }
        }

        return new(name, isTensor, type, shape);
    }

    private static long Length(ProtoField dimension, OnnxFile file)
    {
        var length = -1L;
        foreach (var field in ProtoField.Of(dimension.Bytes, dimension.Position, file.Source))
        {
            length = field.Number == OnnxFields.Types.DimensionValue ? Math.Max(-1, field.Integer) : length;
        }

        return length;
    }

    private static IEnumerable<ProtoField> Messages(ProtoField message, int number, OnnxFile file) =>
        ProtoField.Of(file.Part(message).Bytes, message.Position, file.Source).Where(field => field.Number == number)
            .Select(field => file.Part(field));
}

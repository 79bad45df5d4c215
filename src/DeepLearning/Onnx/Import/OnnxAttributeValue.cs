namespace DeepLearning;

/// <summary>An attribute of a node.</summary>
internal sealed record OnnxAttributeValue(float Single, long Integer, string? Text, OnnxConstant? Tensor, IReadOnlyList<double> Singles, IReadOnlyList<long> Integers)
{
    public static (string Name, OnnxAttributeValue Value) Parse(ProtoField attribute, OnnxFile file)
    {
        var (name, single, integer, text, tensor) = (string.Empty, 0f, 0L, default(string), default(OnnxConstant));
        List<double> singles = [];
        List<long> integers = [];
        foreach (var field in ProtoField.Of(attribute.Bytes, attribute.Position, file.Source))
        {
            switch (field.Number)
            {
                case OnnxFields.Attribute.Name:
                    name = field.Text;
                    break;
                case OnnxFields.Attribute.Single:
                    single = field.Single;
                    break;
                case OnnxFields.Attribute.Integer:
                    integer = field.Integer;
                    break;
                case OnnxFields.Attribute.Text:
                    text = field.Text;
                    break;
                case OnnxFields.Attribute.Tensor:
                    tensor = OnnxConstant.Parse(OnnxFile.Message(field, file.Source), file).Constant;
                    break;
                case OnnxFields.Attribute.Singles:
                    singles.AddRange(field.Fixed(sizeof(float), file.Source).Select(bits => (double)BitConverter.UInt32BitsToSingle((uint)bits)));
                    break;
                case OnnxFields.Attribute.Integers:
                    integers.AddRange(field.Varints(file.Source));
                    break;
                default:
                    break;
            }
        }

        return (name, new(single, integer, text, tensor, singles, integers));
    }
}

namespace DeepLearning.Export;

/// <summary>An attribute of a node.</summary>
internal sealed record OnnxAttributeValue(
    float Single, long Integer, string? Text, OnnxConstant? Tensor, IReadOnlyList<double> Singles, IReadOnlyList<long> Integers)
{
    /// <summary>A list that grows is copied again and again.</summary>
    private const int BytesOfListed = 4 * sizeof(double);

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
                    name = file.Text(field);
                    break;
                case OnnxFields.Attribute.Single:
                    single = field.Single;
                    break;
                case OnnxFields.Attribute.Integer:
                    integer = field.Integer;
                    break;
                case OnnxFields.Attribute.Text:
                    text = file.Text(field);
                    break;
                case OnnxFields.Attribute.Tensor:
                    tensor = OnnxConstant.Parse(file.Part(field), file).Constant;
                    break;
                case OnnxFields.Attribute.Singles:
                    var count = field.CountFixed(sizeof(float), file.Source);
                    file.Budget.Take((Int128)BytesOfListed * count, "the numbers of an attribute");
                    for (var i = 0; i < count; i++)
                    {
                        singles.Add(BitConverter.UInt32BitsToSingle((uint)field.Fixed(sizeof(float), i)));
                    }

                    break;
                case OnnxFields.Attribute.Integers:
                    file.AddIntegers(field, integers);
                    break;
                default:
                    break;
            }
        }

        return (name, new(single, integer, text, tensor, singles, integers));
    }
}

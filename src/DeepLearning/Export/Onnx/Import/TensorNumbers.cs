using System.Globalization;

namespace DeepLearning.Export;

/// <summary>Reads the numbers of the message of a tensor.</summary>
internal static class TensorNumbers
{
    /// <summary>The numbers, once as many are there as the shape promises.</summary>
    /// <param name="name">The name of the tensor.</param>
    /// <param name="type">The type of its elements.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="tensor">The message.</param>
    /// <param name="file">The file, whose budget pays for them.</param>
    /// <exception cref="InvalidDataException">They are others than the shape promises, of an unknown type, or too many.</exception>
    public static double[] Read(string name, OnnxType type, IReadOnlyList<long> shape, ProtoField tensor, OnnxFile file)
    {
        var layout = LayoutOf(type) ?? throw new InvalidDataException(
            $"{file.Source}: the constant \"{OnnxFile.Shown(name)}\" is of the element type {(int)type}; " +
            "float (1), double (11), int32 (6), int64 (7) and bool (9) are supported.");
        var (count, found) = (OnnxConstant.CountOf(shape), 0L);
        foreach (var part in ProtoField.Of(tensor.Bytes, tensor.Position, file.Source))
        {
            found += !layout.Holds(part) ? 0 : layout.IsFixed(part) ? part.CountFixed(layout.Size, file.Source) : part.CountVarints();
        }

        if (found != count)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{file.Source}: the constant \"{OnnxFile.Shown(name)}\" of the shape {OnnxConstant.Text(shape)} has {found} numbers " +
                $"instead of {count}."));
        }

        var values = file.Budget.Array<double>(count, $"the constant \"{OnnxFile.Shown(name)}\"");
        var next = 0;
        foreach (var part in ProtoField.Of(tensor.Bytes, tensor.Position, file.Source).Where(layout.Holds))
        {
            if (layout.IsFixed(part))
            {
                for (var (i, many) = (0, part.CountFixed(layout.Size, file.Source)); i < many; i++)
                {
                    values[next++] = Number(type, part.Fixed(layout.Size, i));
                }
            }
            else
            {
                var integers = file.Budget.Array<long>(part.CountVarints(), "its integers");
                part.CopyVarints(integers, file.Source);
                foreach (var integer in integers)
                {
                    values[next++] = integer;
                }
            }
        }

        return values;
    }

    private static Layout? LayoutOf(OnnxType type) => type switch
    {
        OnnxType.Float => new(OnnxFields.Tensor.Singles, sizeof(float), IsInteger: false),
        OnnxType.Double => new(OnnxFields.Tensor.Doubles, sizeof(double), IsInteger: false),
        OnnxType.Int32 => new(OnnxFields.Tensor.Integers32, sizeof(int), IsInteger: true),
        OnnxType.Int64 => new(OnnxFields.Tensor.Integers64, sizeof(long), IsInteger: true),
        OnnxType.Bool => new(OnnxFields.Tensor.Integers32, sizeof(bool), IsInteger: true),
        _ => null,
    };

    private static double Number(OnnxType type, ulong bits) => type switch
    {
        OnnxType.Float => BitConverter.UInt32BitsToSingle((uint)bits),
        OnnxType.Double => BitConverter.UInt64BitsToDouble(bits),
        OnnxType.Int32 => (int)(uint)bits,
        _ => (long)bits,
    };

    /// <summary>How the elements of a type stand in a file: as bytes, or in a field of their own.</summary>
    private sealed record Layout(int Field, int Size, bool IsInteger)
    {
        public bool Holds(ProtoField part) => part.Number == Field || part.Number == OnnxFields.Tensor.Raw;

        /// <summary>Whether all of a field's numbers are of one size.</summary>
        public bool IsFixed(ProtoField part) => !IsInteger || part.Number == OnnxFields.Tensor.Raw;
    }
}

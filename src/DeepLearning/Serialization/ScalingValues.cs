using DeepLearning.Data;

namespace DeepLearning.Serialization;

/// <summary>A <see cref="ColumnScaling"/> as files hold it: of a transform, or of a target.</summary>
internal static class ScalingValues
{
    public static PlugInValues Of(ColumnScaling scaling) =>
        new() { { "column", scaling.Column }, { "shift", scaling.Shift }, { "scale", scaling.Scale } };

    public static ColumnScaling Read(PlugInValues values) => new(values.Text("column"), values.Number("shift"), values.Number("scale"));
}

using Microsoft.ML.Data;

namespace DeepLearning.Benchmarks.TabularPeers;

/// <summary>A row as ML.NET takes it.</summary>
internal sealed class Example
{
    /// <summary>The features.</summary>
    public float[] Features { get; set; } = [];

    /// <summary>The name of the class.</summary>
    public string Name { get; set; } = "";

    /// <summary>Whether it is of the second of two classes.</summary>
    public bool Label { get; set; }

    /// <summary>The number to be learned.</summary>
    [ColumnName("Number")]
    public float Number { get; set; }
}

namespace DeepLearning.Export;

/// <summary>The numbers of the fields that ONNX files have, by message, as onnx.proto3 of version 1.12 gives them.</summary>
internal static class OnnxFields
{
    public static class Model
    {
        public const int IrVersion = 1;
        public const int ProducerName = 2;
        public const int ProducerVersion = 3;
        public const int Graph = 7;
        public const int OpsetImport = 8;
        public const int Metadata = 14;
    }

    public static class Opset
    {
        public const int Domain = 1;
        public const int Version = 2;
    }

    public static class Metadata
    {
        public const int Key = 1;
        public const int Value = 2;
    }

    public static class Graph
    {
        public const int Node = 1;
        public const int Name = 2;
        public const int Initializer = 5;
        public const int Input = 11;
        public const int Output = 12;
        public const int SparseInitializer = 15;
    }

    public static class Node
    {
        public const int Input = 1;
        public const int Output = 2;
        public const int Name = 3;
        public const int Type = 4;
        public const int Attribute = 5;
        public const int Domain = 7;
    }

    public static class Attribute
    {
        public const int Name = 1;
        public const int Single = 2;
        public const int Integer = 3;
        public const int Text = 4;
        public const int Tensor = 5;
        public const int Singles = 7;
        public const int Integers = 8;
        public const int Texts = 9;
        public const int Kind = 20;
    }

    public static class Tensor
    {
        public const int Dimensions = 1;
        public const int ElementType = 2;
        public const int Singles = 4;
        public const int Integers32 = 5;
        public const int Texts = 6;
        public const int Integers64 = 7;
        public const int Name = 8;
        public const int Raw = 9;
        public const int Doubles = 10;
        public const int DataLocation = 14;
    }

    public static class ValueInfo
    {
        public const int Name = 1;
        public const int Type = 2;
        public const int Documentation = 3;
    }

    public static class Types
    {
        public const int Tensor = 1;
        public const int ElementType = 1;
        public const int Shape = 2;
        public const int Dimension = 1;
        public const int DimensionValue = 1;
        public const int DimensionName = 2;
    }
}

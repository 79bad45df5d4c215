namespace DeepLearning.Numerics;

/// <summary>The backend that multiplies matrices.</summary>
internal static class Products
{
    public static MatrixBackend Current => Backend.Products;
}

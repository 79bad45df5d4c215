namespace DeepLearning.Numerics;

/// <summary>
/// Where a tile goes: C = alpha · sum + beta · D, where D is C itself or, with stride zero, a bias added to every column.
/// </summary>
internal unsafe struct TileTarget<T>
    where T : unmanaged
{
    public T* C;
    public nint StrideC;
    public T* D;
    public nint StrideD;
    public T Alpha;
    public T Beta;
}

namespace DeepLearning.Data;

/// <summary>Matrices of what programs and files hold: labels, images, arrays of NumPy. Examples are columns.</summary>
/// <remarks><threadsafety>All methods may be called from any number of threads.</threadsafety></remarks>
public static partial class Matrices
{
}

namespace DeepLearning.Reporting;

/// <summary>
/// Draws what training, evaluating and searching give: pictures that any browser shows, light or dark as the reader prefers.
/// </summary>
/// <remarks><threadsafety>Any number of threads may draw at once, as long as nothing changes what is drawn.</threadsafety></remarks>
public static partial class Pictures
{
}

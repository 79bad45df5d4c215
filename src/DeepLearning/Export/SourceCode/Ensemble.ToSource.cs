using DeepLearning.Export;

namespace DeepLearning;

/// <content>
/// Export to source code: one file that computes what the ensemble predicts and needs no library, for embedded or ahead-of-time use.
/// </content>
public sealed partial class Ensemble<T>
{
    /// <summary>The ensemble as C99: <c>void NAME_predict(const float *x, float *y)</c>, or of double.</summary>
    /// <remarks>
    /// All members in one file, a function each, and their mean; the rest is as of <see cref="Network{T}.ToC"/>.
    /// </remarks>
    /// <param name="name">What every name in the code begins with: a letter, then letters, digits and underscores (ASCII).</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no such name.</exception>
    /// <exception cref="NotSupportedException">An activation or normalization has no formula.</exception>
    /// <exception cref="InvalidOperationException">
    /// A weight, bias, gain or shift is not finite, or the formula of an activation or normalization is another function than it computes.
    /// </exception>
    public string ToC(string name)
    {
        SourceExport.RequireName(name, char.IsAsciiLetter, "a letter");
        return SourceExport.Write(this, new CLanguage(name, ElementType.Name<T>()));
    }

    /// <summary>
    /// The ensemble as C#: <c>public static class NAME</c> with <c>Predict(ReadOnlySpan&lt;float&gt; x, Span&lt;float&gt; y)</c>, or of
    /// double.
    /// </summary>
    /// <remarks>
    /// The members are classes within it; the rest is as of <see cref="Network{T}.ToCSharp"/>.
    /// </remarks>
    /// <param name="name">The name of the class: an upper-case letter, then letters, digits and underscores (ASCII).</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no such name.</exception>
    /// <exception cref="NotSupportedException">An activation or normalization has no formula.</exception>
    /// <exception cref="InvalidOperationException">
    /// A weight, bias, gain or shift is not finite, or the formula of an activation or normalization is another function than it computes.
    /// </exception>
    public string ToCSharp(string name)
    {
        SourceExport.RequireName(name, char.IsAsciiLetterUpper, "an upper-case letter");
        return SourceExport.Write(this, new CSharpLanguage(name, ElementType.Name<T>()));
    }
}

using DeepLearning.Export;

namespace DeepLearning;

/// <content>
/// Export to source code: one file that computes what the network predicts and needs no library, for embedded or ahead-of-time use.
/// </content>
public sealed partial class Network<T>
{
    /// <summary>The network as C99: <c>void NAME_predict(const float *x, float *y)</c>, or of double.</summary>
    /// <remarks>
    /// <para>It needs math.h alone: compile with <c>-std=c99 -O2</c> and link with <c>-lm</c>.</para>
    /// <para>
    /// Numbers are of the network's type and stand in the code such that they read back to the same bits. The sums of a product are taken
    /// one after another, so results agree with <see cref="Network{T}.Predict(MathNet.Numerics.LinearAlgebra.Matrix{T})"/> up to rounding,
    /// not to the bit. The code does not look for NaN or infinities among its inputs. It predicts one example at a time and keeps its
    /// intermediate results on the stack (in C#, above 1,024 units, on the heap).
    /// </para>
    /// <para>An activation or normalization of one's own is written by its <see cref="Activation.AsFormula"/>.</para>
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
    /// The network as C#: <c>public static class NAME</c> with <c>Predict(ReadOnlySpan&lt;float&gt; x, Span&lt;float&gt; y)</c>, or of
    /// double.
    /// </summary>
    /// <remarks>
    /// It needs C# 7.3 and .NET Core 2.1 (or .NET Standard 2.1) and no package; the class stands in no namespace. Numbers and sums are as
    /// of <see cref="ToC"/>.
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

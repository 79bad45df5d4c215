using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Data;

/// <content>Images as columns of a matrix, one image a column: the course's <c>X.reshape(X.shape[0], -1).T</c>.</content>
public static partial class Matrices
{
    /// <summary>Gray images of bytes as columns: (height · width) × count.</summary>
    /// <remarks>
    /// The order within a column is the order of the array, row by row from the top, pixels from the left, the channels of a pixel
    /// together: pixel (i, j) of an image of height h and width w is row i · w + j; with c channels, channel k of it is row (i · w + j) · c
    /// + k. Nothing is scaled unless asked for: bytes from 0 to 255 come to [0, 1] with <c>scale: 1.0 / 255</c>.
    /// </remarks>
    /// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
    /// <param name="images">Count × height × width, each at least 1.</param>
    /// <param name="scale">What every value is multiplied by: finite and not 0; 1 by default.</param>
    /// <exception cref="ArgumentException">There are no images, images without pixels, or more pixels than an array holds.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is 0, NaN or infinite.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static Matrix<T> OfImages<T>(byte[,,] images, double scale = 1)
        where T : unmanaged, IFloatingPointIeee754<T> => Flatten<byte, T>(images, scale);

    /// <summary>Images of bytes with channels, such as red, green and blue, as columns: (height · width · channels) × count.</summary>
    /// <inheritdoc cref="OfImages{T}(byte[,,], double)" path="/*[not(self::summary or self::param)]"/>
    /// <param name="images">Count × height × width × channels, each at least 1.</param>
    /// <param name="scale">What every value is multiplied by: finite and not 0; 1 by default.</param>
    public static Matrix<T> OfImages<T>(byte[,,,] images, double scale = 1)
        where T : unmanaged, IFloatingPointIeee754<T> => Flatten<byte, T>(images, scale);

    /// <summary>Gray images as columns: (height · width) × count.</summary>
    /// <inheritdoc cref="OfImages{T}(byte[,,], double)"/>
    public static Matrix<T> OfImages<T>(T[,,] images, double scale = 1)
        where T : unmanaged, IFloatingPointIeee754<T> => Flatten<T, T>(images, scale);

    /// <summary>Images with channels as columns: (height · width · channels) × count.</summary>
    /// <inheritdoc cref="OfImages{T}(byte[,,], double)" path="/*[not(self::summary or self::param)]"/>
    /// <param name="images">Count × height × width × channels, each at least 1.</param>
    /// <param name="scale">What every value is multiplied by: finite and not 0; 1 by default.</param>
    public static Matrix<T> OfImages<T>(T[,,,] images, double scale = 1)
        where T : unmanaged, IFloatingPointIeee754<T> => Flatten<T, T>(images, scale);

    /// <summary>A list of gray images of bytes, all of one size, as columns: (height · width) × count.</summary>
    /// <inheritdoc cref="OfImages{T}(byte[,,], double)" path="/*[not(self::summary or self::param)]"/>
    /// <param name="images">At least one image, height × width.</param>
    /// <param name="scale">What every value is multiplied by: finite and not 0; 1 by default.</param>
    /// <exception cref="ArgumentException">There are no images, images without pixels, or images of different sizes.</exception>
    public static Matrix<T> OfImages<T>(IReadOnlyList<byte[,]> images, double scale = 1)
        where T : unmanaged, IFloatingPointIeee754<T> => FlattenList<byte, T>(images, scale);

    /// <summary>A list of gray images, all of one size, as columns: (height · width) × count.</summary>
    /// <inheritdoc cref="OfImages{T}(IReadOnlyList{byte[,]}, double)"/>
    public static Matrix<T> OfImages<T>(IReadOnlyList<T[,]> images, double scale = 1)
        where T : unmanaged, IFloatingPointIeee754<T> => FlattenList<T, T>(images, scale);

    /// <summary>The elements of an array of any rank, in the order in which they lie in memory: the last index fastest.</summary>
    internal static ReadOnlySpan<TElement> Elements<TElement>(Array array)
        where TElement : unmanaged =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, TElement>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    private static Matrix<T> Flatten<TPixel, T>(Array images, double scale)
        where TPixel : unmanaged, INumberBase<TPixel>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(images);
        CheckScale<T>(scale);
        if (images.Length == 0)
        {
            var shape = string.Join(" × ", Enumerable.Range(0, images.Rank).Select(images.GetLength));
            throw new ArgumentException($"The array is {shape}: at least one image of at least one pixel is needed.", nameof(images));
        }

        // Row-major count × pixels is, element for element, column-major pixels × count.
        var columns = new T[images.Length];
        Scale<TPixel, T>(Elements<TPixel>(images), columns, scale);
        return Matrix<T>.Build.Dense(images.Length / images.GetLength(0), images.GetLength(0), columns);
    }

    private static Matrix<T> FlattenList<TPixel, T>(IReadOnlyList<TPixel[,]> images, double scale)
        where TPixel : unmanaged, INumberBase<TPixel>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(images);
        CheckScale<T>(scale);
        if (images.Count == 0 || images[0] is null || images[0].Length == 0)
        {
            throw new ArgumentException("At least one image of at least one pixel is needed.", nameof(images));
        }

        var (height, width) = (images[0].GetLength(0), images[0].GetLength(1));
        var columns = new T[ArrayLength.Of((long)height * width, images.Count, "The columns of the images", nameof(images))];
        for (var i = 0; i < images.Count; i++)
        {
            if (images[i] is not { } image || image.GetLength(0) != height || image.GetLength(1) != width)
            {
                var size = images[i] is null ? "null" : Text.Shape(images[i].GetLength(0), images[i].GetLength(1));
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Image {i}, counted from 0, is {size}, but image 0 is {Text.Shape(height, width)}: all must be of one size."),
                    nameof(images));
            }

            Scale(Elements<TPixel>(image), columns.AsSpan(i * height * width), scale);
        }

        return Matrix<T>.Build.Dense(height * width, images.Count, columns);
    }

    internal static void CheckScale<T>(double scale)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ElementType.Require<T>();
        if (scale == 0 || !double.IsFinite(scale))
        {
            throw new ArgumentOutOfRangeException(
                nameof(scale), string.Create(CultureInfo.InvariantCulture, $"The scale is {scale}, but must be finite and not 0."));
        }
    }

    internal static void Scale<TPixel, T>(ReadOnlySpan<TPixel> pixels, Span<T> scaled, double scale)
        where TPixel : unmanaged, INumberBase<TPixel>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            scaled[i] = T.CreateTruncating(double.CreateTruncating(pixels[i]) * scale);
        }
    }
}

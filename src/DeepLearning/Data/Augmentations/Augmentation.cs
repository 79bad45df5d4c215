using System.Numerics;

namespace DeepLearning.Data;

/// <summary>A change by chance that leaves an image of its class: more examples to learn from than there are.</summary>
/// <remarks>
/// <para>
/// To write your own, derive and override <see cref="ApplyCore"/>; the library's do no more. Put them into an
/// <see cref="ImageAugmentation"/>, which knows the shape of the images. What comes from beyond the edge of an image is 0: the background
/// of gray images on black, and the mean of standardized ones.
/// </para>
/// <threadsafety>An augmentation is immutable; any number of threads may use one instance.</threadsafety>
/// </remarks>
public abstract class Augmentation
{
    /// <summary>The name shown in errors; by default the name of the class.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>The image mirrored left to right. Not for what reads otherwise in a mirror, such as digits and letters.</summary>
    /// <param name="probability">How often, in (0, 1]; 0.5 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is outside (0, 1].</exception>
    public static Augmentation Mirror(double probability = 0.5) => new Mirror(probability);

    /// <summary>
    /// The image shifted by a whole number of pixels in each direction, each uniform on [−<paramref name="pixels"/>,
    /// <paramref name="pixels"/>].
    /// </summary>
    /// <param name="pixels">The farthest shift, 1 or greater.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pixels"/> is less than 1.</exception>
    public static Augmentation Shift(int pixels) => new Shift(pixels);

    /// <summary>
    /// A window of the image cut out and stretched to its full size: its side is a share uniform on [<paramref name="smallest"/>, 1] of the
    /// image's, its place is uniform on where it fits. Between pixels the value is interpolated bilinearly.
    /// </summary>
    /// <param name="smallest">The smallest share of height and width, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="smallest"/> is outside (0, 1).</exception>
    public static Augmentation Crop(double smallest) => new Crop(smallest);

    /// <summary>
    /// The image turned about its center by an angle uniform on [−<paramref name="degrees"/>, <paramref name="degrees"/>]. Between pixels
    /// the value is interpolated bilinearly.
    /// </summary>
    /// <param name="degrees">The largest angle, in (0, 180]; 10 to 15 for handwriting.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="degrees"/> is outside (0, 180].</exception>
    public static Augmentation Rotation(double degrees) => new Affine(degrees, 0, 0);

    /// <summary>
    /// The image turned, scaled and sheared about its center, with bilinear interpolation. The angle is uniform on ±
    /// <paramref name="degrees"/>, the factor of each axis on 1 ± <paramref name="scale"/>, and the shear, the tangent of the slant, on ±
    /// <paramref name="shear"/>.
    /// </summary>
    /// <param name="degrees">The largest angle, in [0, 180].</param>
    /// <param name="scale">The largest change of size, in [0, 1).</param>
    /// <param name="shear">The largest shear, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range, or all are 0.</exception>
    public static Augmentation Affine(double degrees, double scale = 0, double shear = 0) => new Affine(degrees, scale, shear);

    /// <summary>
    /// The image stretched like rubber: every pixel comes from a place displaced by α (G_σ ∗ U), where U is uniform noise on [−1, 1] for
    /// each direction and G_σ a Gaussian that smooths it. Between pixels the value is interpolated bilinearly.
    /// </summary>
    /// <remarks>
    /// Simard, Steinkraus and Platt, "Best practices for convolutional neural networks applied to visual document analysis", 2003.
    /// </remarks>
    /// <param name="alpha">α, the strength, greater than 0; 34 in the paper, for images of 29 × 29 pixels.</param>
    /// <param name="sigma">σ in pixels, greater than 0 and at most 32; 4 in the paper.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public static Augmentation Elastic(double alpha = 34, double sigma = 4) => new Elastic(alpha, sigma);

    /// <summary>Every number of the image plus one of its own from a normal distribution of mean 0. Nothing is clipped.</summary>
    /// <param name="standardDeviation">In the unit of the numbers, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="standardDeviation"/> is not a finite number greater than 0.
    /// </exception>
    public static Augmentation Noise(double standardDeviation) => new Noise(standardDeviation);

    /// <summary>Writes the changed image.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="image">The image, <see cref="ImageShape.Length"/> numbers.</param>
    /// <param name="augmented">Receives the changed image, of the same shape; may not overlap <paramref name="image"/>.</param>
    /// <param name="shape">How the pixels lie.</param>
    /// <param name="random">The random numbers of this image in this epoch, for this augmentation alone.</param>
    /// <exception cref="ArgumentException">The shape has no pixels, a length is not that of the shape, or the spans overlap.</exception>
    public void Apply<T>(ReadOnlySpan<T> image, Span<T> augmented, ImageShape shape, RandomStream random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        shape.Require(nameof(shape));
        SpanGuard.Length(image.Length, shape.Length, nameof(image), "the numbers of the shape");
        SpanGuard.SameLength(augmented, nameof(augmented), image, nameof(image));
        SpanGuard.Apart(augmented, nameof(augmented), image, nameof(image));
        ApplyCore(image, augmented, shape, random);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary><see cref="Apply"/>, of spans that have been checked: as long as the shape says, and apart.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="image">The image.</param>
    /// <param name="augmented">Receives the changed image. Every number must be written, and be finite.</param>
    /// <param name="shape">How the pixels lie.</param>
    /// <param name="random">The random numbers of this image in this epoch, for this augmentation alone.</param>
    protected abstract void ApplyCore<T>(ReadOnlySpan<T> image, Span<T> augmented, ImageShape shape, RandomStream random)
        where T : unmanaged, IFloatingPointIeee754<T>;
}

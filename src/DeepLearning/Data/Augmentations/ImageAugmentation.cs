using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;

namespace DeepLearning.Data;

/// <summary>
/// Augmentations one after another, for images of one shape:
/// <c>new ImageAugmentation(new ImageShape(28, 28), Augmentation.Shift(2), Augmentation.Rotation(10))</c>.
/// </summary>
/// <remarks>
/// <para>
/// What an image becomes is a function of the seed, the number of the epoch and the number of the example, and of nothing else: it does not
/// depend on the order of the examples or on the number of threads, and every epoch sees other images.
/// </para>
/// <threadsafety>Immutable; any number of threads may use one.</threadsafety>
/// </remarks>
public sealed class ImageAugmentation
{
    private readonly Augmentation[] steps;

    /// <summary>Augmentations for images of one shape.</summary>
    /// <param name="shape">How the pixels of an image lie in its column.</param>
    /// <param name="steps">At least one augmentation, in their order.</param>
    /// <exception cref="ArgumentNullException"><paramref name="steps"/> or one of them is null.</exception>
    /// <exception cref="ArgumentException">The shape has no pixels, or there is no augmentation.</exception>
    public ImageAugmentation(ImageShape shape, params IReadOnlyList<Augmentation> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        shape.Require(nameof(shape));
        for (var i = 0; i < steps.Count; i++)
        {
            ArgumentNullException.ThrowIfNull(steps[i], $"{nameof(steps)}[{i}]");
        }

        if (steps.Count == 0)
        {
            throw new ArgumentException("At least one augmentation is needed.", nameof(steps));
        }

        (Shape, this.steps) = (shape, [.. steps]);
    }

    /// <summary>The shape of the images: the order of the pixels in a column.</summary>
    public ImageShape Shape { get; }

    /// <summary>The augmentations in their order.</summary>
    public IReadOnlyList<Augmentation> Steps => steps;

    /// <summary>Writes what an image becomes in an epoch.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="image">The image, as many numbers as the shape has.</param>
    /// <param name="augmented">Receives the changed image; may not overlap <paramref name="image"/>.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="epoch">The number of the epoch.</param>
    /// <param name="example">The number of the example in its dataset.</param>
    /// <exception cref="ArgumentException">A length is not that of the shape, or the spans overlap.</exception>
    /// <exception cref="InvalidOperationException">An augmentation has made NaN or an infinity.</exception>
    public void Apply<T>(ReadOnlySpan<T> image, Span<T> augmented, long seed, long epoch, int example)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (image.Length != Shape.Length || augmented.Length != Shape.Length || image.Overlaps(augmented))
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The image has {Plural.Of(image.Length, "number")} and there is room for {augmented.Length}, but images of {Shape} " +
                    $"have {Shape.Length}, and the two may not overlap."),
                nameof(image));
        }

        var random = new RandomStream(seed).Fork("augmentation").Fork(epoch).Fork(example);
        var buffer = ArrayPool<T>.Shared.Rent(Shape.Length);
        var other = buffer.AsSpan(0, Shape.Length);
        var from = image;
        for (var i = 0; i < steps.Length; i++)
        {
            // To and fro between the two, so that the last step writes the result.
            var to = (steps.Length - i) % 2 == 1 ? augmented : other;
            steps[i].Apply(from, to, Shape, random.Fork(i));
            if (!TensorPrimitives.IsFiniteAll<T>(to))
            {
                throw new InvalidOperationException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{steps[i].Name} has made a number that is not finite of example {example}, counted from 0."));
            }

            from = to;
        }

        ArrayPool<T>.Shared.Return(buffer);
    }

    /// <summary>
    /// A dataset with every image as it becomes in an epoch; targets, names and role stay. All processors share the work.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="dataset">Images as columns.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="epoch">The number of the epoch.</param>
    /// <exception cref="ArgumentException">The dataset has another number of features than the shape has numbers.</exception>
    /// <exception cref="InvalidOperationException">An augmentation has made NaN or an infinity.</exception>
    public Dataset<T> Apply<T>(Dataset<T> dataset, long seed, long epoch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(dataset);
        RequireFeatures(dataset.Features, nameof(dataset));
        var augmented = new T[dataset.Inputs.Length];
        try
        {
            Parallel.For(0, dataset.Examples, example => Apply(
                dataset.Inputs.Slice(example * Shape.Length, Shape.Length), augmented.AsSpan(example * Shape.Length, Shape.Length), seed,
                epoch, example));
        }
        catch (AggregateException several)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }

        return new Dataset<T>(
            augmented, dataset.Features, dataset.Targets.ToArray(), dataset.Outputs, dataset.FeatureNames, dataset.ClassNames,
            role: dataset.Role)
        {
            TargetNames = dataset.TargetNames,
            Preparation = dataset.Preparation,
        };
    }

    internal void RequireFeatures(int features, string argument)
    {
        if (features != Shape.Length)
        {
            throw new ArgumentException(
                $"The examples have {Plural.Of(features, "feature")}, but images of {Shape} have {Shape.Length}: give the augmentation " +
                $"their shape.", argument);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"augmentation of images {Shape}: {string.Join(", ", Steps.Select(step => step.Name))}";
}

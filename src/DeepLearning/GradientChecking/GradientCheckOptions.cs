namespace DeepLearning;

/// <summary>How finely a gradient is checked.</summary>
public sealed class GradientCheckOptions
{
    /// <summary>
    /// ε, by which each parameter is moved up and down; greater than 0, 10⁻⁶ by default. The course takes 10⁻⁷; a little more costs nothing
    /// in exactness (the error of a two-sided difference falls with ε²) and loses fewer digits to rounding.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not greater than 0, or not finite.</exception>
    public double Epsilon
    {
        get;
        init => field = Guard.Positive(value, nameof(Epsilon));
    } = 1e-6;

    /// <summary>
    /// The largest difference that passes; greater than 0. By default 10⁻⁷ for a network of double, as in the course, and 10⁻³ for one of
    /// float, whose gradients have only seven digits.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not greater than 0, or not finite.</exception>
    public double? Tolerance
    {
        get;
        init => field = value is { } tolerance ? Guard.Positive(tolerance, nameof(Tolerance)) : null;
    }

    /// <summary>
    /// The step whose dropout masks are frozen for the check, for a network with dropout; 1 by default. Every evaluation of the cost then
    /// drops the same activations, without which no difference would mean anything.
    /// </summary>
    public long DropoutStep { get; init; } = 1;
}

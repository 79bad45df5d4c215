using System.Numerics;
using DeepLearning.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.GradientChecking;

/// <summary>
/// Checks backpropagation against two-sided differences: all parameters (weights and biases, gains and shifts) are one vector θ, and for
/// each element dθ_approx = (J(θ + ε) − J(θ − ε)) / 2ε must agree with dθ.
/// </summary>
/// <remarks>
/// <para>
/// Takes any activation, loss and regularizer, the user's own included, and never changes the network. The differences are always
/// computed in double, so a network of float is checked for its own rounding too. It takes two forward passes a parameter, four
/// where anything stands at a kink: use a small network and a few examples.
/// </para>
/// <para>
/// At a kink, such as that of ReLU at 0, no derivative exists, and backpropagation chooses one slope for each unit that stands there. A
/// parameter may move many such units at once (a bias that is 0, under an example of zeros or above a dead layer), and what comes of all
/// the choices need not lie between the two one-sided slopes of J. So an element whose two derivatives differ is judged by another J, in
/// which every activation, normalization, loss and penalty goes on along a tangent wherever it stands at a kink: with the slope that its
/// own Backward gives there, if that is one of the slopes beside the kink or between them, and else with the nearest of these, so that a
/// wrong slope is found even where it is used at the kink alone. That J is smooth and has the gradient that backpropagation computes. Its
/// differences are extrapolated to ε = 0 (Ridders), which leaves no error of curvature either.
/// </para>
/// <para>
/// Source: the course's chapter on gradient checking; ‖dθ_approx − dθ‖ / (‖dθ_approx‖ + ‖dθ‖) below 10⁻⁷ is right, above 10⁻³ surely
/// wrong. Extrapolation: Ridders, "Accurate computation of F′(x) and F′(x) F″(x)", 1982.
/// </para>
/// <threadsafety>Any number of threads may check one network while none trains it.</threadsafety>
/// </remarks>
public sealed partial class GradientCheck
{
    /// <summary>Checks the gradient at the network's present weights.</summary>
    /// <typeparam name="T"><see cref="double"/>, or <see cref="float"/> with a wider tolerance.</typeparam>
    /// <param name="network">The network; it is left as it is.</param>
    /// <param name="loss">L; it must fit the activation of the output layer.</param>
    /// <param name="x">X, n_x × m.</param>
    /// <param name="y">Y, n_y × m.</param>
    /// <param name="regularizer">R, for every layer that names none of its own; none by default.</param>
    /// <param name="epsilon">
    /// ε, by which each parameter is moved up and down; greater than 0, 10⁻⁶ by default. The course takes 10⁻⁷; a little more costs nothing
    /// in exactness (the error of a two-sided difference falls with ε²) and loses fewer digits to rounding.
    /// </param>
    /// <param name="tolerance">
    /// The largest difference that passes; greater than 0. When null, 10⁻⁷ for a network of double, as in the course, and 10⁻³ for one of
    /// float, whose gradients have only seven digits.
    /// </param>
    /// <param name="dropoutStep">
    /// The step whose dropout masks are frozen for the check, for a network with dropout; 1 by default. Every evaluation of the cost then
    /// drops the same activations, without which no difference would mean anything.
    /// </param>
    /// <param name="cancellationToken">Ends the check with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The verdict. A wrong gradient is a finding, no exception.</returns>
    /// <exception cref="ArgumentNullException">A required argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">ε or the tolerance is not greater than 0, or not finite.</exception>
    /// <exception cref="ArgumentException">
    /// A shape does not fit, a number is not finite, a target or the output activation does not fit the loss.
    /// </exception>
    /// <exception cref="OperationCanceledException">The check was cancelled.</exception>
    public static GradientCheck Run<T>(
        Network<T> network,
        Loss loss,
        Matrix<T> x,
        Matrix<T> y,
        Regularizer? regularizer = null,
        double epsilon = 1e-6,
        double? tolerance = null,
        long dropoutStep = 1,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Check(network, loss, x, y, epsilon, tolerance);
        var comparison = new GradientComparison<T>(
            network, loss, MatrixColumns.Of(x), MatrixColumns.Of(y), regularizer ?? Regularizer.None, epsilon, tolerance, dropoutStep);
        return comparison.Report(cancellationToken);
    }

    /// <summary>
    /// Checks the gradient after some steps of training, on a copy: some faults show only once the parameters have moved away from where
    /// they began.
    /// </summary>
    /// <typeparam name="T"><see cref="double"/>, or <see cref="float"/> with a wider tolerance.</typeparam>
    /// <param name="network">The network; it is left as it is.</param>
    /// <param name="loss">L; it must fit the activation of the output layer.</param>
    /// <param name="x">X, n_x × m.</param>
    /// <param name="y">Y, n_y × m.</param>
    /// <param name="steps">How many steps to train on all of X and Y before the check, 1 or greater; 100 by default.</param>
    /// <param name="optimizer">The rule to train by; gradient descent of learning rate 0.01 when null.</param>
    /// <param name="regularizer">R, for every layer that names none of its own; none by default.</param>
    /// <param name="epsilon">
    /// ε, by which each parameter is moved up and down; greater than 0, 10⁻⁶ by default. The course takes 10⁻⁷; a little more costs nothing
    /// in exactness (the error of a two-sided difference falls with ε²) and loses fewer digits to rounding.
    /// </param>
    /// <param name="tolerance">
    /// The largest difference that passes; greater than 0. When null, 10⁻⁷ for a network of double, as in the course, and 10⁻³ for one of
    /// float, whose gradients have only seven digits.
    /// </param>
    /// <param name="dropoutStep">
    /// The step whose dropout masks are frozen for the check, for a network with dropout; 1 by default. Every evaluation of the cost then
    /// drops the same activations, without which no difference would mean anything.
    /// </param>
    /// <param name="cancellationToken">Ends the check with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The verdict. A wrong gradient is a finding, no exception.</returns>
    /// <exception cref="ArgumentNullException">A required argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="steps"/> is less than 1, or ε or the tolerance is not greater than 0, or not finite.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// A shape does not fit, a number is not finite, a target or the output activation does not fit the loss.
    /// </exception>
    /// <exception cref="DivergenceException">The training diverged before the check.</exception>
    /// <exception cref="OperationCanceledException">The check was cancelled.</exception>
    public static GradientCheck RunAfterTraining<T>(
        Network<T> network,
        Loss loss,
        Matrix<T> x,
        Matrix<T> y,
        int steps = 100,
        Optimizer? optimizer = null,
        Regularizer? regularizer = null,
        double epsilon = 1e-6,
        double? tolerance = null,
        long dropoutStep = 1,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Check(network, loss, x, y, epsilon, tolerance);
        Guard.Positive(steps);
        var trained = network.ConvertTo<T>();
        var trainer = new Trainer<T>(trained, loss, optimizer ?? Optimizer.GradientDescent(), regularizer);
        for (var step = 0; step < steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            trainer.Step(x, y);
        }

        return Run(trained, loss, x, y, regularizer, epsilon, tolerance, dropoutStep, cancellationToken);
    }

    private static void Check<T>(Network<T> network, Loss loss, Matrix<T> x, Matrix<T> y, double epsilon, double? tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        LossGuard.Fits(loss, network);
        Guard.Positive(epsilon);
        Guard.Positive(tolerance ?? 1, nameof(tolerance));
        BatchGuard.Matrices(network, x, y);
        BatchGuard.Batch(network, loss, MatrixColumns.Of(x), MatrixColumns.Of(y));
    }
}

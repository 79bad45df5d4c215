using System.Numerics;
using System.Numerics.Tensors;
using DeepLearning.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning;

/// <summary>Several networks that answer together, with the mean of their outputs: less wrong than one of them.</summary>
/// <remarks>
/// <para>
/// The mean is that of A[L]: of networks with a softmax or a sigmoid the probabilities are averaged, of others the numbers. Where the
/// logits are to be averaged (the normalized geometric mean of the probabilities), give members that end in logits,
/// <c>network.WithOutput(Activation.Identity)</c>, and take the softmax of the mean. Source: Lakshminarayanan, Pritzel and Blundell,
/// "Simple and scalable predictive uncertainty estimation using deep ensembles", 2017.
/// </para>
/// <threadsafety>
/// Predicting is pure: any number of threads may predict with one ensemble at once, as long as none trains a member.
/// </threadsafety>
/// </remarks>
/// <typeparam name="T"><see langword="float"/> or <see langword="double"/>.</typeparam>
public sealed partial class Ensemble<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Network<T>[] members;

    /// <summary>An ensemble of networks.</summary>
    /// <param name="members">One or more that take the same inputs and give the same outputs; they are not copied.</param>
    /// <exception cref="ArgumentNullException"><paramref name="members"/> or one of them is null.</exception>
    /// <exception cref="ArgumentException">
    /// There is none, or one takes another number of inputs than the first, gives another number of outputs, or has another output
    /// activation.
    /// </exception>
    public Ensemble(params IReadOnlyList<Network<T>> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        this.members = [.. members];
        for (var i = 0; i < this.members.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(this.members[i], $"{nameof(members)}[{i}]");
        }

        if (Mismatch(this.members) is { } mismatch)
        {
            throw new ArgumentException(mismatch, nameof(members));
        }
    }

    /// <summary>The networks, in the order in which their outputs are summed.</summary>
    public IReadOnlyList<Network<T>> Members => members;

    /// <summary>n_x, the number of inputs.</summary>
    public int Inputs => members[0].Inputs;

    /// <summary>n_y, the number of outputs.</summary>
    public int Outputs => members[0].Outputs;

    /// <summary>The mean of the members' outputs for a matrix of examples.</summary>
    /// <param name="x">X, n_x × m.</param>
    /// <returns>(1/M) Σ A[L] over the M members, n_y × m; the same bits on any number of threads.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="x"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="x"/> has another number of rows, or holds NaN or an infinity.
    /// </exception>
    public Matrix<T> Predict(Matrix<T> x)
    {
        var mean = members[0].Predict(x);
        if (x.ColumnCount > 0)
        {
            AddOthers(MatrixColumns.Of(x), mean.AsColumnMajorArray());
        }

        return mean;
    }

    /// <summary>The mean of the members' outputs for any number of examples, from span to span.</summary>
    /// <param name="x">X, n_x × m, one example after another.</param>
    /// <param name="outputs">Receives (1/M) Σ A[L], n_y × m.</param>
    /// <exception cref="ArgumentException">As of <see cref="Network{T}.Predict(ReadOnlySpan{T}, Span{T})"/>.</exception>
    public void Predict(ReadOnlySpan<T> x, Span<T> outputs)
    {
        members[0].Predict(x, outputs);
        AddOthers(x, outputs);
    }

    /// <summary>Measures how well the ensemble predicts the targets of a dataset.</summary>
    /// <param name="data">Examples of the members' numbers of inputs and outputs.</param>
    /// <exception cref="ArgumentNullException"><paramref name="data"/> is null.</exception>
    /// <returns>As of <see cref="Network{T}.Evaluate(Data.ExampleSource{T})"/>.</returns>
    /// <exception cref="ArgumentException">
    /// The dataset has another number of features or outputs, or was not prepared as the one that the first member has learned from.
    /// </exception>
    public Evaluation Evaluate(Dataset<T> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        members[0].RequireFit(data, nameof(data));
        members[0].RequirePreparation(data, nameof(data));
        var outputs = new T[ArrayLength.Of(Outputs, data.Examples, "The outputs for all examples", nameof(data))];
        Predict(data.Inputs, outputs);
        return Evaluation.Of<T>(
            members[0].Layers[^1].Activation, outputs, data.Targets, Outputs, data.ClassNames, data.OutputNames);
    }

    /// <summary>Creates the network whose parameters are the means of the members': one network's cost for most of their gain.</summary>
    /// <remarks>
    /// That holds of members that lie in one valley, such as copies of one trained network that went on with other data or rates; the mean
    /// of networks trained from different seeds is worth nothing. Source: Wortsman et al., "Model soups: averaging weights of multiple
    /// fine-tuned models improves accuracy without increasing inference time", 2022.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The members have not all the same layers.</exception>
    public Network<T> AverageWeights()
    {
        var mean = members[0].ConvertTo<T>();
        foreach (var (number, member) in members.Index())
        {
            if (!member.Parameters.Select(Shape).SequenceEqual(mean.Parameters.Select(Shape)))
            {
                throw new InvalidOperationException(
                    $"The weights have no mean, since member {number}, counted from 0, has other layers than the first member:\n" +
                    $"{member}\nThe first member:\n{mean}");
            }
        }

        for (var p = 0; p < mean.Parameters.Count; p++)
        {
            var values = mean.Parameters[p].Values;
            foreach (var member in members.AsSpan(1))
            {
                TensorPrimitives.Add(values, member.Parameters[p].Values, values);
            }

            TensorPrimitives.Divide(values, T.CreateChecked(members.Length), values);
        }

        return mean;

        static (string, int, int) Shape(Parameter<T> parameter) => (parameter.Name, parameter.Rows, parameter.Columns);
    }

    /// <summary>One line: the number of members, then the table of the first.</summary>
    public override string ToString() =>
        $"Ensemble<{ElementType.Name<T>()}> of {Plural.Of(members.Length, "network")}:\n{members[0]}";

    /// <summary>Makes the mean of all members of what the first one predicts.</summary>
    private void AddOthers(ReadOnlySpan<T> x, Span<T> outputs)
    {
        // In one order: sums of floating-point numbers depend on it.
        var more = members.Length > 1 ? new T[outputs.Length] : [];
        foreach (var member in members.AsSpan(1))
        {
            member.Predict(x, more);
            TensorPrimitives.Add(outputs, more, outputs);
        }

        TensorPrimitives.Divide(outputs, T.CreateChecked(members.Length), outputs);
    }

    /// <summary>Why networks cannot answer together; null where they can.</summary>
    private static string? Mismatch(Network<T>[] members)
    {
        if (members.Length == 0)
        {
            return "An ensemble needs at least one member.";
        }

        var first = members[0];
        for (var i = 1; i < members.Length; i++)
        {
            if (members[i].Inputs != first.Inputs || members[i].Outputs != first.Outputs)
            {
                return $"Member {i}, counted from 0, takes {members[i].Inputs} and gives {members[i].Outputs}, but the first member " +
                    $"takes " +
                    $"{first.Inputs} and gives {first.Outputs}: all must take the same inputs and give the same outputs.";
            }

            if (!members[i].Layers[^1].Activation.Equals(first.Layers[^1].Activation))
            {
                return $"Member {i}, counted from 0, ends in {members[i].Layers[^1].Activation.Name}, but the first member in " +
                    $"{first.Layers[^1].Activation.Name}: their outputs have no mean. Network.WithOutput(activation) changes it.";
            }
        }

        return null;
    }
}

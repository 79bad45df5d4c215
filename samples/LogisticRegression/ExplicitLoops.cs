using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Samples;

/// <summary>Logistic regression as it is first written down: a loop over the steps, over the examples and over the features.</summary>
internal sealed class ExplicitLoops(int features)
{
    public double[] Weights { get; } = new double[features];

    public double Bias { get; private set; }

    /// <summary>J at the last step.</summary>
    public double Cost { get; private set; }

    public void Train(Matrix<double> x, Matrix<double> y, double learningRate, int steps)
    {
        // Arrays of arrays: what remains to be measured are the loops, not the way MathNet finds an element.
        var (examples, targets) = (x.ToColumnArrays(), y.Row(0).ToArray());
        for (var step = 0; step < steps; step++)
        {
            var dw = new double[Weights.Length];
            var (db, cost) = (0.0, 0.0);
            for (var i = 0; i < examples.Length; i++)
            {
                var z = Bias;
                for (var j = 0; j < Weights.Length; j++)
                {
                    z += Weights[j] * examples[i][j];
                }

                var a = 1 / (1 + Math.Exp(-z));
                cost -= (targets[i] * Math.Log(a)) + ((1 - targets[i]) * Math.Log(1 - a));
                var dz = a - targets[i];
                for (var j = 0; j < Weights.Length; j++)
                {
                    dw[j] += examples[i][j] * dz;
                }

                db += dz;
            }

            for (var j = 0; j < Weights.Length; j++)
            {
                Weights[j] -= learningRate * dw[j] / examples.Length;
            }

            Bias -= learningRate * db / examples.Length;
            Cost = cost / examples.Length;
        }
    }
}

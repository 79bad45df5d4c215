using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

public sealed class OneHotTests
{
    private static Matrix<double> M(double[,] values) => Matrix<double>.Build.DenseOfArray(values);

    [Fact]
    public void Encode_Labels_PutsAOneIntoTheRowOfTheLabel() =>
        Matrices.OneHot<double>([1, 0, 2], classes: 3).Should().Be(M(new double[,] { { 0, 1, 0 }, { 1, 0, 0 }, { 0, 0, 1 } }));

    [Fact]
    public void Decode_Encoded_GivesTheLabelsBack()
    {
        var cases =
            from classes in Gen.Choose(2, 12)
            from labels in Gen.Choose(0, classes - 1).NonEmptyListOf()
            select (classes, labels.ToArray());

        Prop.ForAll(cases.ToArbitrary(), c => Matrices.Labels(Matrices.OneHot<float>(c.Item2, c.classes)).SequenceEqual(c.Item2))
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Decode_SparseMatrixAndSingleRow_AreReadRight()
    {
        Matrices.Labels(Matrix<double>.Build.SparseIdentity(3)).Should().Equal(0, 1, 2);
        Matrices.Labels(M(new double[,] { { 0, 1, 1 } })).Should().Equal(0, 1, 1);
    }

    [Fact]
    public void Encode_LabelsOutOfRange_AreRefused()
    {
        Failure.Of<ArgumentOutOfRangeException>(() => Matrices.OneHot<double>([0, 3], classes: 3))
            .Should().Be("The label of example 1, counted from 0, is 3, but the labels of 3 classes are 0 to 2. (Parameter 'labels')");
        Failure.Of<ArgumentOutOfRangeException>(() => Matrices.OneHot<double>([-1], classes: 3))
            .Should().Be("The label of example 0, counted from 0, is -1, but the labels of 3 classes are 0 to 2. (Parameter 'labels')");
        Failure.Of<ArgumentOutOfRangeException>(() => Matrices.OneHot<double>([0], classes: 1))
            .Should().Be("The number of classes is 1, but must be at least 2. (Parameter 'classes')");
        Failure.Of<ArgumentException>(() => Matrices.OneHot<double>([], classes: 3))
            .Should().Be("There are no labels: at least one example is needed. (Parameter 'labels')");
    }

    [Fact]
    public void Decode_NotOneHot_NamesColumnAndReason()
    {
        Failure.Of<ArgumentException>(() => Matrices.Labels(M(new double[,] { { 1, 0.25 }, { 0, 0.75 } })))
            .Should().Be("Column 1, counted from 0, is not one-hot: the value of row 0 is 0.25, but must be 0 or 1. (Parameter 'oneHot')");
        Failure.Of<ArgumentException>(() => Matrices.Labels(M(new[,] { { 1, 0, 1 }, { 0, 1, double.NaN } })))
            .Should().Be("Column 2, counted from 0, is not one-hot: the value of row 1 is NaN, but must be 0 or 1. (Parameter 'oneHot')");
        Failure.Of<ArgumentException>(() => Matrices.Labels(M(new double[,] { { 0 }, { 0 } })))
            .Should().Be("Column 0, counted from 0, is not one-hot: no row is 1. (Parameter 'oneHot')");
        Failure.Of<ArgumentException>(() => Matrices.Labels(M(new double[,] { { 1 }, { 0 }, { 1 } })))
            .Should().Be("Column 0, counted from 0, is not one-hot: rows 0 and 2 are both 1. (Parameter 'oneHot')");
        Failure.Of<ArgumentException>(() => Matrices.Labels(Matrix<double>.Build.Dense(3, 0)))
            .Should().Be("The matrix is 3 × 0: it holds no labels. (Parameter 'oneHot')");
    }
}

using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests;

public sealed class ImagesTests
{
    private static readonly byte[,,] Gray = { { { 1, 2, 3 }, { 4, 5, 6 } }, { { 7, 8, 9 }, { 10, 11, 255 } } };
    private static readonly Matrix<double> GrayColumns =
        Matrix<double>.Build.DenseOfColumns([[1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, 255]]);

    [Fact]
    public void ToColumns_GrayImages_AreFlattenedRowByRow()
    {
        Matrices.OfImages<double>(Gray).Should().Be(GrayColumns);
        Matrices.OfImages(new double[,,] { { { 1, 2, 3 }, { 4, 5, 6 } }, { { 7, 8, 9 }, { 10, 11, 255 } } }).Should().Be(GrayColumns);
        Matrices.OfImages<double>([new byte[,] { { 1, 2, 3 }, { 4, 5, 6 } }, new byte[,] { { 7, 8, 9 }, { 10, 11, 255 } }])
            .Should().Be(GrayColumns);
        Matrices.OfImages([new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }, new double[,] { { 7, 8, 9 }, { 10, 11, 255 } }])
            .Should().Be(GrayColumns);
    }

    [Fact]
    public void ToColumns_Channels_StayTogetherAtTheirPixel()
    {
        var (bytes, numbers) = (new byte[2, 3, 4, 3], new float[2, 3, 4, 3]);
        var next = 0;
        for (var m = 0; m < 2; m++)
        {
            for (var i = 0; i < 3; i++)
            {
                for (var j = 0; j < 4; j++)
                {
                    for (var k = 0; k < 3; k++)
                    {
                        bytes[m, i, j, k] = (byte)next;
                        numbers[m, i, j, k] = next++;
                    }
                }
            }
        }

        var columns = Matrices.OfImages<float>(bytes);

        (columns.RowCount, columns.ColumnCount).Should().Be((36, 2));
        columns[(((2 * 4) + 1) * 3) + 2, 1].Should().Be(bytes[1, 2, 1, 2]);
        columns.ToColumnMajorArray().Should().Equal(Enumerable.Range(0, 72).Select(i => (float)i));
        Matrices.OfImages(numbers).Should().Be(columns);
    }

    [Fact]
    public void ToColumns_Scaled_BringsBytesToTheUnitInterval()
    {
        var scaled = Matrices.OfImages<float>(Gray, scale: 1.0 / 255);

        scaled[5, 1].Should().Be(1f);
        scaled[0, 0].Should().Be(1f / 255);
    }

    [Fact]
    public void ToColumns_BadImages_AreRefused()
    {
        Failure.Of<ArgumentException>(() => Matrices.OfImages<float>(new byte[3, 0, 8]))
            .Should().Be("The array is 3 × 0 × 8: at least one image of at least one pixel is needed. (Parameter 'images')");
        Failure.Of<ArgumentException>(() => Matrices.OfImages<float>(new List<byte[,]>()))
            .Should().Be("At least one image of at least one pixel is needed. (Parameter 'images')");
        Failure.Of<ArgumentException>(() => Matrices.OfImages([new float[2, 3], new float[3, 2]]))
            .Should().Be("Image 1, counted from 0, is 3 × 2, but image 0 is 2 × 3: all must be of one size. (Parameter 'images')");
        Failure.Of<ArgumentException>(() => Matrices.OfImages([new float[2, 3], null!]))
            .Should().Be("Image 1, counted from 0, is null, but image 0 is 2 × 3: all must be of one size. (Parameter 'images')");
        Failure.Of<ArgumentOutOfRangeException>(() => Matrices.OfImages<float>(Gray, scale: 0))
            .Should().Be("The scale is 0, but must be finite and not 0. (Parameter 'scale')");
        Failure.Of<ArgumentOutOfRangeException>(() => Matrices.OfImages<float>(Gray, scale: double.NaN))
            .Should().Be("The scale is NaN, but must be finite and not 0. (Parameter 'scale')");
    }
}

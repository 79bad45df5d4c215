using FsCheck;
using FsCheck.Fluent;

namespace DeepLearning.Tests;

public sealed class ContoursTests
{
    [Fact]
    public void AtLeast_Disc_HasItsAreaAndFewPoints()
    {
        var lines = Contours.AtLeast(Field(101, 81, (x, y) => 30 - Math.Sqrt(((x - 50) * (x - 50)) + ((y - 40) * (y - 40)))), 0);

        lines.Should().ContainSingle();
        Math.Abs(Area(lines[0])).Should().BeApproximately(Math.PI * 900, 15);
        lines[0]
            .Should()
                .OnlyContain(
                    point => Math.Abs(Math.Sqrt(((point.X - 50) * (point.X - 50)) + ((point.Y - 40) * (point.Y - 40))) - 30) < 0.07);
        lines[0].Count.Should().BeLessThan(80);
    }

    [Fact]
    public void AtLeast_Ring_HasAHoleTheOtherWayRound()
    {
        var lines =
            Contours.AtLeast(Field(41, 41, (x, y) => 5 - Math.Abs(12 - Math.Sqrt(((x - 20) * (x - 20)) + ((y - 20) * (y - 20))))), 0);
        lines.Select(Area).Select(Math.Sign).Should().BeEquivalentTo([1, -1]);
    }

    [Fact]
    public void AtLeast_HalfPlane_BreaksWhereTheFieldHasTheLevel() =>
        Contours.AtLeast(Field(5, 3, (x, _) => x), 1.25).Single()
            .Should().BeEquivalentTo([(1.25, 0.0), (4.0, 0.0), (4.0, 2.0), (1.25, 2.0)]);

    [Fact]
    public void AtLeast_EverythingInside_IsTheBorder() =>
        Contours.AtLeast(Field(4, 3, (_, _) => 1), 0).Single().Should().BeEquivalentTo([(0.0, 0.0), (3.0, 0.0), (3.0, 2.0), (0.0, 2.0)]);

    [Theory, InlineData(-1.0), InlineData(double.NaN), InlineData(double.NegativeInfinity)]
    public void AtLeast_NothingInside_IsNothing(double value) => Contours.AtLeast(Field(4, 3, (_, _) => value), 0).Should().BeEmpty();

    [Theory, InlineData(3.0, 1), InlineData(1.0, 2)]
    public void AtLeast_Saddle_IsDecidedByTheMiddle(double inside, int regions)
    {
        // Two opposite corners of the middle cell are inside, the other two are −2.
        var field = Field(4, 4, (x, y) => (x, y) is (1, 1) or (2, 2) ? inside : -2);
        Contours.AtLeast(field, 0).Should().HaveCount(regions);
    }

    [Fact]
    public void AtLeast_AnyField_HoldsThePointsInsideAndNoOthers()
    {
        var fields =
            from width in Gen.Choose(2, 9)
            from height in Gen.Choose(2, 9)
            from values in Gen.Elements(-1.0, 1.0, 1.0, -1.0, double.NaN, double.PositiveInfinity).ArrayOf(width * height)
            select Field(width, height, (x, y) => values[(int)((y * width) + x)]);

        Prop.ForAll(fields.ToArbitrary(), field =>
        {
            var lines = Contours.AtLeast(field, 0);
            for (var x = 0; x < field.GetLength(0); x++)
            {
                for (var y = 0; y < field.GetLength(1); y++)
                {
                    // A little towards the middle, since the border itself belongs to both sides.
                    var (px, py) =
                        (double.Lerp(x, (field.GetLength(0) - 1) / 2.0, 0.013), double.Lerp(y, (field.GetLength(1) - 1) / 2.0, 0.017));
                    (lines.Count(line => Encloses(line, px, py)) % 2 == 1)
                        .Should().Be(field[x, y] >= 0, "the field is {0} at {1}, {2}", field[x, y], x, y);
                }
            }
        }).QuickCheckThrowOnFailure();
    }

    private static double[,] Field(int width, int height, Func<double, double, double> value)
    {
        var field = new double[width, height];
        for (var x = 0; x < width; x++)
        {
            for (var y = 0; y < height; y++)
            {
                field[x, y] = value(x, y);
            }
        }

        return field;
    }

    private static double Area(List<(double X, double Y)> line) =>
        line.Zip(line.Skip(1).Append(line[0]), (a, b) => ((a.X * b.Y) - (b.X * a.Y)) / 2).Sum();

    private static bool Encloses(List<(double X, double Y)> line, double x, double y) =>
        line.Zip(line.Skip(1).Append(line[0]), (a, b) => a.Y > y != b.Y > y && x < a.X + ((y - a.Y) / (b.Y - a.Y) * (b.X - a.X)))
            .Count(crossed => crossed) % 2 == 1;
}

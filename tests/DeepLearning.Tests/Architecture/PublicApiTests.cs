using System.Numerics;

namespace DeepLearning.Tests;

/// <summary>The public surface is a text in the repository, so that no change of it goes unseen.</summary>
public class PublicApiTests
{
    private const string Approve = "DEEPLEARNING_APPROVE_API";

    private static readonly string File = Path.Combine(Repository.Root, "tests", "DeepLearning.Tests", "Architecture", "PublicApi.txt");

    [Fact]
    public void PublicApi_IsTheApprovedOne()
    {
        var actual = PublicApi.Of(typeof(Network<>).Assembly.GetExportedTypes());
        if (Environment.GetEnvironmentVariable(Approve) == "1")
        {
            System.IO.File.WriteAllText(File, actual);
        }

        Difference(System.IO.File.ReadAllText(File).ReplaceLineEndings("\n"), actual).Should().BeEmpty();
    }

    [Fact]
    public void Of_EveryKindOfMember_IsWrittenAsInCSharp() =>
        PublicApi.Of([typeof(Shape<>), typeof(Circle), typeof(Point), typeof(Kind), typeof(Extensions)]).Should().Be(
            """
            static class Extensions
                static string Text(this PublicApiTests.Point point, PublicApiTests.Kind kind = PublicApiTests.Kind.Round)

            sealed class PublicApiTests.Circle : PublicApiTests.Shape<float>
                Circle()
                override float Area(float scale)

            enum PublicApiTests.Kind
                Angular = 1
                Round = 0

            readonly record struct PublicApiTests.Point : IEquatable<PublicApiTests.Point>
                Point(double X, string? Name)
                double X { get; init; }
                string? Name { get; init; }

            abstract class PublicApiTests.Shape<T> where T : unmanaged, INumber<T>
                (double Width, IReadOnlyList<string?> Names) Extent { get; protected set; }
                T this[int corner, params int[] others] { get; }
                abstract T Area(T scale = default)
                const string Unit = "m²"
                int Corners { get; }
                protected Shape(int corners = 3)
                protected virtual void Draw<TTo>(in TTo to, ref int count, out PublicApiTests.Point? end, string text = "…") where TTo : class, new()
                required string? Name { get; init; }
                static implicit operator string(PublicApiTests.Shape<T> shape)

            """.ReplaceLineEndings("\n"));

    [Fact]
    public void Difference_OfAChangedMember_NamesBothLinesAndSaysWhatToDo() =>
        Difference("class A\n    int B()\n", "class A\n    int B(int c)\n").Should().Be(
            """
            The public surface has changed:
            - class A:     int B()
            + class A:     int B(int c)
            If that is meant, approve it: DEEPLEARNING_APPROVE_API=1 dotnet test -c Release, then look at the change of PublicApi.txt, and tell it in .github/CHANGELOG.md.
            """.ReplaceLineEndings("\n"));

    [Fact]
    public void Difference_OfEqualSurfaces_IsNothing() => Difference("class A\n    int B()\n", "class A\n    int B()\n").Should().BeEmpty();

    /// <summary>What was there and is not, and the reverse; empty where nothing is.</summary>
    private static string Difference(string approved, string actual)
    {
        var (before, after) = (Lines(approved).ToList(), Lines(actual).ToList());
        var changes = before.Except(after).Select(line => $"- {line}").Concat(after.Except(before).Select(line => $"+ {line}")).ToList();
        return changes.Count == 0 ? "" : string.Join('\n', [
            "The public surface has changed:", .. changes,
            $"If that is meant, approve it: {Approve}=1 dotnet test -c Release, then look at the change of PublicApi.txt, and tell it in .github/CHANGELOG.md."]);
    }

    /// <summary>Every line with the type that it belongs to.</summary>
    private static IEnumerable<string> Lines(string api)
    {
        var type = "";
        foreach (var line in api.Split('\n').Where(line => line.Length > 0))
        {
            type = line[0] == ' ' ? type : line;
            yield return line[0] == ' ' ? $"{type}: {line}" : line;
        }
    }

    public enum Kind
    {
        Round,
        Angular,
    }

    public readonly record struct Point(double X, string? Name);

    public abstract class Shape<T>(int corners = 3)
        where T : unmanaged, INumber<T>
    {
        public const string Unit = "m²";

        public int Corners { get; } = corners;

        public required string? Name { get; init; }

        public (double Width, IReadOnlyList<string?> Names) Extent { get; protected set; }

        public T this[int corner, params int[] others] => T.Zero;

        public abstract T Area(T scale = default);

        protected virtual void Draw<TTo>(in TTo to, ref int count, out Point? end, string text = "…")
            where TTo : class, new() => end = null;

        public static implicit operator string(Shape<T> shape) => shape.ToString()!;

        internal void Unseen() => Corners.ToString(provider: null);
    }

    public sealed class Circle : Shape<float>
    {
        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public Circle() => Name = "circle";

        public override float Area(float scale) => scale;
    }
}

/// <summary>What <see cref="PublicApiTests"/> writes down.</summary>
internal static class Extensions
{
    public static string Text(this PublicApiTests.Point point, PublicApiTests.Kind kind = PublicApiTests.Kind.Round) => $"{point} {kind}";
}

namespace DeepLearning.Tests;

/// <summary>The keeper of the order is itself kept honest, on a small invented library.</summary>
public class FolderOrderTests
{
    private static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        ["Shared.cs"] = "namespace N;\n\ninternal static class Shared\n{\n    public static int Count { get; set; }\n}\n",
        ["Low/Base.cs"] = "namespace N;\n\n/// <summary>Not an Upper.</summary>\npublic partial class Base\n{\n    public static int " +
            "Twice() => 2 * Shared.Count;\n}\n",
        ["High/Inner/Upper.cs"] = "namespace N.High;\n\ninternal sealed class Upper<T> : Base\n{\n    public IEnumerable<int> Numbers() " +
            "{ yield return Shared.Count; }\n}\n",
        ["High/Peer.cs"] = "namespace N.High;\n\ninternal readonly record struct Peer(int Number)\n{\n    public int Sum => " +
            "Enumerable.Range(0, Number).Sum(i => i + Base.Twice());\n}\n",
    };

    [Fact]
    public void Violations_WhenEveryUseIsOfTheRowsAbove_AreNone() =>
        new FolderOrder("Shared.cs", "Low", "High").Violations(Files).Should().BeEmpty();

    [Fact]
    public void Violations_WhenARowUsesOneBelow_NameEveryUse() =>
        new FolderOrder("High", "Low", "Shared.cs").Violations(Files).Should().Equal(
        "High/Inner/Upper.cs uses Base of Low/Base.cs",
        "High/Inner/Upper.cs uses Shared of Shared.cs",
        "High/Inner/Upper.cs uses Shared.Count of Shared.cs",
        "High/Peer.cs uses Base of Low/Base.cs",
        "High/Peer.cs uses Base.Twice of Low/Base.cs",
        "Low/Base.cs uses Shared of Shared.cs",
        "Low/Base.cs uses Shared.Count of Shared.cs");

    [Fact]
    public void Violations_WhenStrangersOnOneRowMeet_NameTheUse() =>
        new FolderOrder("Shared.cs", "Low, High").Violations(Files).Should().Equal(
        "High/Inner/Upper.cs uses Base of Low/Base.cs",
        "High/Peer.cs uses Base of Low/Base.cs",
        "High/Peer.cs uses Base.Twice of Low/Base.cs");

    [Fact]
    public void Violations_WhenListAndSourcesDiffer_NameThePlaces() => new FolderOrder("Low", "Gone").Violations(Files).Should().StartWith(
    [
        "(root) is not in the list: give it its place",
        "High is not in the list: give it its place",
        "Gone is in the list, but not among the sources",
    ]);

    [Fact]
    public void Violations_OfAPartialType_AreThoseOfEachFile()
    {
        // Base stands below; what High adds to it stands in High, and is High's to use.
        var files = new Dictionary<string, string>(Files, StringComparer.Ordinal)
        {
            ["High/Base.Peers.cs"] = "using N.High;\nnamespace N;\n\npublic partial class Base\n{\n    public Peer Peer() => new(1);\n}\n",
        };
        new FolderOrder("Shared.cs", "Low", "High").Violations(files).Should().BeEmpty();
        files["Low/User.cs"] = "namespace N;\n\ninternal static class User\n{\n    public static int Sum(Base one) => one.Peer().Sum;\n}\n";
        new FolderOrder("Shared.cs", "Low", "High").Violations(files).Should().Equal(
            "Low/User.cs uses Base.Peer of High/Base.Peers.cs", "Low/User.cs uses Peer.Sum of High/Peer.cs");
    }

    [Fact]
    public void References_OfEveryKind_AreSeen()
    {
        string[] names =
        [
            "InBase", "InInterface", "InField", "InParameter", "InResult", "InConstraint", "InLocal", "InCall", "InTypeOf", "InLambda",
            "InAttribute", "InArray",
            "InGenericArgument",
        ];
        var files = names.ToDictionary(
            name => $"{name}.cs",
            name =>
                $"namespace N; public {(name is "InInterface" or "InConstraint" ? "interface" : "class")} " +
                $"{name}{(name == "InAttribute" ? " : Attribute" : "")} {{ " +
                (name is "InInterface" or "InConstraint" ? "" : "public static int Value => 1; ") + "}");
        files["Everything.cs"] = """
            namespace N;

            [InAttribute]
            public class Everything<T> : InBase, InInterface
                where T : InConstraint
            {
                public InField? Field = new();

                public List<InGenericArgument[]> List { get; } = [];

                public static InResult? Method(InParameter parameter)
                {
                    var local = new InLocal();
                    Console.WriteLine(InCall.Value + typeof(InTypeOf).Name + local + new InArray[1].Length);
                    Func<int> lambda = () => InLambda.Value;
                    return lambda() > 0 ? null : new InResult();
                }
            }
            """;
        FileReferences.Of(files).Select(use => use.To).Distinct().Should().BeEquivalentTo(names.Select(name => $"{name}.cs"));
    }
}

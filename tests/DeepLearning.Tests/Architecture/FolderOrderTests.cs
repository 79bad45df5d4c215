using DeepLearning.Tests.Synthetic;

namespace DeepLearning.Tests;

/// <summary>The keeper of the order is itself kept honest, on a small invented library.</summary>
public class FolderOrderTests
{
    private static readonly Type[] Types = [typeof(Base), typeof(Upper<>), typeof(Peer), typeof(Shared)];

    private static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        ["Shared.cs"] = "namespace N;\n\ninternal static class Shared\n{\n}\n",
        ["Low/Base.cs"] = "namespace N;\n\n/// <summary>Not a class Comment.</summary>\npublic class Base\n{\n    class Nested;\n}\n",
        ["High/Inner/Upper.cs"] = "namespace N;\n\ninternal sealed class Upper<T> : Base\n{\n}\n",
        ["High/Peer.cs"] = "namespace N;\n\ninternal readonly record struct Peer(int Number);\n",
    };

    [Fact]
    public void Violations_WhenEveryUseIsOfTheRowsAbove_AreNone() =>
        new FolderOrder("Shared.cs", "Low", "High").Violations(Files, Types).Should().BeEmpty();

    [Fact]
    public void Violations_WhenARowUsesOneBelow_NameEveryUse() =>
        new FolderOrder("High", "Low", "Shared.cs").Violations(Files, Types).Should().Equal(
            "High/Inner/Upper.cs uses Base of Low/Base.cs",
            "High/Inner/Upper.cs uses Shared of Shared.cs",
            "High/Peer.cs uses Base of Low/Base.cs",
            "Low/Base.cs uses Shared of Shared.cs");

    [Fact]
    public void Violations_WhenStrangersOnOneRowMeet_NameTheUse() =>
        new FolderOrder("Shared.cs", "Low, High").Violations(Files, Types).Should().Equal(
            "High/Inner/Upper.cs uses Base of Low/Base.cs",
            "High/Peer.cs uses Base of Low/Base.cs");

    [Fact]
    public void Violations_WhenListAndSourcesDiffer_NameThePlaces() =>
        new FolderOrder("Low", "Gone").Violations(Files, [.. Types, typeof(FolderOrderTests)]).Should().Equal(
            "(root) is not in the list: give it its place",
            "High is not in the list: give it its place",
            "Gone is in the list, but not among the sources",
            "DeepLearning.Tests.FolderOrderTests is declared in no file");

    [Fact]
    public void References_OfEveryKind_AreSeen() => TypeReferences.Of(typeof(Everything<>)).Should().Contain(
    [
        typeof(InBase), typeof(InInterface), typeof(InField), typeof(InParameter), typeof(InResult), typeof(InConstraint), typeof(InLocal),
        typeof(InCall), typeof(InTypeOf), typeof(InLambda), typeof(InAttribute), typeof(InArray), typeof(InGenericArgument),
    ]);
}

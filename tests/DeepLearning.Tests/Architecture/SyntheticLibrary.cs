// A small invented library, for the tests of the tests: who refers to whom is known here by hand.
namespace DeepLearning.Tests.Synthetic;

internal static class Shared
{
    public static int Count { get; set; }
}

internal class Base
{
    public static int Twice() => 2 * Shared.Count;
}

internal sealed class Upper<T> : Base
{
    public IEnumerable<int> Numbers()
    {
        yield return Shared.Count;
    }
}

internal readonly record struct Peer(int Number)
{
    public int Sum => Enumerable.Range(0, Number).Sum(i => i + Base.Twice());
}

internal class InBase;

internal interface InInterface;

internal sealed class InField;

internal sealed class InParameter;

internal sealed class InResult;

internal interface InConstraint;

internal sealed class InLocal
{
    public override string ToString() => "local";
}

internal static class InCall
{
    public static void Go()
    {
    }
}

internal sealed class InTypeOf;

internal static class InLambda
{
    public static int Value => 1;
}

[AttributeUsage(AttributeTargets.Class)]
internal sealed class InAttribute : Attribute;

internal sealed class InArray;

internal sealed class InGenericArgument;

[InAttribute]
internal sealed class Everything<T> : InBase, InInterface
    where T : InConstraint
{
    public InField? Field = new();

    public List<InGenericArgument[]> List { get; } = [];

    public static InResult? Method(InParameter parameter)
    {
        var local = new InLocal();
        InCall.Go();
        Console.WriteLine(typeof(InTypeOf).Name + local + new InArray[1].Length);
        Func<int> lambda = () => InLambda.Value;
        return lambda() > 0 ? null : new InResult();
    }
}

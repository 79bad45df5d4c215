using System.Reflection;
using System.Text.RegularExpressions;

namespace DeepLearning.Tests;

/// <summary>
/// The shape of the library that no single class can hold: which way dependencies run, how long files are, what is public.
/// </summary>
public partial class ArchitectureTests
{
    private const int LongestFile = 300;
    private const int LongestLine = 140;
    private const int MostPublicTypes = 88;
    private const int MostInTheMainRoom = 55;

    /// <summary>Who has a table and wants a model needs this room alone, and who builds networks does not need it.</summary>
    private const int MostInTheRoomOfTables = 20;

    /// <summary>Who trains in one process needs nothing of this room.</summary>
    private const int MostInTheRoomOfProcesses = 1;

    /// <summary>Folders that are rooms of their own, with a namespace. What stands elsewhere is in the main one.</summary>
    private static readonly string[] Rooms =
        ["Data", "Diagnosis", "Export", "GradientChecking", "Numerics", "Processes", "Reporting", "Serialization", "Tabular", "Tuning"];

    /// <summary>
    /// Types of the main room with files in others, which do the work of these rooms for them, or that the first program names.
    /// </summary>
    private static readonly string[] OfTheMainRoom =
        ["Dataset", "Ensemble", "Model", "Network", "TrainingHistory", "Backend", "RandomStream"];

    /// <summary>
    /// From the foundations up: each row may use the rows above it, and the names on one row are strangers to each other.
    /// </summary>
    private static readonly FolderOrder Order = new(
        "Common",
        "Numerics",
        "Initializers, Formulas, Processes",
        "Activations, Normalizations",
        "Losses, Regularizers, Constraints, Averages, Optimizers, Clipping, Schedules",
        "Evaluation",
        "Data",
        FolderOrder.Root,
        "Inference",
        "Model.cs, Ensemble.cs",
        "Serialization",
        "Training",
        "GradientChecking, Diagnosis, Export, Tuning",
        "Tabular",
        "Reporting");

    private static readonly Assembly Library = typeof(Network<>).Assembly;

    private static readonly IReadOnlyDictionary<string, string> Sources = Repository.CSharpFiles(Repository.LibrarySources);

    [Fact]
    public void Folders_DependOnOneAnother_OneWay() => Order.Violations(Sources).Should().BeEmpty();

    [Fact]
    public void Folders_InAWrongOrder_AreSeen() =>
        new FolderOrder("Losses", "Activations").Violations(Sources).Should()
            .Contain("Losses/CrossEntropy.cs uses Activation of Activations/Activation.cs")
            .And.Contain("Training is not in the list: give it its place");

    [Fact]
    public void Files_AreOfReadableLength() => Repository.CSharpFiles(Path.Combine(Repository.Root, "src"))
        .Where(file => file.Value.AsSpan().Count('\n') > LongestFile)
        .Select(file => $"{file.Key} has more than {LongestFile} lines: it does more than one thing")
        .Should().BeEmpty();

    [Fact]
    public void Lines_AreOfReadableLength() => new[] { "src", "tests", "samples", "benchmarks" }
        .SelectMany(folder => Repository.CSharpFiles(Path.Combine(Repository.Root, folder)))
        .SelectMany(file => file.Value.Split('\n').Index()
            .Where(line => new System.Globalization.StringInfo(line.Item).LengthInTextElements > LongestLine)
            .Select(line => $"{file.Key}({line.Index + 1}) has more than {LongestLine} columns"))
        .Should().BeEmpty();

    [Fact]
    public void Implementations_OfPlugIns_AreSealed() => OpenImplementations(Library.GetTypes()).Should().BeEmpty();

    [Fact]
    public void Namespaces_AreTheFolders() => Sources
        .Select(file => (file.Key, Namespace: NamespaceOf().Match(file.Value).Groups[1].Value, Expected: ExpectedNamespace(file.Key)))
        .Where(file => file.Namespace != file.Expected)
        .Select(file => $"{file.Key} stands in {file.Namespace}, not in {file.Expected}")
        .Should().BeEmpty();

    [Fact]
    public void PublicTypes_AreAsManyAsAReaderHolds()
    {
        var types = Library.GetExportedTypes();
        var ofTables = types.Count(type => type.Namespace == "DeepLearning.Tabular");
        ofTables.Should().BeLessThanOrEqualTo(MostInTheRoomOfTables);
        var ofProcesses = types.Count(type => type.Namespace == "DeepLearning.Processes");
        ofProcesses.Should().BeLessThanOrEqualTo(MostInTheRoomOfProcesses);
        (types.Length - ofTables - ofProcesses).Should().BeLessThanOrEqualTo(MostPublicTypes);
        types.Count(type => type.Namespace == "DeepLearning").Should().BeLessThanOrEqualTo(MostInTheMainRoom);
    }

    [Fact]
    public void Sums_AreInOneOrder_OnEveryProcessor() => Sources
        .Where(file => SumsInAnyOrder().IsMatch(file.Value)).Select(file => file.Key)
        .Should().BeEmpty("TensorPrimitives sum in an order that depends on the width of the processor's vectors; Sums does not");

    [Fact]
    public void FilesOfSimd_ImportNoMathNet() => Sources
        .Where(file => UsesBothVectors(file.Value)).Select(file => file.Key)
        .Should().BeEmpty("Vector<T> of System.Numerics and of MathNet.Numerics.LinearAlgebra are not to be confused");

    [Fact]
    public void Library_DependsOnMathNetAndTensorsOnly() => Library.GetReferencedAssemblies()
        .Select(assembly => assembly.Name!).Where(name => !name.StartsWith("System.", StringComparison.Ordinal))
        .Should().BeEquivalentTo("MathNet.Numerics");

    [Theory]
    [InlineData("using System.Runtime.Intrinsics;\nusing MathNet.Numerics.LinearAlgebra;\nvar v = Vector256.Add(a, b);", true)]
    [InlineData("using System.Numerics;\nusing MathNet.Numerics.LinearAlgebra;\nvar width = Vector<T>.Count;", true)]
    [InlineData("using System.Numerics;\nvar v = new MathNet.Numerics.LinearAlgebra.Vector<T>[1]; var width = Vector<T>.Count;", true)]
    [InlineData("using System.Numerics;\nvar width = Vector<T>.Count;", false)]
    [InlineData("using System.Numerics;\nusing MathNet.Numerics.LinearAlgebra;\n/// <summary>Wider than Vector256.</summary>", false)]
    [InlineData(
        "using System.Numerics;\nMathNet.Numerics.LinearAlgebra.Vector<T> Predict(MathNet.Numerics.LinearAlgebra.Vector<T> x);", false)]
    [InlineData("using MathNet.Numerics.LinearAlgebra;\nVector<T> Predict(Vector<T> x);", false)]
    [InlineData("using MathNet.Numerics.LinearAlgebra;\nvar width = System.Numerics.Vector<T>.Count;", true)]
    public void UsesBothVectors_OnSmallSources_SeesTheMixture(string source, bool expected) =>
        UsesBothVectors(source).Should().Be(expected);

    [Fact]
    public void OpenImplementations_OfAnUnsealedOne_NamesIt() =>
        OpenImplementations([typeof(PlugIn), typeof(Open), typeof(Closed), typeof(Middle)]).Should().Equal(
            "Open derives from PlugIn and is not sealed");

    /// <summary>Concrete classes that derive from an abstract class of the same set and can be derived from.</summary>
    private static IEnumerable<string> OpenImplementations(IReadOnlyList<Type> types) =>
        from type in types
        where type is { IsClass: true, IsAbstract: false, IsSealed: false }
        let plugIn = types.FirstOrDefault(plugIn => plugIn.IsAbstract && type.IsSubclassOf(plugIn))
        where plugIn is not null
        select $"{type.Name} derives from {plugIn.Name} and is not sealed";

    private static bool UsesBothVectors(string source)
    {
        var code = Comment().Replace(source, "")
            .Replace("MathNet.Numerics.LinearAlgebra.Vector", "MathNet.Numerics.LinearAlgebra", StringComparison.Ordinal);
        var simd = code.Contains("using System.Numerics;", StringComparison.Ordinal) ? AnyVector() : SimdVector();
        return code.Contains("MathNet.Numerics.LinearAlgebra", StringComparison.Ordinal) && simd.IsMatch(code);
    }

    private static string ExpectedNamespace(string path) =>
        path.Split('/') is [var folder, .., var file] && Rooms.Contains(folder) && !OfTheMainRoom.Contains(file.Split('.', '{')[0])
            ? $"DeepLearning.{folder}"
            : "DeepLearning";

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceOf();

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bVector(?:64|128|256|512)?\b|\bSystem\.Runtime\.Intrinsics\b")]
    private static partial Regex AnyVector();

    [GeneratedRegex(@"TensorPrimitives\.(Sum|Dot|Norm|Average|StdDev|Product|Distance|CosineSimilarity)")]
    private static partial Regex SumsInAnyOrder();

    [GeneratedRegex(@"\bVector(?:64|128|256|512)\b|\bSystem\.Runtime\.Intrinsics\b|\bSystem\.Numerics\.Vector\b")]
    private static partial Regex SimdVector();

    private abstract class PlugIn;

    private abstract class Middle : PlugIn;

    private class Open : Middle;

    private sealed class Closed : Open;
}

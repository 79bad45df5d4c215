using System.Globalization;
using System.Numerics;
using System.Reflection;
using DeepLearning.Tests.Numerics;
using DeepLearning.Tests.Tabular;

namespace DeepLearning.Tests;

/// <summary>
/// Public methods over spans: a call with right lengths writes nothing beyond them, and one with wrong, unequal, no or overlapping lengths
/// is an <see cref="ArgumentException"/> that has touched nothing. Right before each span lie marked numbers, right after it a page that
/// ends the process.
/// </summary>
public abstract class SpanLaws<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly int[] Lengths = [0, 1, 2, 3, 4, 6, 12, 48];

    private static readonly int[] Sizes = [int.MinValue, -1, 0, 1, 2, 3, 4, 6, 12, int.MaxValue];

    private static T Given => T.CreateChecked(0.25);

    public static TheoryData<string> Keys => [.. SpanMethods<T>.All.Select(method => method.Key).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Call_OfAnyLengths_IsRightOrRefusedAndStaysWithin(string key)
    {
        var right = 0;
        foreach (var method in SpanMethods<T>.All.Where(method => method.Key == key))
        {
            foreach (var lengths in Combinations(method.Count))
            {
                right += Sizes.Count(size => CallWithin(method, lengths, size));
            }
        }

        right.Should().BePositive("some calls must be right");
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Call_OfOverlappingSpans_IsRefused(string key)
    {
        foreach (var method in SpanMethods<T>.All.Where(method => method.Key == key))
        {
            var (lengths, size) = Combinations(method.Count).SelectMany(lengths => Sizes.Select(size => (Lengths: lengths, Size: size)))
                .Where(call => call.Lengths.All(length => length > 1) && method.IsValid(call.Lengths, call.Size))
                    .MaxBy(call => call.Lengths.Sum());
            foreach (var (first, second) in method.Apart)
            {
                foreach (var shift in new[] { 0, 1, lengths[first] - 1 })
                {
                    var shared = new T[shift + Math.Max(lengths[first], lengths[second])];
                    var others = lengths.Select(length => Filled(length)).ToArray();
                    Span<T> Pieces(int position) => position == first ? shared.AsSpan(0, lengths[first])
                        : position == second ? shared.AsSpan(shift, lengths[second])
                        : others[position];
                    shared.AsSpan().Fill(Given);
                    IsRefused(method, Pieces, size)
                        .Should().BeTrue($"spans {first} and {second} of {method.Key} of {method.Subject} overlap from {shift} on");
                    shared.AsSpan().IndexOfAnyExcept(Given).Should().Be(-1);
                }
            }
        }
    }

    private static bool CallWithin(SpanMethod<T> method, int[] lengths, int size)
    {
        var memories = lengths.Select(length => new GuardedMemory<T>(length)).ToArray();
        Array.ForEach(memories, memory => memory.Span.Fill(Given));
        var expected = method.IsValid(lengths, size);
        string Text() =>
            string.Create(
                CultureInfo.InvariantCulture, $"{method.Key} of {method.Subject}, lengths {string.Join(", ", lengths)}, size {size}");
        var refused = IsRefused(method, position => memories[position].Span, size);
        if (refused == expected)
        {
            Assert.Fail($"{Text()}: it is {(expected ? "right, but was refused" : "wrong, but was accepted")}.");
        }

        foreach (var memory in memories)
        {
            if (!memory.IsIntact() || (refused && memory.Span.IndexOfAnyExcept(Given) >= 0))
            {
                Assert.Fail($"{Text()}: it has written where it may not.");
            }

            memory.Dispose();
        }

        return expected;
    }

    private static bool IsRefused(SpanMethod<T> method, Spans<T> spans, int size)
    {
        try
        {
            method.Call(spans, size);
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private static T[] Filled(int length)
    {
        var numbers = new T[length];
        numbers.AsSpan().Fill(Given);
        return numbers;
    }

    private static IEnumerable<int[]> Combinations(int count) => count == 0
        ? [[]]
        : Combinations(count - 1).SelectMany(lengths => Lengths.Select(length => (int[])[.. lengths, length]));
}

public sealed class SpanSingleLaws : SpanLaws<float>;

public sealed class SpanDoubleLaws : SpanLaws<double>;

/// <summary>That the laws of spans leave out no public method.</summary>
public sealed class SpanMethodsTests
{
    /// <summary>Those that only read from spans, in code that the runtime checks: their errors are tested where they stand.</summary>
    private static readonly Dictionary<string, Action> Managed = new(StringComparer.Ordinal)
    {
        ["Dataset.FromLabels(x, labels, classes, featureNames, classNames)"] = () =>
            Dataset.FromLabels(MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(1, 1), [0, 1], 2),
        ["Dataset.FromLabels(rows, labels, classes, featureNames, classNames)"] = () => Dataset.FromLabels<double>([[1]], [0, 1], 2),
        ["Dataset.Subset(indices)"] = () => Dataset.FromArrays<double>([[1.0]], [1.0]).Subset(1),
        ["Matrices.OneHot(labels, classes)"] = () => Matrices.OneHot<double>([3], 3),
        ["RawTable.Subset(rows)"] = () => Table().Subset(7),
        ["RawColumn.Numeric(name, values)"] = () => _ = new RawTable(RawColumn.Numeric("a", [1]), RawColumn.Numeric("b", [])),
        ["RawColumn.Text(name, values)"] = () => _ = new RawTable(RawColumn.Numeric("a", [1]), RawColumn.Text("b", [])),
        ["FittedPipeline.ToTable(row)"] = () => ModelFilesTests.Prices.Pipeline.ToTable(),
        ["Model.Predict(row)"] = () => ModelFilesTests.Prices.Predict(),
        ["TabularModel.Predict(row)"] = () => SmallModels.OfNumbers().Predict(1.0),
        ["Model.PredictClass(row)"] = () => ModelFilesTests.Places.PredictClass(),
        ["Model.PredictLabels(row)"] = () => ModelTests.Weather(Activation.Sigmoid).Model.PredictLabels(1),
        ["Model.PredictLabels(table, thresholds)"] = () => PredictLabels(0.1, 0.2, 0.3),
        ["Network.PredictLabels(x, thresholds)"] = () => ModelTests.Weather(Activation.Sigmoid).Model.Network
            .PredictLabels(MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(2, 1), 0.1, 0.2, 0.3),
        ["Network.EvaluateLabels(data, thresholds)"] = () => ModelTests.Weather(Activation.Sigmoid).Model.Network
            .EvaluateLabels(Dataset.FromArrays<double>([[1.0, 2]], [[1.0, 0]]), 0.1, 0.2, 0.3),
        ["MeasuredError.OfEach(errors)"] = () => MeasuredError.OfEach(),
        ["OptimizerState..ctor(slots, start, length)"] = () => _ = new OptimizerState<double>([new double[3]], 2, 2),
        ["RandomStream.Shuffle(items)"] = () => throw new ArgumentException("Any span can be shuffled."),
        ["ScheduleContext.set_Costs(value)"] = () => throw new ArgumentException("Any span can be kept."),
    };

    [Fact]
    public void Methods_ThatTakeASpan_AreAllInTheTables() =>
        Found().Order(StringComparer.Ordinal).Should().Equal(
            Managed.Keys.Concat(SpanMethods<float>.All.Select(method => method.Key)).Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal));

    [Fact]
    public void Managed_OfWrongLengths_IsAnArgumentException()
    {
        foreach (var (key, call) in Managed)
        {
            call.Should().Throw<ArgumentException>(key);
        }
    }

    private static void PredictLabels(params ReadOnlySpan<double> thresholds)
    {
        var (model, table) = ModelTests.Weather(Activation.Sigmoid);
        model.PredictLabels(table, thresholds);
    }

    private static RawTable Table() => new(RawColumn.Numeric("a", [1, 2]));

    private static IEnumerable<string> Found() => typeof(Network<>).Assembly.GetExportedTypes()
        .SelectMany(
            type =>
                type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                    .OfType<MethodBase>())
        .Where(method => method.GetParameters().Any(parameter => IsSpan(parameter.ParameterType)))
        .Select(SpanMethod<float>.KeyOf)
        .Distinct(StringComparer.Ordinal);

    private static bool IsSpan(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() is { } generic
        && (generic == typeof(Span<>) || generic == typeof(ReadOnlySpan<>));
}

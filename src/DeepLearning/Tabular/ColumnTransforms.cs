using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>The encoding of a table as the transforms of a pipeline, which other formats know how to write.</summary>
internal sealed class ColumnTransforms
{
    private readonly List<FittedNeighbourMean> neighbours = [];
    private readonly List<string> indicated = [];
    private readonly List<ColumnFill> fills = [];
    private readonly List<Learned<RobustScaling>> scalings = [];
    private readonly List<Learned<PiecewiseLinearBins>> bins = [];
    private readonly List<Learned<CategoryCodes>> categories = [];
    private readonly List<string> plain = [];
    private readonly List<string> fine = [];

    /// <summary>Adds what neighbours tell, as a column of numbers that is still to be added.</summary>
    public void Add(FittedNeighbourMean mean) => neighbours.Add(mean);

    /// <summary>Adds a column of numbers.</summary>
    public void Add(string name, RobustScaling scaling, bool hasIndicator, PiecewiseLinearBins edges)
    {
        plain.Add(name);
        if (hasIndicator)
        {
            indicated.Add(name);
            plain.Add(IndicateMissing.NameOf(name));
        }

        fills.Add(new(name, scaling.Median));
        scalings.Add(new(name, scaling));
        if (edges.Count > 0)
        {
            Learned<PiecewiseLinearBins> learned = new(name, edges);
            bins.Add(learned);
            fine.AddRange(FittedPiecewiseLinear.Inputs(learned));
        }
    }

    /// <summary>Adds a column of categories.</summary>
    public void Add(string name, CategoryCodes codes)
    {
        Learned<CategoryCodes> learned = new(name, codes);
        categories.Add(learned);
        plain.AddRange(new FittedCategoryCodes([learned]).NamesAfter(learned));
    }

    /// <summary>The pipeline that gives the inputs of networks in their order.</summary>
    /// <param name="inputs">The columns of the table.</param>
    /// <param name="target">What is predicted.</param>
    public FittedPipeline Pipeline(IReadOnlyList<InputColumn> inputs, PipelineOutput target) => new(
        inputs,
        [
            .. neighbours, new FittedMissingIndicators(indicated), new FittedImputation(fills), new FittedPiecewiseLinear(bins),
            new FittedRobustScaling(scalings), new FittedCategoryCodes(categories),
        ],
        [.. plain, .. fine], target);
}

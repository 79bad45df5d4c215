using DeepLearning.Data;

namespace DeepLearning.Tabular;

/// <summary>A table as its checks see it.</summary>
internal sealed class InspectedTable
{
    public InspectedTable(RawTable table, string target, RawTable? test)
    {
        (Table, Test) = (table, test);
        Columns = [.. table.Columns.Select(
            column => new CodedColumn(column, string.Equals(column.Name, target, StringComparison.Ordinal)))];
        Target = Columns.Single(column => column.IsTarget);
        Inputs = [.. Columns.Where(column => !column.IsTarget)];
    }

    /// <summary>The table itself.</summary>
    public RawTable Table { get; }

    /// <summary>Rows to be answered later, with or without a target; null where there are none yet.</summary>
    public RawTable? Test { get; }

    /// <summary>All columns.</summary>
    public CodedColumn[] Columns { get; }

    /// <summary>The columns that may be learned from.</summary>
    public CodedColumn[] Inputs { get; }

    /// <summary>The column to be predicted.</summary>
    public CodedColumn Target { get; }

    /// <summary>Whether classes are predicted: texts, or two numbers alone.</summary>
    public bool IsClassification => TabularGuard.LooksLikeClasses(Target.Column);
}

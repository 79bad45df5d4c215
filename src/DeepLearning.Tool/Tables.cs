using DeepLearning.Data;
using DeepLearning.Tabular;

namespace DeepLearning.Tool;

/// <summary>Reads tables for a model.</summary>
internal static class Tables
{
    /// <summary>A table whose columns are of the kinds that a model has learned, though they may look otherwise in this file.</summary>
    public static RawTable Read(string path, TabularModel model, IReadOnlyList<string> missing)
    {
        // The names first: a column may be asked for as text only where the file has it.
        var table = RawTable.FromCsv(path, missing: missing);
        string[] texts =
        [
            .. model.InputColumns.Where(column => column.IsText).Select(column => column.Name)
                .Concat(model.Classes.Count > 0 ? [model.Target] : [])
                .Where(name => table.Has(name) && !table[name].IsText),
        ];
        return texts.Length == 0 ? table : RawTable.FromCsv(path, missing: missing, text: texts);
    }
}

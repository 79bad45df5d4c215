using System.Globalization;
using System.Text.Json;

namespace DeepLearning.Tuning;

/// <summary>The file in which a search keeps the measurements of its trials.</summary>
internal sealed class TuningFile(string path, IReadOnlyList<string> description)
{
    /// <summary>What reading the file may allocate.</summary>
    public static readonly ReadLimit Limit = new(64, ReadLimit.MiB);

    private const string Format = "DeepLearning random search 1";

    /// <summary>Gives the trials what the file knows of them; nothing when there is no file.</summary>
    public void Load(IReadOnlyList<TrialRun> runs)
    {
        if (File.Exists(path))
        {
            Read(File.ReadAllBytes(path), runs);
        }
    }

    /// <summary>Gives the trials what the bytes of a file know of them, where that is more than what is known already.</summary>
    public void Read(byte[] bytes, IReadOnlyList<TrialRun> runs)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            if (!string.Equals(root.GetProperty("format").GetString(), Format, StringComparison.Ordinal))
            {
                throw new FormatException($"its format is not '{Format}'");
            }

            RequireSameSearch([.. root.GetProperty("search").EnumerateArray().Select(line => line.GetString() ?? "")]);
            var numbers = new HashSet<int>();
            foreach (var trial in root.GetProperty("trials").EnumerateArray())
            {
                Restore(runs, trial, numbers);
            }
        }
        catch (Exception exception) when (
            exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{path} is no file of a random search, or is damaged: {exception.Message}", exception);
        }
    }

    /// <summary>Writes what is known of all trials.</summary>
    public void Save(IReadOnlyList<TrialRun> runs) => AtomicFile.Write(path, stream => Write(stream, runs));

    /// <summary>What the file would hold.</summary>
    public byte[] Bytes(IReadOnlyList<TrialRun> runs)
    {
        using var bytes = new MemoryStream();
        Write(bytes, runs);
        return bytes.ToArray();
    }

    private void Write(Stream stream, IReadOnlyList<TrialRun> runs)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteStartArray("search");
        foreach (var line in description)
        {
            json.WriteStringValue(line);
        }

        json.WriteEndArray();
        json.WriteStartArray("trials");
        foreach (var known in runs.Select(run => run.Known).Where(known => known.Scores.Count > 0 || known.Ended))
        {
            Write(json, known);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TrialResult result)
    {
        json.WriteStartObject();
        json.WriteNumber("number", result.Trial.Number);
        json.WriteBoolean("ended", result.Ended);
        if (result.Failure is not null)
        {
            json.WriteString("failure", result.Failure);
        }

        // As text, since JSON has no NaN.
        json.WriteStartArray("scores");
        foreach (var score in result.Scores)
        {
            json.WriteStringValue(score.ToString("R", CultureInfo.InvariantCulture));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Restore(IReadOnlyList<TrialRun> runs, JsonElement trial, HashSet<int> numbers)
    {
        var number = trial.GetProperty("number").GetInt32();
        if (number < 1 || number > runs.Count)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"it has a trial {number} of {runs.Count}"));
        }

        if (!numbers.Add(number))
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"it has trial {number} twice"));
        }

        var run = runs[number - 1];
        var read = run.Known with
        {
            Scores = [.. trial.GetProperty("scores").EnumerateArray().Select(Score)],
            Ended = trial.GetProperty("ended").GetBoolean(),
            Failure = trial.TryGetProperty("failure", out var failure) ? failure.GetString() : null,
        };
        if (!run.Known.Ended && (read.Ended || read.Scores.Count > run.Known.Scores.Count))
        {
            run.Known = read;
        }
    }

    private static double Score(JsonElement score)
    {
        var text = score.GetString() ?? "";
        return NumberText.TryParse<double>(text, out var number) ? number : throw new FormatException($"{Text.Quoted(text)} is no number");
    }

    private void RequireSameSearch(IReadOnlyList<string> other)
    {
        for (var i = 0; i < Math.Max(other.Count, description.Count); i++)
        {
            var (there, here) = (other.ElementAtOrDefault(i) ?? "nothing", description.ElementAtOrDefault(i) ?? "nothing");
            if (!string.Equals(there, here, StringComparison.Ordinal))
            {
                throw new InvalidDataException(
                    $"{path} holds another search: there '{Text.Shortened(there)}', here '{Text.Shortened(here)}'. Give another file, or " +
                    $"delete this one.");
            }
        }
    }
}

using System.Runtime.InteropServices;
using SharpFuzz;

namespace DeepLearning.Fuzz;

/// <summary>What the program can be told to do; each answers with the process's exit code.</summary>
internal static class Commands
{
    /// <summary>Tells what can be done.</summary>
    public static int Help()
    {
        Console.Error.WriteLine(
            """
            list                    the targets
            seeds FOLDER            writes files that can be read and a dictionary of each target: FOLDER/TARGET/…, FOLDER/TARGET.dict
            instrument LIBRARY      makes a copy of DeepLearning.dll tell afl-fuzz which branches it takes
            fuzz TARGET SEEDS       what afl-fuzz starts: reads what it sends, and notes what is wrong in SEEDS.problems
            try TARGET FILE…        reads files, and says which of them are read wrongly
            """);
        return 2;
    }

    /// <summary>Lists the targets.</summary>
    public static int List()
    {
        foreach (var target in FuzzTargets.All)
        {
            Console.WriteLine(target);
        }

        return 0;
    }

    /// <summary>Writes the seeds and dictionaries.</summary>
    public static int Seeds(string folder)
    {
        foreach (var target in FuzzTargets.All)
        {
            var own = Directory.CreateDirectory(Path.Combine(folder, target.Name)).FullName;
            foreach (var (number, seed) in target.Seeds.Index())
            {
                File.WriteAllBytes(Path.Combine(own, $"seed-{number}"), seed);
            }

            File.WriteAllLines(Path.Combine(folder, $"{target.Name}.dict"), FuzzDictionary.Of(target));
        }

        return 0;
    }

    /// <summary>Instruments the library.</summary>
    public static int Instrument(string library)
    {
        Fuzzer.Instrument(library, _ => true, Options.Value);
        return 0;
    }

    /// <summary>
    /// Reads what afl-fuzz sends, until it ends the process. What a process compiles and keeps for ever is not charged to a file: it reads
    /// the seeds first.
    /// </summary>
    public static unsafe int Fuzz(string name, string seeds)
    {
        // Where branches are counted until afl-fuzz has said where they are counted.
        SharpFuzz.Common.Trace.SharedMem = (byte*)NativeMemory.AllocZeroed(1 << 16);
        var target = FuzzTargets.Find(name);
        foreach (var seed in Directory.EnumerateFiles(seeds).Order(StringComparer.Ordinal))
        {
            Problem(target, File.ReadAllBytes(seed));
        }

        var sent = new MemoryStream();
        Fuzzer.OutOfProcess.Run(stream =>
        {
            sent.SetLength(0);
            stream.CopyTo(sent);
            if (Problem(target, sent.ToArray()) is { } problem)
            {
                File.AppendAllText($"{seeds}.problems", problem + Environment.NewLine);
                throw new FuzzFailure(problem);
            }
        });
        return 0;
    }

    /// <summary>Reads files, each twice, since the first one of a process pays for what is kept for ever.</summary>
    public static int Try(FuzzTarget target, IReadOnlyList<string> files)
    {
        foreach (var seed in target.Seeds)
        {
            Problem(target, seed);
        }

        var problems = files.Select(file => (file, Problem: Problem(target, File.ReadAllBytes(file))))
            .Where(tried => tried.Problem is not null).ToArray();
        foreach (var (file, problem) in problems)
        {
            Console.WriteLine($"{file}: {problem}");
        }

        Console.WriteLine($"{target}: {files.Count} files, {problems.Length} problems");
        return problems.Length == 0 ? 0 : 1;
    }

    /// <summary>What is wrong about how a file is read, as it is or repaired.</summary>
    private static string? Problem(FuzzTarget target, byte[] file)
    {
        if (FuzzOutcome.Of(target, file).Problem is { } problem)
        {
            return problem;
        }

        var repaired = target.Repaired(file);
        return repaired.AsSpan().SequenceEqual(file) ? null : FuzzOutcome.Of(target, repaired).Problem;
    }
}

using System.Diagnostics;
using System.Text;

namespace DeepLearning.Tests;

/// <summary>The test program in another process, killed at random moments and started again, until its work is done.</summary>
/// <param name="variable">The variable of the environment that gives the other process its task.</param>
/// <param name="random">What the moments are drawn from.</param>
/// <param name="mostKills">After so many kills, it is left in peace.</param>
internal sealed class KilledProcess(string variable, RandomStream random, int mostKills)
{
    private const string Running = "running";
    private const int MostMilliseconds = 4;

    private int lives;

    public int MostSteps { get; init; } = 8;

    public int Kills { get; private set; }

    /// <summary>Lets the program do a task until a file is there.</summary>
    /// <param name="task">The task, which the program finds in its variable.</param>
    /// <param name="result">The file that it writes last.</param>
    /// <param name="whenKilled">Is called after every kill.</param>
    public void Run(string task, string result, Action whenKilled)
    {
        while (!File.Exists(result))
        {
            lives++.Should().BeLessThan(20 * mostKills, "every life should bring the work forward");
            using var process = Start(task);
            process.StandardOutput.ReadLine().Should().Be(Running, process.HasExited ? process.StandardError.ReadToEnd() : "");
            for (
                var steps = (int)(MostSteps * random.Uniform(3 * lives)); steps > 0
                    && process.StandardOutput.ReadLine() is not null; steps--)
            {
            }

            // Somewhere in the step, in the evaluation or in the writing of a file that follows.
            if (Kills < mostKills && !process.WaitForExit((int)(MostMilliseconds * random.Uniform((3 * lives) + 1))))
            {
                process.Kill();
                Kills++;
                whenKilled();
            }

            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
        }
    }

    /// <summary>In the other process: tells that it has begun.</summary>
    public static void Begin() => Console.WriteLine(Running);

    /// <summary>In the other process: leaves a result, and ends.</summary>
    public static void End(string result, IEnumerable<string> lines)
    {
        AtomicFile.Write(result, stream => stream.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
        Environment.Exit(0);
    }

    private Process Start(string task)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "DeepLearning.Tests" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[variable] = task;
        return Process.Start(start)!;
    }

    /// <summary>In the other process: a schedule that tells of every step as it begins.</summary>
    public sealed class Told(Schedule inner) : Schedule
    {
        public override double Factor(ScheduleContext context)
        {
            Console.WriteLine("step");
            return inner.Factor(context);
        }
    }
}

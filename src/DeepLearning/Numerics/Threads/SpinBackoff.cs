using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DeepLearning.Numerics;

/// <summary>Waiting for another thread: at first by spinning, later by giving the processor away between looks.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct SpinBackoff
{
    private const int SpinMicroseconds = 100;
    private long start;
    private int turns;

    /// <summary>How long this has been waiting, to within some tens of nanoseconds.</summary>
    public double Microseconds { get; private set; }

    public void Spin()
    {
        Thread.SpinWait(2);
        if (turns++ % 8 != 0)
        {
            return;
        }

        if (turns == 1)
        {
            start = Stopwatch.GetTimestamp();
            return;
        }

        Microseconds = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }

    public void Wait()
    {
        if (Microseconds < SpinMicroseconds)
        {
            Spin();
        }
        else
        {
            Thread.Yield();
        }
    }
}

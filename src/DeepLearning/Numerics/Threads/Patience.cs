using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DeepLearning.Numerics;

/// <summary>Waiting for another thread: at first by spinning, later by giving the processor away between looks.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Patience
{
    private const int SpinMicroseconds = 100;
    private long start;
    private int turns;

    /// <summary>How long this has been waiting, to within some tens of nanoseconds.</summary>
    public double Microseconds { get; private set; }

    public void Spin()
    {
        Thread.SpinWait(2);
        if (this.turns++ % 8 != 0)
        {
            return;
        }

        if (this.turns == 1)
        {
            this.start = Stopwatch.GetTimestamp();
            return;
        }

        this.Microseconds = Stopwatch.GetElapsedTime(this.start).TotalMicroseconds;
    }

    public void Wait()
    {
        if (this.Microseconds < SpinMicroseconds)
        {
            this.Spin();
        }
        else
        {
            Thread.Yield();
        }
    }
}

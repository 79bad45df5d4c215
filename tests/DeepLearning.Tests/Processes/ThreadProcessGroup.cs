using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using DeepLearning.Processes;

namespace DeepLearning.Tests.Processes;

/// <summary>
/// Threads that stand for processes. A message is copied when both sides have asked for it, from memory to memory, so that whoever changes
/// what he sends too early, or reads what he receives, has other bits.
/// </summary>
internal sealed class ThreadProcessGroup : ProcessGroup
{
    private readonly World world;
    private readonly List<Message?> operations = [];

    private ThreadProcessGroup(World world, int rank, int size, int shards, int? examples)
        : base(rank, size, shards, examples) => this.world = world;

    public override string Host => $"host{Rank}";

    /// <summary>Runs a program on so many processes, and gives what each returns.</summary>
    /// <exception cref="Exception">What the first process that failed has thrown; the others are waited for no longer.</exception>
    public static TResult[] Run<TResult>(
        int size, int shards, Func<ThreadProcessGroup, TResult> program, int? examples = null, int every = 1000)
    {
        var world = new World();
        var results = new TResult[size];
        var threads = Enumerable.Range(0, size).Select(rank => new Thread(() =>
        {
            try
            {
                results[rank] = program(new(world, rank, size, shards, examples) { CompareEverySteps = every });
            }
            catch (OperationCanceledException) when (!world.Failures.IsEmpty)
            {
                // Another process has failed.
            }
            catch (Exception exception)
            {
                world.Failures.Enqueue((rank, exception));
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        if (world.Failures.TryPeek(out var failure))
        {
            if (failure.Exception is AggregateException or ArgumentException or InvalidOperationException && world.Failures.Count == size)
            {
                world.Failures.Select(other => other.Exception.Message).Distinct(StringComparer.Ordinal).Should().ContainSingle();
            }

            ExceptionDispatchInfo.Capture(failure.Exception).Throw();
        }

        return results;
    }

    protected internal override int BeginSend(int rank, int tag, ReadOnlySpan<byte> values) =>
        Begin((Rank, rank, tag), values, isSend: true);

    protected internal override int BeginReceive(int rank, int tag, Span<byte> values) => Begin((rank, Rank, tag), values, isSend: false);

    protected internal override bool IsComplete(int operation)
    {
        if (!world.Failures.IsEmpty)
        {
            throw new OperationCanceledException();
        }

        if (!operations[operation]!.IsDone)
        {
            return false;
        }

        operations[operation] = null;
        return true;
    }

    private unsafe int Begin((int From, int To, int Tag) place, ReadOnlySpan<byte> values, bool isSend)
    {
        place.From.Should().NotBe(place.To);
        place.Tag.Should().BeInRange(0, short.MaxValue);
        var memory = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(values));
        var message = world.Meet(place, memory, values.Length, isSend);
        var free = operations.IndexOf(null);
        if (free < 0)
        {
            operations.Add(message);
            return operations.Count - 1;
        }

        operations[free] = message;
        return free;
    }

    private sealed class Message
    {
        private volatile bool isDone;

        public bool IsDone
        {
            get => isDone;
            set => isDone = value;
        }

        public nint Source { get; set; }

        public nint Target { get; set; }

        public int Length { get; set; }
    }

    private sealed class World
    {
        private readonly Dictionary<(int From, int To, int Tag), (Queue<Message> Sent, Queue<Message> Wanted)> places = [];

        public ConcurrentQueue<(int Rank, Exception Exception)> Failures { get; } = [];

        public Message Meet((int From, int To, int Tag) place, nint memory, int length, bool isSend)
        {
            lock (places)
            {
                ref var queues = ref CollectionsMarshal.GetValueRefOrAddDefault(places, place, out _);
                queues.Sent ??= [];
                queues.Wanted ??= [];
                var (others, own) = isSend ? (queues.Wanted, queues.Sent) : (queues.Sent, queues.Wanted);
                var message = others.TryDequeue(out var met) ? met : new Message { Length = length };
                (message.Source, message.Target) = isSend ? (memory, message.Target) : (message.Source, memory);
                if (met is null)
                {
                    own.Enqueue(message);
                    return message;
                }

                message.Length.Should().Be(length);
                unsafe
                {
                    Buffer.MemoryCopy((void*)message.Source, (void*)message.Target, length, length);
                }

                message.IsDone = true;
                return message;
            }
        }
    }
}

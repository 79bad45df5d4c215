using System.Diagnostics;
using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

// TorchSharpPeer WORKLOAD: the steps a second of the network in TorchSharp, as its examples write it, and what computes its products.
// As run.py of the Python peers: the same windows, the threads from DEEPLEARNING_PEER_THREADS. compare.py starts it.
const int Windows = 300;
var culture = CultureInfo.InvariantCulture;
var words = args[0].Split(':');
long[] sizes = [.. words[0].Split('-').Select(size => long.Parse(size, culture))];
var batch = long.Parse(words[1], culture);
if (sizes[^1] == 1 || words.Contains("double"))
{
    await Console.Error.WriteLineAsync("not written for one output, nor for double: NumPy stands for it");
    return 1;
}

try
{
    set_num_threads(int.Parse(Environment.GetEnvironmentVariable("DEEPLEARNING_PEER_THREADS") ?? "1", culture));
}
catch (Exception e) when (e is TypeInitializationException or NotSupportedException or DllNotFoundException)
{
    await Console.Error.WriteLineAsync(
        "libtorch does not load here, most likely because the C++ library is too old: compare.py --root runs it beside a newer one");
    return 1;
}

random.manual_seed(1);
var examples = Math.Max(8 * batch, 2048);
using var x = rand(examples, sizes[0]);
using var y = randint(0, sizes[^1], examples, dtype: int64);
var modules = sizes.Zip(sizes.Skip(1)).SelectMany(Layer).SkipLast(1);
using var network = Sequential(modules);
using var loss = CrossEntropyLoss();

// β₂ of TorchSharp's Adam is 0.99 unless told.
using optim.Optimizer optimizer =
    words.Contains("adam") ? optim.Adam(network.parameters(), 1e-3, 0.9, 0.999) : optim.SGD(network.parameters(), 0.01);

var seconds = double.Parse(Environment.GetEnvironmentVariable("DEEPLEARNING_BENCHMARK_SECONDS") ?? "3", culture);
var taken = 0L;
var clock = Stopwatch.StartNew();
while (taken < 100 || clock.Elapsed.TotalSeconds < seconds / 3)         // until the just-in-time compiler has nothing left to do
{
    Step();
}

var best = 0.0;
for (clock.Restart(); clock.Elapsed.TotalSeconds < seconds;)
{
    var (before, window) = (taken, Stopwatch.StartNew());
    while (window.Elapsed.TotalSeconds < seconds / Windows)
    {
        Step();
    }

    best = Math.Max(best, (taken - before) / window.Elapsed.TotalSeconds);
}

Console.WriteLine(string.Create(culture, $"{best} MKL"));
return 0;

static IEnumerable<Module<Tensor, Tensor>> Layer((long Inputs, long Units) size) => [Linear(size.Inputs, size.Units), ReLU()];

void Step()
{
    using var scope = NewDisposeScope();
    var start = taken++ * batch % (examples - batch + 1);
    optimizer.zero_grad();
    loss.call(network.call(x.narrow(0, start, batch)), y.narrow(0, start, batch)).backward();
    optimizer.step();
}

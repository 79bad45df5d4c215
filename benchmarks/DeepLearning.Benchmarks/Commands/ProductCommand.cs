using DeepLearning.Numerics;

namespace DeepLearning.Benchmarks.Commands;

/// <summary>Products a second of every backend: shape, backend, threads, products/s, GFLOP/s; then the geometric means.</summary>
/// <remarks>On several threads, C is divided as a training step divides it: by columns, or by rows where there are more.</remarks>
internal static class ProductCommand
{
    private static readonly string[] Default =
    [
        "512x128x784", "512x128x512", "512x784x128", "1024x1024x1024", "1024x128x1024", "10x128x512", "20x100x12288", "32x32x64",
        "512x1x784:nn", "784x1x512:tn",
    ];

    /// <param name="arguments">Shapes, and names of backends where not all are wanted.</param>
    public static int Run(string[] arguments)
    {
        var named = Backend.All.Where(backend => arguments.Contains(backend.Name)).ToList();
        var backends = named.Count > 0 ? named : Backend.All.Where(backend => backend.IsAvailable).ToList();
        var shapes = arguments.Except(named.Select(backend => backend.Name)).ToArray();
        var rates = new Dictionary<(string Backend, int Threads), List<double>>();
        foreach (var shape in (shapes.Length == 0 ? Default : shapes).SelectMany(ProductShape.Parse))
        {
            foreach (var threads in Output.ThreadCounts)
            {
                foreach (var backend in backends)
                {
                    Backend.Current = backend;
                    var flops = 2.0 * shape.M * shape.N * shape.K;
                    var rate = BestWindow.Rate(Job(shape, threads));
                    Output.Line(shape.ToString(), backend.Name, threads, rate, flops);
                    if (!rates.TryGetValue((backend.Name, threads), out var list))
                    {
                        rates[(backend.Name, threads)] = list = [];
                    }

                    list.Add(rate * flops);
                }
            }
        }

        foreach (var ((name, threads), list) in rates.OrderBy(pair => pair.Key.Threads))
        {
            Output.Line("geometric mean", name, threads, 1, Math.Exp(list.Average(Math.Log)));
        }

        return 0;
    }

    private static Action<int> Job(ProductShape shape, int threads)
    {
        var job = new ParallelProduct(shape, Backend.Products, threads);
        return _ => WorkerTeam.Shared.Run(job, threads);
    }
}

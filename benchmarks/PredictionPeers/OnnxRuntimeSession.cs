using Microsoft.ML.OnnxRuntime;

namespace DeepLearning.Benchmarks.PredictionPeers;

/// <summary>A network as ONNX Runtime runs it, inputs and outputs in memory of ours, bound once.</summary>
internal sealed class OnnxRuntimeSession : IContestant
{
    private readonly InferenceSession session;
    private readonly SessionOptions options = new();
    private readonly RunOptions run = new();
    private readonly OrtValue input;
    private readonly OrtValue output;
    private readonly OrtIoBinding binding;

    public OnnxRuntimeSession(byte[] model, float[] x, int batch, float[] outputs, int threads)
    {
        options.IntraOpNumThreads = threads;
        options.InterOpNumThreads = 1;
        session = new(model, options);
        input = OrtValue.CreateTensorValueFromMemory(x, [batch, x.Length / batch]);
        output = OrtValue.CreateTensorValueFromMemory(outputs, [batch, outputs.Length / batch]);
        binding = session.CreateIoBinding();
        binding.BindInput(session.InputNames[0], input);
        binding.BindOutput(session.OutputNames[0], output);
    }

    public void Predict() => session.RunWithBinding(run, binding);

    public void Dispose()
    {
        binding.Dispose();
        input.Dispose();
        output.Dispose();
        session.Dispose();
        run.Dispose();
        options.Dispose();
    }
}

namespace DeepLearning.Tests;

/// <summary>Rows are filled in bulk, so that nothing may be allocated for a value.</summary>
public sealed class EncodingAllocationTests
{
    [Fact]
    public void Encode_ManyValues_AllocatesNothing()
    {
        var scaling = new RobustScaling(1, 2);
        var bins = new PiecewiseLinearBins([0, 1, 2, 3]);
        var codes = new CategoryCodes(["", "a", "b"], isSigned: false);
        var inputs = new float[3];
        string?[] texts = [null, "a", "c"];
        long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
            {
                inputs[0] = (float)scaling.Of(i);
                bins.Encode<float>(i / 300.0, inputs);
                codes.Encode<float>(texts[i % 3], inputs);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated();
        Allocated().Should().Be(0);
    }
}

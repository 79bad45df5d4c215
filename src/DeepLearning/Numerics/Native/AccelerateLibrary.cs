namespace DeepLearning.Numerics;

/// <summary>Apple's Accelerate framework, which is part of macOS.</summary>
internal sealed class AccelerateLibrary : BlasLibrary
{
    public override string Name => "accelerate";

    public override string Title => "Apple Accelerate";

    public override string Installation => "it is part of macOS";

    protected override IReadOnlyList<string> FileNames => ByPlatform(
        [], [], ["/System/Library/Frameworks/Accelerate.framework/Accelerate"]);

    protected override string? Check(nint library) => null;

    protected override string? Prepare(nint library) => null;

    protected override string? Version(nint library, bool isPrepared) => Environment.OSVersion.VersionString;
}

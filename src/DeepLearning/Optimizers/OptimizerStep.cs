namespace DeepLearning;

/// <summary>What is the same for all parameters in one step of an optimizer.</summary>
/// <param name="Number">t, the number of the step, counted from 1 over the life of the trainer.</param>
/// <param name="LearningRate">α, the learning rate that holds for this step.</param>
public readonly record struct OptimizerStep(long Number, double LearningRate);

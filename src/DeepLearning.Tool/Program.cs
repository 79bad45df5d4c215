using System.CommandLine;
using DeepLearning.Tool;

var root = new RootCommand("Models of tables: train on a CSV file, predict another, look at what a model is.")
{
    TrainCommand.Create(), PredictCommand.Create(), ShowCommand.Create(),
};

// What was learned when Ctrl-C is pressed has still to be calibrated, written and reported.
return await root.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromMinutes(10) }).ConfigureAwait(false);

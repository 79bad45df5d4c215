using DeepLearning.Fuzz;

return args switch
{
    ["list"] => Commands.List(),
    ["seeds", var folder] => Commands.Seeds(folder),
    ["instrument", var library] => Commands.Instrument(library),
    ["fuzz", var target, var seeds] => Commands.Fuzz(target, seeds),
    ["try", var target, .. var files] => Commands.Try(FuzzTargets.Find(target), files),
    _ => Commands.Help(),
};

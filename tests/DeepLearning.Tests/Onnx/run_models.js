// Runs ONNX models by ONNX Runtime on the CPU.
// Usage: node run_models.js ONNXRUNTIME JOBS RESULTS, where ONNXRUNTIME is the folder of the package onnxruntime-node, JOBS a JSON file
// [{model, inputs: {name: {type, dims, data}}}] and RESULTS receives [{outputs: {name: {type, dims, data}}} or {error}].
const fs = require('fs');
const [runtime, jobs, results] = process.argv.slice(2);
const ort = require(runtime);
const arrays = { float32: Float32Array, float64: Float64Array };

const tensor = ({ type, dims, data }) => new ort.Tensor(type, type === 'string' ? data : arrays[type].from(data, Number), dims);
const plain = ({ type, dims, data }) => ({ type, dims, data: Array.from(data, v => (typeof v === 'string' ? v : String(v))) });

async function run({ model, inputs }) {
  try {
    const session = await ort.InferenceSession.create(model, { logSeverityLevel: 4, intraOpNumThreads: 1 });
    const feeds = Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, tensor(input)]));
    const outputs = await session.run(feeds);
    return { outputs: Object.fromEntries(Object.entries(outputs).map(([name, output]) => [name, plain(output)])) };
  } catch (error) {
    return { error: error.message };
  }
}

(async () => {
  const answers = [];
  for (const job of JSON.parse(fs.readFileSync(jobs))) answers.push(await run(job));
  fs.writeFileSync(results, JSON.stringify(answers));
})();

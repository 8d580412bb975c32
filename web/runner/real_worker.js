// Module worker of the page: real threads (runner_worker.mjs says what it is told and what it answers).
import create from './runner_real.mjs';
import { RunnerWorker } from './runner_worker.mjs';

const worker = new RunnerWorker();
// A trap on a thread of the program arrives here, through Emscripten's pthread workers.
globalThis.addEventListener?.('error', (event) => {
  event.preventDefault();
  worker.crashed(event.error ?? event);
});
const runner = await create(worker.options());
worker.boot(runner, (path, module, request) => {
  const strings = [path, request].map((text) => runner.stringToNewUTF8(text));
  runner._weft_run(...strings);
  strings.forEach((text) => runner._free(text));
});

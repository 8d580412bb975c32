// Module worker of the page: the checker (runner_worker.mjs says what it is told and what it answers).
import { RunnerWorker } from './runner_worker.mjs';
import { tell_state } from './tell_state.mjs';

const worker = new RunnerWorker();
worker.run_as(tell_state);
// Where the browser can suspend wasm, agents are stacks; else they are threads that pass a baton, thirty times slower.
const can_suspend = typeof WebAssembly.Suspending === 'function';
const { default: create } = await import(can_suspend ? './runner_checked.mjs' : './runner_checked_baton.mjs');
const runner = await create(worker.options());
worker.boot(runner, (...job) => runner.weftStart(...job));

// Module worker of the page: real threads (runner_worker.mjs says what it is told and what it answers).
import create from './runner_real.mjs';
import { RunnerWorker } from './runner_worker.mjs';

const worker = new RunnerWorker();
const runner = await create(worker.options());
worker.boot(runner, (path, request) =>
  runner.ccall('weft_run', null, ['string', 'string'], [path, request]));

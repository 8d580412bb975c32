// The worker around a runner: takes jobs from the page, one at a time, and tells how they end.
//   page -> worker  {kind: 'run', module: Uint8Array, request: string}
//   worker -> page  {kind: 'ready'} once; {kind: 'progress', executions}; then, for each job, one of
//                   {kind: 'outcome', json, spent}: `spent` = this worker can take no further job
//                   {kind: 'ended', verdict, message}: the program took the runner with it; terminate this worker
// Stop is worker.terminate(): the pthread workers of a runner die with it.

import { named_variables } from './variable_names.mjs';
import { kCode, sections_of } from './wasm_sections.mjs';

const kProgressMilliseconds = 150;

/** The bytes that the program printed, up to a limit. */
class Output {
  constructor() {
    this.start(0);
  }

  start(limit) {
    this.limit = limit;
    this.parts = [];
    this.size = 0;
  }

  /** False when the limit is exceeded. `bytes` belong to the output from now on. */
  add(bytes) {
    this.size += bytes.length;
    if (this.size > this.limit) return false;
    this.parts.push(bytes);
    return true;
  }

  take() {
    const decoder = new TextDecoder();
    const text = this.parts.map((bytes) => decoder.decode(bytes, { stream: true })).join('') + decoder.decode();
    this.discard();
    return text;
  }

  discard() {
    if (this.size === 0) return;
    this.parts = [];
    this.size = 0;
  }
}

/** The page, or node's parent port in tests. */
export const page = globalThis.postMessage
  ? { post: (m) => globalThis.postMessage(m), listen: (f) => globalThis.addEventListener('message', (e) => f(e.data)) }
  : await import('node:worker_threads').then(({ parentPort }) => ({
      post: (m) => parentPort.postMessage(m),
      listen: (f) => parentPort.on('message', f),
    }));

export class RunnerWorker {
  constructor() {
    this.jobs = [];
    this.busy = false;
    this.output = new Output();
    this.modules = 0;
    this.adjust = (module) => ({ module, taken: new Map() });
    this.last_progress = 0;
    this.listen_for_errors();
    page.listen((message) => {
      if (message?.kind !== 'run') return;
      this.jobs.push(message);
      this.next();
    });
  }

  /** Traps on threads of the program arrive here, through Emscripten's pthread workers; and failures to start. */
  listen_for_errors() {
    const failed = (event) => {
      event.preventDefault();
      const error = event.reason ?? event.error ?? event;
      if (this.runner) this.crashed(error);
      else page.post({ kind: 'ended', verdict: 'internal_error', message: `the runner did not start: ${error?.message ?? error}` });
    };
    globalThis.process?.on?.('uncaughtException', (error) => failed({ error, preventDefault() {} }));  // node
    globalThis.addEventListener?.('error', failed);
    globalThis.addEventListener?.('unhandledrejection', failed);
  }

  /** Emscripten's Module options. */
  options() {
    const print = (line) => this.print(new TextEncoder().encode(`${line}\n`));  // by Emscripten itself
    const weft = {
      outcome: (json, spent) => this.outcome(json, spent),
      takeOutput: () => this.output.take(),
      discardOutput: () => this.output.discard(),
      progress: (executions) => this.progress(executions),
      crashed: (error) => this.crashed(error),
      ended: (verdict, message) => this.ended(verdict, message),
    };
    return { print, printErr: print, noInitialRun: true, weft };
  }

  print(bytes) {
    if (!this.output.add(bytes)) this.ended('output_limit', `the program printed more than ${this.output.limit} bytes`);
  }

  /** Takes what the program writes as it comes: Emscripten's terminal keeps everything up to the end of the line. */
  listen_to_program(runner) {
    for (const descriptor of [1, 2]) {
      const stream = runner.FS.streams[descriptor];
      const write = (_, memory, offset, length) => {
        this.print(Uint8Array.from(memory.subarray(offset, offset + length)));
        return length;
      };
      stream.stream_ops = { ...stream.stream_ops, write };
    }
  }

  /** Modules are run as `adjust` makes them: as tell_state() of web/modules/tell_state.mjs. */
  run_as(adjust) {
    this.adjust = adjust;
  }

  /** Scenarios of a program come one after the other. */
  take(module) {
    const is_known = this.module?.length === module.length && this.module.every((byte, i) => byte === module[i]);
    if (is_known) return;
    this.module = module;
    this.adjusted = this.adjust(module);
  }

  /** `start(path, request, code_start)` begins a job; what it throws is a crash of the program. */
  boot(runner, start) {
    this.runner = runner;
    this.start = start;
    this.listen_to_program(runner);
    page.post({ kind: 'ready' });
    this.next();
  }

  next() {
    if (!this.runner || this.busy || this.jobs.length === 0) return;
    const { module, request } = this.jobs.shift();
    this.busy = true;
    this.output.start(JSON.parse(request).budget?.output_bytes ?? 1 << 20);
    this.take(module);
    this.code_start = sections_of(module).find((section) => section.id === kCode)?.body ?? 0;
    const path = `/module${this.modules++}.wasm`;
    this.runner.FS.writeFile(path, this.adjusted.module);
    this.watch();
    try {
      Promise.resolve(this.start(path, request, this.code_start)).catch((error) => this.crashed(error));
    } catch (error) {
      this.crashed(error);
    }
  }

  watch() {
    if (!this.runner._weft_progress) return;
    this.timer = setInterval(
      () => page.post({ kind: 'progress', executions: this.runner._weft_progress() }), kProgressMilliseconds);
  }

  progress(executions) {
    const now = performance.now();
    if (now - this.last_progress < kProgressMilliseconds) return;
    this.last_progress = now;
    page.post({ kind: 'progress', executions });
  }

  finish(message) {
    if (!this.busy) return;
    this.busy = false;
    clearInterval(this.timer);
    page.post(message);
    if (message.kind === 'outcome' && !message.spent) queueMicrotask(() => this.next());
  }

  outcome(json, spent) {
    const taken_by = (call) => this.adjusted.taken.get(call + this.code_start) ?? 0;
    this.finish({ kind: 'outcome', json: named_variables(json, this.module, taken_by), spent });
  }

  ended(verdict, message) {
    this.finish({ kind: 'ended', verdict, message });
  }

  crashed(error) {
    this.ended('crash', this.runner.weftCrashWords(error));
  }
}

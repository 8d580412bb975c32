// The page's side of the compile worker: started when first needed, ended by Stop, one job at a time.
import type { Answer, Ask, CompileJob, Compiled, CompilerAssets, Place } from './protocol';
import { type Report, until_stopped } from '../run/progress';

interface Waiting {
  resolve(value: Compiled | (Place | null)[]): void;
  reject(error: Error): void;
}

/** The compiler could not be downloaded; trying again may help. */
export class DownloadFailed extends Error {}

export class Compiler {
  private worker: Worker | null = null;
  private waiting = new Map<number, Waiting>();
  private report: Report = () => {};
  private last_id = 0;

  constructor(private readonly script: URL, private readonly assets: CompilerAssets) {}

  /** Starts clang ahead of the first job, if this browser has it already: nothing is downloaded behind one's back. */
  async warm_up(): Promise<void> {
    if (this.worker || !this.assets.clang || typeof caches === 'undefined') return;
    const kept = await caches.match(`${this.assets.clang}llvm.core.wasm`).catch(() => undefined);
    if (!kept || this.worker) return;
    this.worker = this.start();
    this.worker.postMessage({ kind: 'prepare' } satisfies Ask);
  }

  async compile(job: CompileJob, report: Report, signal: AbortSignal): Promise<Compiled> {
    this.report = report;
    return this.stoppable(this.ask((id) => ({ kind: 'compile', id, job })) as Promise<Compiled>, signal);
  }

  /** Places of code offsets in a module that was compiled here, debug information and all. */
  async symbolize(
    module: Uint8Array<ArrayBuffer>, offsets: number[], report: Report, signal: AbortSignal,
  ): Promise<(Place | null)[]> {
    this.report = report;
    const answer = this.ask((id) => ({ kind: 'symbolize', id, module, offsets }));
    return this.stoppable(answer as Promise<(Place | null)[]>, signal);
  }

  /** Ends whatever runs. The next job starts a fresh worker. */
  stop(): void {
    this.fail_all(new Error('the compiler was stopped'));
    this.worker?.terminate();
    this.worker = null;
  }

  private async stoppable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
    const stop = () => this.stop();
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await until_stopped(work, signal);
    } finally {
      signal.removeEventListener('abort', stop);
      this.report = () => {};
    }
  }

  private ask(make: (id: number) => Ask): Promise<Compiled | (Place | null)[]> {
    const id = ++this.last_id;
    const worker = (this.worker ??= this.start());
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      worker.postMessage(make(id));
    });
  }

  private start(): Worker {
    const worker = new Worker(this.script, { type: 'module', name: 'compiler' });
    worker.onmessage = (event: MessageEvent<Answer>) => this.answer(event.data);
    worker.onerror = (event) => this.fail_all(new DownloadFailed(event.message || 'the compiler did not start'));
    worker.postMessage({ kind: 'configure', assets: this.assets } satisfies Ask);
    return worker;
  }

  private answer(answer: Answer): void {
    if (answer.kind === 'progress') return this.report(answer);
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if (answer.kind === 'compiled') waiting?.resolve(answer.result);
    else if (answer.kind === 'places') waiting?.resolve(answer.places);
    else waiting?.reject(answer.download ? new DownloadFailed(answer.message) : new Error(answer.message));
  }

  private fail_all(error: Error): void {
    for (const waiting of this.waiting.values()) waiting.reject(error);
    this.waiting.clear();
    if (error instanceof DownloadFailed) {
      this.worker?.terminate();
      this.worker = null;
    }
  }
}

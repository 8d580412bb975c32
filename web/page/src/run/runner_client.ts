// The page's side of a runner worker: sends a module and a request, gets a ScenarioOutcome. Whatever the student's
// program does to the worker - trap, hang, end it - becomes a verdict here, and the next job gets a fresh worker.
import { parse_exact } from '../data/exact_json';
import type { Mode, ScenarioOutcome, Verdict } from '../data/outcome';
import { without_result } from '../data/summarise';
import { type Progress, type Report, Stopped } from './progress';
import type { RunRequest } from './request';

export interface RunnerJob {
  module: Uint8Array<ArrayBuffer>;
  request: RunRequest;
  /** How long the runner may take, once it is ready. */
  wall_seconds: number;
}

/** What a runner worker says: `ready` once, when it can take a job; a `spent` one cannot take another. */
export type RunnerMessage =
  | { kind: 'ready' }
  | { kind: 'progress'; executions: number }
  | { kind: 'outcome'; json: string; spent?: boolean }
  | { kind: 'ended'; verdict: Verdict; message: string };

/** The job in hand. */
interface Current {
  job: RunnerJob;
  report: Report;
  resolve(outcome: ScenarioOutcome): void;
  reject(error: Error): void;
  timer?: ReturnType<typeof setTimeout>;
}

const kStartSeconds = 60;

export class RunnerClient {
  private worker: Worker | null = null;
  private ready = false;
  private current: Current | null = null;

  constructor(private readonly script: () => URL, private readonly mode: Mode) {}

  /** Starts a worker ahead of the first job, so that it boots while the compiler works. */
  prepare(): void {
    if (this.worker) return;
    this.worker = new Worker(this.script(), { type: 'module', name: `runner ${this.mode}` });
    this.worker.onmessage = (event: MessageEvent<RunnerMessage>) => this.receive(event.data);
    this.worker.onerror = (event) => {
      event.preventDefault();  // it is told as a verdict
      this.failed(event.message);
    };
  }

  /** One job at a time. Rejects with Stopped when the signal says so; the worker is gone then. */
  run(job: RunnerJob, report: Report, signal: AbortSignal): Promise<ScenarioOutcome> {
    this.prepare();
    const stop = () => this.stop();
    return new Promise<ScenarioOutcome>((resolve, reject) => {
      this.current = { job, report, resolve, reject };
      if (signal.aborted) return stop();
      signal.addEventListener('abort', stop, { once: true });
      report(this.progress(0));
      this.start_clock();
      this.worker?.postMessage({ kind: 'run', module: job.module, request: JSON.stringify(job.request) });
    }).finally(() => signal.removeEventListener('abort', stop));
  }

  private receive(message: RunnerMessage): void {
    switch (message.kind) {
      case 'ready':
        this.ready = true;
        return this.start_clock();
      case 'progress': return this.current?.report(this.progress(message.executions));
      case 'outcome': return this.finish(parse_exact(message.json) as ScenarioOutcome, !message.spent);
      case 'ended': return this.finish(this.verdict(message.verdict, message.message), false);
    }
  }

  private finish(outcome: ScenarioOutcome, keep_worker: boolean): void {
    const current = this.release();
    if (!keep_worker) this.discard();
    current?.resolve(outcome);
  }

  private stop(): void {
    const current = this.release();
    this.discard();
    current?.reject(new Stopped());
  }

  private release(): Current | null {
    const current = this.current;
    clearTimeout(current?.timer);
    this.current = null;
    return current;
  }

  private discard(): void {
    this.worker?.terminate();
    this.worker = null;
    this.ready = false;
  }

  /** Bounds the time of the job, and before that of the runner's start. */
  private start_clock(): void {
    const current = this.current;
    if (!current) return;
    clearTimeout(current.timer);
    const seconds = this.ready ? current.job.wall_seconds : kStartSeconds;
    current.timer = setTimeout(() => this.out_of_time(seconds), seconds * 1000);
  }

  private out_of_time(seconds: number): void {
    if (!this.ready) return this.failed(`no answer after ${seconds} seconds`);
    const message = `the program was still running after ${Math.round(seconds)} seconds`;
    this.finish(this.verdict('time_limit', message), false);
  }

  private failed(detail: string): void {
    const why = detail ? `: ${detail}` : '';
    if (this.ready) return this.finish(this.verdict('crash', `the program crashed${why}`), false);
    const message = `the runner could not be started${why}; reload the page to try again`;
    this.finish(this.verdict('internal_error', message), false);
  }

  private verdict(verdict: Verdict, message: string): ScenarioOutcome {
    return without_result(this.current?.job.request.scenario ?? '', this.mode, verdict, message);
  }

  private progress(count: number): Progress {
    const scenario = this.current?.job.request.scenario ?? '';
    return this.mode === 'checked'
      ? { phase: 'explore', scenario, executions: count }
      : { phase: 'repeat', scenario, runs: count };
  }
}

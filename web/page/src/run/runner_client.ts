// The page's side of a runner worker: sends a module and a request, gets a ScenarioOutcome. Whatever the student's
// program does to the worker - trap, hang, end it - becomes a verdict here, and the next job gets a fresh worker.
import { parse_exact } from '../data/exact_json';
import type { ScenarioOutcome, Verdict } from '../data/outcome';
import { without_result } from '../data/summarise';
import { type Report, Stopped } from './progress';
import type { RunRequest } from './request';

export interface RunnerJob {
  module: Uint8Array<ArrayBuffer>;
  request: RunRequest;
}

/** What a runner worker says: `ready` once, when it can take a job; a `spent` one cannot take another. */
export type RunnerMessage =
  | { kind: 'ready' }
  | { kind: 'progress'; executions: number }
  | { kind: 'outcome'; json: string; spent?: boolean }
  | { kind: 'ended'; verdict: Verdict; message: string };

export class RunnerClient {
  private worker: Worker | null = null;
  private fresh = false;

  constructor(private readonly script: () => URL, private readonly mode: 'checked' | 'real') {}

  /** Starts a worker ahead of the first job, so that it boots while the compiler works. */
  prepare(): void {
    if (this.worker) return;
    this.worker = new Worker(this.script(), { type: 'module', name: `runner ${this.mode}` });
    this.fresh = true;
  }

  /** Ends the worker and whatever it runs. */
  stop(): void {
    this.worker?.terminate();
    this.worker = null;
  }

  run(job: RunnerJob, wall_seconds: number, report: Report, signal: AbortSignal): Promise<ScenarioOutcome> {
    this.prepare();
    const worker = this.worker!;
    const name = job.request.scenario;
    report(this.progress(name, 0));
    return new Promise((resolve, reject) => {
      const finish = (outcome: ScenarioOutcome, keep: boolean) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
        worker.onmessage = worker.onerror = null;
        if (!keep) this.stop();
        resolve(outcome);
      };
      const stop = () => {
        clearTimeout(timer);
        this.stop();
        reject(new Stopped());
      };
      const timer = setTimeout(() => finish(this.out_of_time(name, wall_seconds), false), wall_seconds * 1000);
      if (signal.aborted) return stop();
      signal.addEventListener('abort', stop, { once: true });
      worker.onerror = (event) => finish(this.crashed(name, event.message), false);
      worker.onmessage = (event: MessageEvent<RunnerMessage>) => this.receive(event.data, name, report, finish);
      worker.postMessage({ kind: 'run', module: job.module, request: JSON.stringify(job.request) });
    });
  }

  private receive(
    message: RunnerMessage, name: string, report: Report,
    finish: (outcome: ScenarioOutcome, keep: boolean) => void,
  ): void {
    switch (message.kind) {
      case 'ready': this.fresh = false; return;
      case 'progress': return report(this.progress(name, message.executions));
      case 'outcome': return finish(parse_exact(message.json) as ScenarioOutcome, !message.spent);
      case 'ended': return finish(without_result(name, this.mode, message.verdict, message.message), false);
    }
  }

  private progress(scenario: string, count: number): Parameters<Report>[0] {
    return this.mode === 'checked'
      ? { phase: 'explore', scenario, executions: count }
      : { phase: 'repeat', scenario, runs: count };
  }

  private out_of_time(name: string, seconds: number): ScenarioOutcome {
    const message = `The program was still running after ${Math.round(seconds)} seconds and was stopped.`;
    return without_result(name, this.mode, 'time_limit', message);
  }

  private crashed(name: string, detail: string): ScenarioOutcome {
    if (this.fresh) {
      const message = `The runner could not be started${detail ? `: ${detail}` : ''}. Reload the page to try again.`;
      return without_result(name, this.mode, 'internal_error', message);
    }
    return without_result(name, this.mode, 'crash', `The program crashed${detail ? `: ${detail}` : ''}.`);
  }
}

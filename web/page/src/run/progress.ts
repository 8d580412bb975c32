// How far the work in hand is, for the status line.
export type Progress =
  | { phase: 'download'; done: number; total: number }
  | { phase: 'prepare' | 'compile' | 'link' | 'load' | 'explain' }
  | { phase: 'explore'; scenario: string; executions: number }
  | { phase: 'repeat'; scenario: string; runs: number };

export type Report = (progress: Progress) => void;

/** Thrown when the person pressed Stop. */
export class Stopped extends Error {
  constructor() {
    super('stopped');
  }
}

export function stop_if_asked(signal: AbortSignal): void {
  if (signal.aborted) throw new Stopped();
}

/** Settles like `work`, but with Stopped as soon as the signal says so. */
export function until_stopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new Stopped());
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

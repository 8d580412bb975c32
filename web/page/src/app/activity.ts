// One thing at a time: starts a piece of work, shows how far it is, and can be stopped.
import { type Exercise, is_checkable } from '../data/exercise';
import type { Outcome } from '../data/outcome';
import { DownloadFailed } from '../compile/compiler';
import { check, type Kind, run, type Tools } from '../run/check';
import { type Report, Stopped } from '../run/progress';
import type { Memory } from '../run/request';
import { by_id } from '../view/element';
import type { StatusLine } from '../view/status_line';
import { headline } from '../view/verdict_banner';
import { hide_notice, show_notice } from './notice';

/** Resolves to what the status line says at the end. */
export type Work = (report: Report, signal: AbortSignal) => Promise<string>;

const kCheckTitle = by_id('check').title;
const kBegin: Record<Kind, string> = { check: 'Checking…', run: 'Running…' };

export class Activity {
  private abort: AbortController | null = null;
  private finished = 0;
  private checkable = true;

  constructor(
    private readonly tools: Tools, private readonly status: StatusLine,
    private readonly done: (outcome: Outcome) => void,
  ) {}

  stop(): void {
    this.abort?.abort();
  }

  /** Offers what can be done with an exercise. */
  offer(exercise: Exercise): void {
    this.checkable = is_checkable(exercise);
    const check = by_id<HTMLButtonElement>('check');
    check.disabled = !this.checkable || this.abort !== null;
    check.title = this.checkable ? kCheckTitle : 'This exercise runs on real threads only: press Run';
  }

  start(kind: Kind, exercise: Exercise, text: string): Promise<void> {
    const work = kind === 'check' ? check : run;
    return this.perform(kBegin[kind], async (report, signal) => {
      const outcome = await work(exercise, text, by_id<HTMLSelectElement>('memory').value as Memory, this.tools, report, signal);
      this.done(outcome);
      return `Done: ${headline(outcome)}.`;
    });
  }

  /** Starts some work; what goes on already is left alone. */
  async perform(beginning: string, work: Work): Promise<void> {
    if (this.abort) return;
    const abort = (this.abort = new AbortController());
    this.begin(beginning);
    const report: Report = (progress) => {
      if (!abort.signal.aborted) this.status.show(progress);
    };
    try {
      this.end(await work(report, abort.signal));
    } catch (error) {
      this.end(this.explain(error, () => void this.perform(beginning, work)));
    }
  }

  private begin(beginning: string): void {
    hide_notice();
    this.status.begin(beginning);
    this.show_buttons(true);
  }

  private end(text: string): void {
    this.abort = null;
    this.status.end(text);
    this.show_buttons(false);
  }

  private explain(error: unknown, again: () => void): string {
    if (error instanceof Stopped) return 'Stopped.';
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof DownloadFailed) {
      show_notice(`The compiler could not be downloaded: ${message}. Programs that ship with the exercise ` +
        'can be checked without it.', { label: 'Try again', run: again });
      return 'Not compiled.';
    }
    show_notice(`That did not work: ${message}.`, { label: 'Try again', run: again });
    return 'Not done.';
  }

  private show_buttons(busy: boolean): void {
    by_id<HTMLButtonElement>('check').disabled = busy || !this.checkable;
    by_id<HTMLButtonElement>('run').disabled = busy;
    by_id<HTMLButtonElement>('break').disabled = busy;
    by_id<HTMLButtonElement>('stop').disabled = !busy;
    document.body.toggleAttribute('data-busy', busy);
    if (!busy) document.body.dataset.finished = `${++this.finished}`;
  }
}

// One thing at a time: starts a check or a run, shows how far it is, and can be stopped.
import type { Exercise } from '../data/exercise';
import type { Outcome } from '../data/outcome';
import { DownloadFailed } from '../compile/compiler';
import { check, type Kind, run, type Tools } from '../run/check';
import { Stopped } from '../run/progress';
import { by_id } from '../view/element';
import type { StatusLine } from '../view/status_line';
import { verdict_words } from '../view/words';
import { hide_notice, show_notice } from './notice';

const kBegin: Record<Kind, string> = { check: 'Checking…', run: 'Running…' };

export class Activity {
  private abort: AbortController | null = null;
  private finished = 0;

  constructor(
    private readonly tools: Tools, private readonly status: StatusLine,
    private readonly done: (outcome: Outcome) => void,
  ) {}

  busy(): boolean {
    return this.abort !== null;
  }

  stop(): void {
    this.abort?.abort();
  }

  /** Starts; what runs already is left alone. */
  async start(kind: Kind, exercise: Exercise, text: string): Promise<void> {
    if (this.abort) return;
    const abort = (this.abort = new AbortController());
    this.begin(kind);
    const work = kind === 'check' ? check : run;
    try {
      const report = (progress: Parameters<StatusLine['show']>[0]) => {
        if (!abort.signal.aborted) this.status.show(progress);
      };
      const outcome = await work(exercise, text, this.tools, report, abort.signal);
      this.done(outcome);
      this.end(`Done: ${verdict_words(outcome.verdict)}.`);
    } catch (error) {
      this.end(this.explain(error, () => void this.start(kind, exercise, text)));
    }
  }

  private begin(kind: Kind): void {
    hide_notice();
    this.status.begin(kBegin[kind]);
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
    by_id<HTMLButtonElement>('check').disabled = busy;
    by_id<HTMLButtonElement>('run').disabled = busy;
    by_id<HTMLButtonElement>('stop').disabled = !busy;
    document.body.toggleAttribute('data-busy', busy);
    if (!busy) document.body.dataset.finished = `${++this.finished}`;
  }
}

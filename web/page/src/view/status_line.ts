// One line below the editor: what is going on, how far it is, and for how long.
import type { Progress } from '../run/progress';
import { by_id } from './element';
import { count_text, megabytes_text } from './words';

function words(progress: Progress): string {
  switch (progress.phase) {
    case 'download': return `Downloading the compiler: ${megabytes_text(progress.done)} of ${megabytes_text(progress.total)}`;
    case 'prepare': return 'Preparing the compiler…';
    case 'compile': return 'Compiling…';
    case 'link': return 'Linking…';
    case 'load': return 'Loading…';
    case 'explain': return 'Finding the source lines…';
    case 'explore':
      return `Checking ${progress.scenario}: ${count_text(progress.executions, 'execution')} so far`;
    case 'repeat': return `Running ${progress.scenario}: ${count_text(progress.runs, 'run')} so far`;
  }
}

export class StatusLine {
  private readonly text = by_id('status');
  private readonly elapsed = by_id('elapsed');
  private readonly bar = by_id<HTMLProgressElement>('progress');
  private begun = 0;
  private ticker: ReturnType<typeof setInterval> | undefined;

  begin(text: string): void {
    this.begun = performance.now();
    this.say(text);
    clearInterval(this.ticker);
    this.ticker = setInterval(() => this.tick(), 100);
    this.tick();
  }

  show(progress: Progress): void {
    this.text.textContent = words(progress);
    this.bar.hidden = progress.phase !== 'download' || progress.total === 0;
    if (progress.phase === 'download' && progress.total > 0) this.bar.value = progress.done / progress.total;
  }

  end(text: string): void {
    clearInterval(this.ticker);
    this.tick();
    this.say(text);
  }

  /** Says something while nothing is going on. */
  say(text: string): void {
    this.text.textContent = text;
    this.bar.hidden = true;
  }

  private tick(): void {
    this.elapsed.textContent = `${((performance.now() - this.begun) / 1000).toFixed(1)} s`;
  }
}

// "Break it": the person is the scheduler of the unchanged starter. Every choice runs the program again from its
// start along the longer schedule; what a choice led to is kept, so that undoing takes nothing.
import { type Exercise, starter_of } from '../data/exercise';
import type { ScenarioOutcome } from '../data/outcome';
import { answer_of, file_name_of, parse_steps, type Step } from '../data/schedule';
import { keep_solution, solution_of } from '../data/solved';
import { follow, kStarterFile } from '../run/choose';
import type { Tools } from '../run/check';
import { ChoicePanel } from '../view/choice_panel';
import { by_id } from '../view/element';
import type { Activity } from './activity';
import { show_notice } from './notice';
import { save_file } from './save_file';

/** What the page around shows of it. */
export interface Stage {
  open_starter(file: { name: string; text: string }): void;
  close_starter(name: string): void;
  show_choosing(panel: HTMLElement, outcome: ScenarioOutcome): void;
  mark(where: { file?: string; line?: number } | undefined): void;
  clear(): void;
}

interface Moment {
  steps: Step[];
  outcome: ScenarioOutcome;
}

export class Breaking {
  private exercise: Exercise | null = null;
  private moments: Moment[] = [];
  private readonly panel: ChoicePanel;
  private readonly toggle = by_id('break');

  constructor(
    private readonly tools: Tools, private readonly activity: Activity, private readonly stage: Stage,
  ) {
    this.panel = new ChoicePanel({
      choose: (step) => void this.choose(step),
      undo: () => this.undo(),
      start_over: () => this.start_over(),
      save: () => this.save(),
      look_at: (where) => this.stage.mark(where),
    });
  }

  active(): boolean {
    return this.exercise !== null;
  }

  /** Offers the mode where the exercise has such a task. */
  offer(exercise: Exercise): void {
    this.toggle.hidden = exercise.break === null;
    this.show_button(exercise);
  }

  /** Begins with the steps that broke it before, if there are any. */
  async enter(exercise: Exercise, text: string): Promise<void> {
    if (this.active() || !exercise.break) return;
    this.exercise = exercise;
    this.moments = [];
    const starter = starter_of(exercise).text;
    this.stage.open_starter({ name: kStarterFile, text: starter });
    this.panel.open(exercise, text !== starter);
    this.show_button(exercise);
    await this.extend(solution_of(exercise) ?? []);
    if (this.exercise === exercise && this.moments.length === 0) this.leave();
  }

  /** The student's text has changed. */
  edited(text: string): void {
    if (this.exercise) this.panel.note_other_text(text !== starter_of(this.exercise).text);
  }

  leave(): void {
    const exercise = this.exercise;
    if (!exercise) return;
    this.exercise = null;
    this.activity.stop();
    this.stage.close_starter(kStarterFile);
    this.stage.clear();
    this.show_button(exercise);
  }

  private choose(step: Step): Promise<void> {
    return this.extend([...(this.moments.at(-1)?.steps ?? []), step]);
  }

  private undo(): void {
    if (this.moments.length > 1) this.moments.pop();
    else if (this.moments.at(-1)?.steps.length) return void this.step_back();
    this.show();
  }

  /** Behind the remembered solution there are no moments yet. */
  private step_back(): Promise<void> {
    const steps = this.moments.pop()?.steps ?? [];
    return this.extend(steps.slice(0, -1));
  }

  private start_over(): void {
    const first = this.moments[0];
    this.moments = first?.steps.length === 0 ? [first] : [];
    if (this.moments.length > 0) this.show();
    else void this.extend([]);
  }

  private extend(steps: Step[]): Promise<void> {
    const exercise = this.exercise;
    if (!exercise) return Promise.resolve();
    return this.activity.perform('Following your choices…', async (report, signal) => {
      const outcome = await follow(exercise, steps, this.tools, report, signal);
      if (this.exercise !== exercise) return 'Stopped.';
      const moment = { steps: parse_steps(outcome.failure?.schedule?.steps ?? '') ?? steps, outcome };
      this.moments.push(moment);
      if (outcome.verdict === exercise.break?.verdict) this.remember(exercise, moment.steps);
      this.show();
      return this.panel.summary();
    });
  }

  private remember(exercise: Exercise, steps: Step[]): void {
    if (!keep_solution(exercise, steps)) {
      show_notice('This browser does not let the page store anything: save the schedule, or it is gone afterwards.');
    }
    this.show_button(exercise);
  }

  private show(): void {
    const moment = this.moments.at(-1);
    if (!moment || !this.exercise) return;
    this.panel.show(moment.outcome, moment.steps.length, solution_of(this.exercise) !== null);
    this.stage.show_choosing(this.panel.node, moment.outcome);
    this.panel.take_focus();
    by_id('announcer').textContent = this.panel.summary();
  }

  private save(): void {
    const steps = this.moments.at(-1)?.steps;
    if (!this.exercise || !steps) return;
    save_file(file_name_of(this.exercise), `${JSON.stringify(answer_of(this.exercise, steps))}\n`);
  }

  private show_button(exercise: Exercise): void {
    const solved = solution_of(exercise) !== null;
    this.toggle.setAttribute('aria-pressed', `${this.active()}`);
    this.toggle.classList.toggle('solved', solved);
    this.toggle.title = solved ? 'You have broken the starter: see how, or find another way' :
      'Choose, step by step, which thread goes on, until the starter fails';
  }
}

// The playground: the exercise that is open, its text, its last result, and the step that is selected everywhere.
import { forget_draft, draft_of, keep_draft } from '../data/drafts';
import { shown_execution } from '../data/execution';
import { type Catalogue, type Exercise, is_checkable, starter_of } from '../data/exercise';
import type { Failure, Outcome } from '../data/outcome';
import { show_in_hash } from '../data/route';
import { Editor, type Place } from '../editor/editor';
import type { Kind, Tools } from '../run/check';
import { kStudentFile } from '../run/modules';
import { by_id } from '../view/element';
import { FileTabs } from '../view/file_tabs';
import { show_messages } from '../view/message_list';
import { Results } from '../view/results';
import { show_tags, show_task } from '../view/statement';
import { StatusLine } from '../view/status_line';
import { base_name } from '../view/words';
import { Activity } from './activity';
import { Breaking, type Stage } from './breaking';
import { show_notice } from './notice';
import { show_choice, show_exercises, show_programs } from './pickers';
import type { Timeline } from './timeline';

export class Playground {
  private exercise: Exercise | null = null;
  private failure: Failure | null = null;
  private readonly editor: Editor;
  private readonly tabs: FileTabs;
  private readonly results: Results;
  private readonly activity: Activity;
  private readonly breaking: Breaking;
  readonly status = new StatusLine();

  constructor(
    private readonly catalogue: Catalogue, private readonly tools: Tools, private readonly timeline: Timeline,
  ) {
    this.tabs = new FileTabs((name) => this.editor.show(name));
    this.results = new Results((index) => this.select(index));
    this.activity = new Activity(tools, this.status, (outcome) => this.show(outcome));
    this.breaking = new Breaking(tools, this.activity, this.stage());
    this.editor = new Editor(by_id('editor'), {
      edited: (text) => this.edited(text),
      shown: (name) => this.tabs.show(name),
      check: () => this.start('check'),
    });
    show_exercises(catalogue.entries);
  }

  /** Opens an exercise with the student's last text; an unknown id is said. */
  async open(id: string): Promise<void> {
    const exercise = await this.catalogue.open(id);
    if (!exercise) return show_notice(`There is no exercise “${id}”.`);
    this.breaking.leave();
    this.activity.stop();
    this.exercise = exercise;
    document.title = `${exercise.id} ${exercise.title} · Weft`;
    show_in_hash(id);
    show_task(exercise);
    show_tags(exercise);
    show_programs(exercise);
    this.breaking.offer(exercise);
    this.activity.offer(exercise);
    this.open_files(exercise);
    this.forget_result();
    this.status.say(`Ready. Ctrl+Enter ${is_checkable(exercise) ? 'checks' : 'runs'}.`);
  }

  start(kind: Kind): void {
    this.breaking.leave();
    if (!this.exercise) return;
    const can = kind === 'check' && !is_checkable(this.exercise) ? 'run' : kind;
    void this.activity.start(can, this.exercise, this.editor.text());
  }

  stop(): void {
    this.activity.stop();
  }

  /** Lets the person choose the steps of the starter, or ends that. */
  toggle_breaking(): void {
    if (this.breaking.active()) this.breaking.leave();
    else if (this.exercise) void this.breaking.enter(this.exercise, this.editor.text());
  }

  reset(): void {
    if (!this.exercise) return;
    this.editor.replace_text(starter_of(this.exercise).text);
    forget_draft(this.exercise.id);
  }

  /** Puts a shipped program into the editor. */
  load(path: string): void {
    const program = this.exercise?.shipped.find((s) => `${s.folder}/${s.name}` === path);
    if (program) this.editor.replace_text(program.text);
  }

  /** Selects a step everywhere: list, canvas, editor. */
  select(index: number, reveal = true): void {
    const event = this.failure?.events?.[index];
    if (!event) return;
    this.results.select(index, reveal);
    this.timeline.select(index);
    this.editor.mark(place_of(event.where), this.sides());
  }

  private open_files(exercise: Exercise): void {
    const text = draft_of(exercise.id) ?? starter_of(exercise).text;
    const student = { name: kStudentFile, text, editable: true };
    const files = [student, ...exercise.shared.map((file) => ({ ...file, editable: false }))];
    this.tabs.open(files);
    this.editor.open(files);
    show_choice(exercise, text);
  }

  private stage(): Stage {
    return {
      open_starter: (file) => {
        this.tabs.add(file.name);
        this.editor.add(file);
      },
      close_starter: (name) => {
        this.editor.remove(name);
        this.tabs.remove(name);
      },
      show_choosing: (panel, outcome) => {
        this.failure = outcome.failure ?? null;
        this.results.show_choosing(panel, this.failure);
        this.timeline.show(this.failure ? outcome : null);
      },
      mark: (where) => this.editor.mark(place_of(where), this.sides()),
      clear: () => this.forget_result(),
    };
  }

  private edited(text: string): void {
    if (!this.exercise) return;
    if (!keep_draft(this.exercise.id, text)) {
      show_notice('This browser does not let the page store anything: your text will be gone after a reload.');
    }
    show_choice(this.exercise, text);
    this.results.mark_stale();
    this.breaking.edited(text);
    void this.tools.compiler.warm_up();
  }

  private show(outcome: Outcome): void {
    const shown = shown_execution(outcome);
    this.failure = shown?.execution ?? null;
    this.results.show(outcome);
    this.timeline.show(shown?.scenario ?? null);
    this.editor.mark(null, this.sides());
    this.show_diagnostics(outcome);
    const first = this.failure?.sides?.at(-1) ?? -1;
    if (first >= 0) this.select(first, false);
  }

  private show_diagnostics(outcome: Outcome): void {
    this.editor.show_diagnostics(outcome.diagnostics);
    show_messages(outcome.diagnostics, (d) => this.editor.go_to(d.where.line ?? 1, d.where.column ?? 1));
  }

  private forget_result(): void {
    this.failure = null;
    this.results.clear(this.exercise);
    this.timeline.show(null);
    this.editor.mark(null, []);
    show_messages([], () => {});
  }

  private sides(): Place[] {
    const events = this.failure?.events ?? [];
    return (this.failure?.sides ?? []).map((i) => place_of(events[i]?.where)).filter((p) => p !== null);
  }
}

function place_of(where: { file?: string; line?: number } | undefined): Place | null {
  return where?.line ? { file: base_name(where.file ?? ''), line: where.line } : null;
}

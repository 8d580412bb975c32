// The Dear ImGui canvas (web/app): loaded beside the page, fed with Outcomes as JSON, and asked what was clicked.
import { stringify_exact } from '../data/exact_json';
import type { ScenarioOutcome } from '../data/outcome';
import { by_id } from '../view/element';

/** What web/app/page/api.js offers. */
interface AppModule {
  show(scenario_outcome_json: string): void;
  clear(): void;
  select(event_index: number): void;
  theme(dark: boolean): void;
}

type CreateApp = (options: Record<string, unknown>) => Promise<AppModule>;

export class Timeline {
  private module: AppModule | null = null;
  private outcome: ScenarioOutcome | null = null;
  private readonly dark = matchMedia('(prefers-color-scheme: dark)');

  constructor(private readonly on_select: (index: number) => void) {}

  /** Resolves when the first frame can be drawn; explains in place of the canvas when it cannot. */
  async load(script: URL): Promise<void> {
    const note = by_id('timeline-note');
    try {
      const { default: create } = (await import(script.href)) as { default: CreateApp };
      this.module = await create(this.options(script));
      note.hidden = true;
      this.apply_theme();
      this.dark.addEventListener('change', () => this.apply_theme());
      this.send();
    } catch {
      this.unavailable('The timeline needs WebGL 2, which this browser does not offer. The list of steps says the same.');
    }
  }

  /** Says in place of the canvas why there is none. */
  unavailable(why: string): void {
    by_id('canvas').hidden = true;
    by_id('timeline-note').textContent = why;
  }

  show(outcome: ScenarioOutcome | null): void {
    this.outcome = outcome;
    this.send();
  }

  select(index: number): void {
    this.module?.select(index);
  }

  private options(script: URL): Record<string, unknown> {
    return {
      canvas: by_id('canvas'),
      locateFile: (name: string) => new URL(name, script).href,
      onSelect: this.on_select,
    };
  }

  private send(): void {
    if (this.outcome) this.module?.show(stringify_exact(this.outcome));
    else this.module?.clear();
  }

  private apply_theme(): void {
    this.module?.theme(this.dark.matches);
  }
}

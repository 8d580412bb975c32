// What the build packs of exercises/: an index of all, and one file each with everything the page shows.

import type { Verdict } from './outcome';

export interface ExerciseEntry {
  id: string;
  name: string;
  title: string;
  kinds: string[];
  unit: string;
  concepts: string[];
  points: number;
  /** Path of the exercise's own file, relative to the index. */
  file: string;
}

export interface Scenario {
  name: string;
  title: string;
  mode: 'checked' | 'real';
  budget_seconds: number;
  visible: boolean;
  repetitions: number;
  preemption_bound: number;
}

/** The half of a "break" exercise that is answered by a schedule of the unchanged starter. */
export interface BreakTask {
  scenario: string;
  verdict: Verdict;
  /** Of starter and scenarios: `weft grade` refuses the schedule of another program. */
  hash: string;
}

export interface SourceFile {
  name: string;
  text: string;
}

/** A program that ships with the exercise, compiled when the site was built. */
export interface Shipped {
  /** "starter", or the verdict it must get. */
  folder: string;
  name: string;
  text: string;
  /** Paths relative to the index; absent where the site was built without them. */
  checked?: string;
  real?: string;
  checked_lines?: string;
  real_lines?: string;
}

export interface Exercise extends ExerciseEntry {
  statement_html: string;
  hints_html: string[];
  limits: { seconds: number; memory_mb: number; output_kb: number };
  scenarios: Scenario[];
  break: BreakTask | null;
  shipped: Shipped[];
  /** Read-only files shown beside the student's: scenarios and headers. */
  shared: SourceFile[];
  /** Objects of the scenarios, to be linked with edited code. */
  scenario_objects: { checked?: string; real?: string };
}

export class Catalogue {
  constructor(private readonly base: URL, readonly entries: ExerciseEntry[]) {}

  static async load(base: URL): Promise<Catalogue> {
    return new Catalogue(base, (await fetch_ok(new URL('index.json', base)).then((r) => r.json())) as ExerciseEntry[]);
  }

  async open(id: string): Promise<Exercise | undefined> {
    const entry = this.entries.find((e) => e.id === id);
    if (!entry) return undefined;
    return (await fetch_ok(this.url(entry.file)).then((r) => r.json())) as Exercise;
  }

  url(path: string): URL {
    return new URL(path, this.base);
  }
}

export async function fetch_ok(url: URL): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname} could not be loaded (${response.status})`);
  return response;
}

export function starter_of(exercise: Exercise): Shipped {
  const starter = exercise.shipped.find((s) => s.folder === 'starter');
  if (!starter) throw new Error(`exercise ${exercise.id} has no starter`);
  return starter;
}

/** Whether there is anything to explore: some exercises are about real threads only. */
export function is_checkable(exercise: Exercise): boolean {
  return exercise.scenarios.some((scenario) => scenario.mode === 'checked');
}

export function shipped_with_text(exercise: Exercise, text: string): Shipped | undefined {
  return exercise.shipped.find((s) => s.text === text);
}

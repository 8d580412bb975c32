// Choices that reproduce an execution, as a file that `weft grade` and `weft replay` read (core/trace/schedule.h).
import type { Exercise } from './exercise';
import type { Variant } from './outcome';

/** The agent picked at one choice point. */
export interface Step {
  agent: number;
  variant: Variant;
  /** Where the program is given an input: which of those explored. */
  way?: number;
}

/** What the person chooses among: synchronisation and accesses to the program's own variables. What a C++ library
 *  does to its heap blocks is left out, as every library does it in steps of its own: the file is read by programs
 *  that were built with another one. */
export const kGranularity = 'globals';

export interface Schedule {
  weft_schedule: 1;
  program: string;
  hash: string;
  scenario: string;
  granularity: typeof kGranularity;
  sources: string[];
  arguments: string[];
  steps: string;
}

const kSuffixes: Record<Variant, string> = { normal: '', timeout: 't', spurious: 's' };
const kVariants: Record<string, Variant> = { '': 'normal', t: 'timeout', s: 'spurious' };

/** "0x3 1 2t 1:4": agent, variant, ":" way, "x" repeat count. */
export function format_steps(steps: Step[]): string {
  const runs: { word: string; count: number }[] = [];
  for (const step of steps) {
    const word = `${step.agent}${kSuffixes[step.variant]}${step.way ? `:${step.way}` : ''}`;
    const last = runs.at(-1);
    if (last?.word === word) ++last.count;
    else runs.push({ word, count: 1 });
  }
  return runs.map(({ word, count }) => (count > 1 ? `${word}x${count}` : word)).join(' ');
}

/** Null when `text` is not what format_steps() writes. */
export function parse_steps(text: string): Step[] | null {
  const steps: Step[] = [];
  for (const word of text.split(' ').filter(Boolean)) {
    const parts = /^(\d{1,4})([ts]?)(?::(\d{1,5}))?(?:x([1-9]\d{0,5}))?$/.exec(word) ?? [];
    const [, agent, suffix = '', way, count = '1'] = parts;
    const variant = kVariants[suffix];
    if (agent === undefined || !variant) return null;
    for (let i = 0; i < Number(count); ++i) steps.push({ agent: Number(agent), variant, ...(way && { way: Number(way) }) });
  }
  return steps;
}

/** The schedule that answers the "break" half of an exercise. */
export function answer_of(exercise: Exercise, steps: Step[]): Schedule {
  if (!exercise.break) throw new Error(`exercise ${exercise.id} asks for no schedule`);
  return {
    weft_schedule: 1, program: exercise.id, hash: exercise.break.hash, scenario: exercise.break.scenario,
    granularity: kGranularity, sources: ['starter.cpp'], arguments: [], steps: format_steps(steps),
  };
}

export function file_name_of(exercise: Exercise): string {
  return `${exercise.id}_${exercise.name}.schedule`;
}

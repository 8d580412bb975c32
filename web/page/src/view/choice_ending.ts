// What is said when there is nothing left to choose.
import type { ScenarioOutcome, Verdict } from '../data/outcome';
import { verdict_words } from './words';

export interface ChoiceEnding {
  /** good = this answers the task; unsure = nothing failed, or something else than was asked for. */
  tone: 'good' | 'unsure';
  headline: string;
  advice: string;
}

/** Null while there are choices left. */
export function choice_ending(outcome: ScenarioOutcome, wanted: Verdict): ChoiceEnding | null {
  if ((outcome.choices ?? []).length > 0) return null;
  const why = outcome.message.replace(/[.]?$/, '.');
  if (outcome.verdict === wanted) {
    return {
      tone: 'good', headline: `Broken: ${verdict_words(wanted)}.`,
      advice: `${why} Part 1 is solved: save the schedule, it is your answer.`,
    };
  }
  if (outcome.verdict === 'accepted') {
    return { tone: 'unsure', headline: 'All went well this time.', advice: 'Undo, or start over.' };
  }
  return {
    tone: 'unsure', headline: `This ends with: ${verdict_words(outcome.verdict)}.`,
    advice: `${why} The task is ${verdict_words(wanted)}: undo, or start over.`,
  };
}

// The steps with which the student broke each starter, kept in this browser beside the drafts. They count for the
// program they were found with: after a change of the exercise the task is open again.
import type { Exercise } from './exercise';
import { format_steps, parse_steps, type Step } from './schedule';

const kPrefix = 'weft.broken.';

/** Null while the task is open. */
export function solution_of(exercise: Exercise): Step[] | null {
  try {
    const [hash, steps] = (localStorage.getItem(kPrefix + exercise.id) ?? '').split('|');
    return exercise.break && hash === exercise.break.hash ? parse_steps(steps ?? '') : null;
  } catch {
    return null;  // storage is off
  }
}

/** False when this browser keeps nothing. */
export function keep_solution(exercise: Exercise, steps: Step[]): boolean {
  try {
    localStorage.setItem(kPrefix + exercise.id, `${exercise.break?.hash}|${format_steps(steps)}`);
    return true;
  } catch {
    return false;
  }
}

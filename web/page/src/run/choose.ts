// One execution of an exercise's starter along the steps that a person chose, up to where the next has to be chosen.
import { type Exercise, starter_of } from '../data/exercise';
import type { ScenarioOutcome, TraceEvent } from '../data/outcome';
import type { Step } from '../data/schedule';
import { base_name } from '../view/words';
import type { Tools } from './check';
import { kStudentFile } from './modules';
import type { Report } from './progress';
import { choosing_request, wall_seconds } from './request';
import { symbolize } from './symbolize';

/** The name under which the page shows the starter; compiled it was as the student's file. */
export const kStarterFile = 'starter.cpp';

function name_starter(event: TraceEvent): void {
  if (base_name(event.where?.file ?? '') === kStudentFile) event.where = { ...event.where, file: kStarterFile };
}

export async function follow(
  exercise: Exercise, steps: Step[], tools: Tools, report: Report, signal: AbortSignal,
): Promise<ScenarioOutcome> {
  const scenario = exercise.scenarios.find((s) => s.name === exercise.break?.scenario);
  if (!scenario) throw new Error(`exercise ${exercise.id} has no scenario to break`);
  tools.checked.prepare();
  const { module } = await tools.modules.get(exercise, starter_of(exercise).text, 'checked', report, signal);
  if (!module) throw new Error(`the starter of exercise ${exercise.id} does not compile`);
  const request = choosing_request(exercise, scenario, steps);
  const job = { module: module.bytes, request, wall_seconds: wall_seconds(exercise, scenario) };
  const outcome = await tools.checked.run(job, report, signal);
  await symbolize(outcome, module.resolve, report, signal);
  for (const event of outcome.failure?.events ?? []) name_starter(event);
  for (const choice of outcome.choices ?? []) name_starter(choice.event);
  return outcome;
}

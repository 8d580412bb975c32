// Sets verdict, message and certainty of an Outcome from its scenarios, by the rules of core/trace/outcome.cpp:
// a failure of the student's beats trouble of ours, which beats an open question; the weakest certainty wins.
import type { Certainty, Diagnostic, Outcome, ScenarioOutcome } from './outcome';

const kWeakness: Certainty[] = ['shown', 'verified', 'tested', 'inconclusive'];

function severity(scenario: ScenarioOutcome): number {
  if (scenario.verdict === 'internal_error') return 2;
  if (scenario.verdict === 'inconclusive') return 1;
  if (scenario.verdict === 'accepted') return scenario.certainty === 'inconclusive' ? 1 : 0;
  return 3;
}

/** The scenario that decides the verdict; undefined when all were accepted. */
export function decisive(scenarios: ScenarioOutcome[]): ScenarioOutcome | undefined {
  let worst: ScenarioOutcome | undefined;
  for (const scenario of scenarios) {
    if (severity(scenario) > (worst ? severity(worst) : 0)) worst = scenario;
  }
  return worst;
}

/** Whether a scenario ends the check: an open question does not, there may be a failure behind it. */
export function is_failure(scenario: ScenarioOutcome): boolean {
  return severity(scenario) >= 2;
}

function weakest(scenarios: ScenarioOutcome[]): Certainty {
  const rank = Math.max(1, ...scenarios.map((s) => kWeakness.indexOf(s.certainty)));
  return kWeakness[rank] ?? 'inconclusive';
}

export function summarise(program: string, scenarios: ScenarioOutcome[], seconds: number): Outcome {
  const weft = scenarios.some((s) => s.recording) ? 2 as const : 1 as const;
  const base = { weft, program, scenarios, diagnostics: [], seconds };
  const decides = decisive(scenarios);
  if (decides) {
    const verdict = severity(decides) === 1 ? 'inconclusive' : decides.verdict;
    return { ...base, verdict, message: decides.message, certainty: decides.certainty };
  }
  const only = scenarios[0];
  if (!only) return { ...base, verdict: 'inconclusive', message: 'nothing was run', certainty: 'inconclusive' };
  const message = scenarios.length === 1 ? only.message : `all ${scenarios.length} scenarios passed`;
  return { ...base, verdict: 'accepted', message, certainty: weakest(scenarios) };
}

export function compile_error(program: string, diagnostics: Diagnostic[], seconds: number): Outcome {
  const first = diagnostics.find((d) => d.severity === 'error');
  const message = first ? `line ${first.where.line ?? '?'}: ${first.message}` : 'the compiler refused the program';
  return {
    weft: 1, verdict: 'compile_error', message, certainty: 'shown', program, scenarios: [], diagnostics, seconds,
  };
}

/** A verdict that the page itself reaches: the runner could not report (crashed, hung, was flooded). */
export function without_result(
  name: string, mode: 'checked' | 'real', verdict: ScenarioOutcome['verdict'], message: string,
): ScenarioOutcome {
  return { name, mode, verdict, message, certainty: 'shown' };
}

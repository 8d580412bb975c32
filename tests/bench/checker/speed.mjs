// Executions a second, of the exploration itself.
import { judge } from '../runtime/figure.mjs';
import { median } from '../figures.mjs';
import { races } from './references.mjs';
import { check, graphs, random } from './runs.mjs';

const random_executions = 2_000_000;
const walks = [
  { title: 'random executions of the lost update', name: 'lost_update', size: 'N=2', unit: 'executions/s', goal: '>= 1000000' },
  { title: "random executions of Peterson's algorithm", name: 'peterson', size: '', unit: 'executions/s', goal: '>= 800000' },
];

function race_of(race) {
  return { ...race, title: `${race.name} ${race.size.slice(2)}, ${race.memory}`, unit: 'executions/s', goal: '>= 5',
           flags: graphs(race.memory), against: ['GenMC'] };
}

function contestants(quick) {
  const executions = quick ? random_executions / 4 : random_executions;
  return [...races.filter(({ long }) => !quick || !long).map(race_of),
          ...walks.map((walk) => ({ ...walk, executions, flags: [...random, '--executions', String(executions)] }))];
}

/** `runs`: of check(). The anchor is a rate that was measured once. */
export function judge_rate(one, runs) {
  const { title: name, unit, goal, against, rate, executions } = one;
  const wrong = runs.find((run) => run.executions !== executions);
  const ours = wrong ? { reason: `${wrong.executions} executions: ${wrong.message}` }
    : { values: runs.map((run) => run.executions / run.inside_s) };
  return { ...judge({ name, unit, goal, against }, { ours, rivals: { GenMC: { values: runs.map(() => rate) } } }),
           inside_s: median(runs.map((run) => run.inside_s)), outside_s: median(runs.map((run) => run.outside_s)) };
}

/** In turn, so that what else the machine does meets all of them. */
export async function speed_figures(root, quick, repetitions) {
  const all = contestants(quick).map((one) => ({ one, runs: [] }));
  for (let turn = 0; turn < repetitions; ++turn)
    for (const { one, runs } of all) runs.push(await check(root, one));
  return all.map(({ one, runs }) => judge_rate(one, runs));
}

// How `tools/bench checker` judges what it saw, and whether its references fit the programs.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cases, judge_count } from '../bench/checker/optimality.mjs';
import { programs, races } from '../bench/checker/references.mjs';
import { peak_of_runners, seen_in } from '../bench/checker/runs.mjs';
import { judge_rate } from '../bench/checker/speed.mjs';
import { checker_file } from '../bench/checker/table.mjs';

const folder = fileURLToPath(new URL('../bench/checker/', import.meta.url));
const small = { name: 'small', size: 'N=2', model: 'sc', count: 4 };
const explored = { verdict: 'accepted', certainty: 'verified', executions: 4, blocked: 0 };

const text_of = ({ name }) => readFileSync(join(folder, `${name}.cpp`), 'utf8');

// What a program's first lines say of a size: "N=2: 4" or "SB: 3 / 4", or of the only one "counts: 4".
function said_counts(text, size) {
  const value = size.replace('TEST=', '');
  const found = text.match(new RegExp(`^// counts:${value ? `.*\\b${value}:` : ''} (\\d+)(?: / (\\d+))?`, 'm'));
  return found && [Number(found[1]), Number(found[2] ?? found[1])];
}

export const checker_bench_tests = [
  ['the references of the checker are those that the programs state', () => {
    for (const program of programs)
      for (const [size, counts] of Object.entries(program.counts))
        assert.deepEqual(said_counts(text_of(program), size), [[counts].flat().at(0), [counts].flat().at(-1)],
                         `${program.name} ${size}`);
  }],
  ['who races has a reference of the same size', () => {
    for (const { name, size, memory, executions } of races)
      assert.equal(cases(false).find((one) => one.name === name && one.size === size && one.model === memory)?.count,
                   executions, `${name} ${size}, ${memory}`);
  }],
  ['the quick cases are those without the long ones, and names of figures differ', () => {
    const all = cases(false), quick = cases(true);
    assert.ok(quick.length < all.length);
    assert.ok(quick.every(({ name, size }) => !programs.find((one) => one.name === name).long?.includes(size)));
    const names = all.map((one) => judge_count(one, explored).name);
    assert.equal(new Set(names).size, names.length);
  }],
  ['a count holds if it is the same, all was explored and no more was blocked', () => {
    assert.equal(judge_count(small, explored).holds, true);
    assert.equal(judge_count(small, { ...explored, executions: 3 }).holds, false);
    assert.equal(judge_count(small, { ...explored, executions: 5 }).holds, false);
    assert.equal(judge_count(small, { ...explored, blocked: 1 }).holds, false);
    assert.equal(judge_count({ ...small, blocked: 1 }, { ...explored, blocked: 1 }).holds, true);
    const cut = judge_count(small, { ...explored, certainty: 'inconclusive', verdict: 'inconclusive', message: 'no time' });
    assert.deepEqual([cut.holds, cut.ours, cut.reason], [null, null, 'inconclusive: no time']);
  }],
  ['a rate is that of the exploration, and another number of executions is no rate', () => {
    const race = { title: 'small', unit: 'executions/s', goal: '>= 5', against: ['GenMC'], rate: 100, executions: 1200 };
    const run = { executions: 1200, inside_s: 2, outside_s: 3 };
    const one = judge_rate(race, [run, run]);
    assert.deepEqual([one.ours, one.anchor, one.ratio, one.holds, one.inside_s, one.outside_s], [600, 100, 6, true, 2, 3]);
    const other = judge_rate(race, [run, { ...run, executions: 7, message: 'a failure' }]);
    assert.deepEqual([other.holds, other.reason], [null, '7 executions: a failure']);
  }],
  ['of an outcome the only scenario is read, and without one its message', () => {
    const scenario = { message: 'all', certainty: 'verified', statistics: { executions: 3, blocked: 1, seconds: 0.5 } };
    assert.deepEqual(seen_in(JSON.stringify({ verdict: 'accepted', scenarios: [scenario] })),
                     { verdict: 'accepted', message: 'all', certainty: 'verified', executions: 3, blocked: 1, inside_s: 0.5 });
    assert.deepEqual(seen_in('{"verdict": "compile_error", "message": "no ;", "scenarios": []}'),
                     { verdict: 'compile_error', message: 'no ;' });
  }],
  ['peak memory is that of the runners which a command started', async () => {
    const place = mkdtempSync(join(tmpdir(), 'weft-bench-'));
    const runner = join(place, 'weft-runner-checked');
    writeFileSync(runner, '#!/bin/sh\necho there\nread line\n', { mode: 0o755 });
    const command = spawn('/bin/sh', ['-c', `"${runner}"; true`], { stdio: ['pipe', 'pipe', 'inherit'] });
    try {
      await once(command.stdout, 'data');
      assert.ok(peak_of_runners(command.pid) > 0);
      assert.equal(peak_of_runners(process.pid), 0);
    } finally {
      command.stdin.end('\n');
      await once(command, 'close');
      rmSync(place, { recursive: true });
    }
  }],
  ['sizes of a program share a row of CHECKER.md, whatever holds', () => {
    const two = judge_count(small, explored);
    const three = judge_count({ ...small, size: 'N=3', count: 9, limit: 'A loop.' }, { ...explored, executions: 8 });
    const rate = judge_rate({ title: 'walk', unit: 'executions/s', goal: '>= 5', executions: 10 },
                            [{ executions: 10, inside_s: 1, outside_s: 2 }]);
    const file = checker_file([two, three, rate], ['today']);
    assert.match(file, /^- today$/m);
    assert.match(file, /^\| executions of small 2, 3, sc \| 4, 8 \| 4, 9 GenMC \| {2}\| == 1 x anchor \| MISSED \|$/m);
    assert.match(file, /^\| walk \| 10\.0 .*executions\/s, 1\.00 s of 2\.00 s \| - \| - \| >= 5 \| holds \|$/m);
    assert.match(file, /Missed, and why:\n\n- executions of small 3, sc: A loop\.\n$/);
    const blocked = judge_count({ ...small, blocked: 2 }, { ...explored, blocked: 2 });
    assert.match(checker_file([blocked], []), /holds, 2 blocked of at most 2 \|$/m);
  }],
];

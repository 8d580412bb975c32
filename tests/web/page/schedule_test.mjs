// Schedules as the page writes them are those that core/trace/schedule.cpp and native/files/fingerprint.cpp know.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fingerprint } from '../../../web/page/site/fingerprint.mjs';
import { pack_exercises } from '../../../web/page/site/exercises.mjs';
import { expect, expect_equal, test } from '../../browser/harness.mjs';
import { page_module } from './bundle.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const { answer_of, format_steps, parse_steps } = await page_module('data/schedule');

const normal = (agent) => ({ agent, variant: 'normal' });

test('schedule: steps as one writes them by hand', () => {
  const steps = [normal(0), normal(0), normal(0), normal(1), { agent: 2, variant: 'timeout' }, { agent: 1, variant: 'spurious' }];
  expect_equal(format_steps(steps), '0x3 1 2t 1s', 'in short');
  expect_equal(JSON.stringify(parse_steps('0x3 1 2t 1s')), JSON.stringify(steps), 'and back');
  expect_equal(format_steps([]), '', 'no steps');
  expect_equal(JSON.stringify(parse_steps('')), '[]', 'no steps, back');
});

test('schedule: what is no list of steps is refused', () => {
  for (const text of ['x', '1x0', '1q', '-1', '1x9999999', 'null']) expect_equal(parse_steps(text), null, text);
});

test('schedule: one of a weak memory is no list of choices', () => {
  expect_equal(parse_steps('0x3 1r1'), null, 'steps of a graph');
});

test('schedule: the fingerprint of nothing and of "a" (FNV-1a of the length and the text)', () => {
  expect_equal(fingerprint([]), 'cbf29ce484222325', 'the basis');
  // By hand: 64-bit FNV-1a of "1:a" byte by byte.
  let state = 0xcbf29ce484222325n;
  for (const c of '1:a') state = ((state ^ BigInt(c.charCodeAt(0))) * 0x100000001b3n) & 0xffffffffffffffffn;
  expect_equal(fingerprint([Buffer.from('a')]), state.toString(16).padStart(16, '0'), '"a"');
});

test('schedule: the packed hash is the one in the schedule that weft check wrote', () => {
  const packed = pack_exercises(`${root}exercises`, `${root}core/include`);
  const { exercise, folder } = packed.find((p) => p.exercise.id === '04');
  const native = JSON.parse(readFileSync(`${root}exercises/${folder}/failing.schedule`, 'utf8'));
  const answer = answer_of(exercise, [normal(1)]);
  expect_equal(answer.hash, native.hash, 'hash');
  expect_equal(answer.scenario, native.scenario, 'scenario');
  expect_equal(answer.weft_schedule, native.weft_schedule, 'version');
  expect_equal(Object.keys(native).sort().join(), Object.keys(answer).sort().join(), 'fields');
  expect_equal(exercise.break.verdict, 'wrong_result', 'the verdict that is wanted');
  const without = packed.find((p) => p.exercise.id === '22').exercise;
  expect(without.break === null, 'an exercise without this half says so');
});

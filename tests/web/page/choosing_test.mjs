// What the page makes of a recorded execution while a person chooses its steps.
import { expect_equal, test } from '../../browser/harness.mjs';
import { page_module } from './bundle.mjs';

const { latest_accesses, last_step_of } = await page_module('data/execution');
const { relevant_steps } = await page_module('view/relevance');
const { choice_ending } = await page_module('view/choice_ending');

const where = { file: 'starter.cpp', line: 11 };
const access = (agent, op, name, address, after, more = { where }) => ({ agent, op, name, address, bytes: 4, after, ...more });

// Main sets money to 0, starts thread 1 (which reads what the library left on the heap for it), thread 1 reads money.
const so_far = {
  events: [
    access(0, 'write', 'money', 8, 0),
    access(0, 'write', 'heap block 1', 100, 7),
    { agent: 0, op: 'spawn', after: 1, where },
    { agent: 1, op: 'start' },
    access(1, 'read', 'heap block 1', 100, 7, {}),
    access(1, 'read', 'money', 8, 0),
    access(1, 'write', 'money', 8, 50),
  ],
};

test('choosing: what a library does for itself is no key step', () => {
  expect_equal(relevant_steps(so_far).join(), 'true,false,true,false,false,true,true', 'key steps');
});

test('choosing: memory holds what was written last', () => {
  const now = latest_accesses(so_far, relevant_steps(so_far)).map((event) => `${event.name}=${event.after}`);
  expect_equal(now.join(), 'money=50', 'variables');
});

test('choosing: what a thread did last', () => {
  const relevant = relevant_steps(so_far);
  expect_equal(last_step_of(so_far, relevant, 0), 2, 'main started a thread');
  expect_equal(last_step_of(so_far, relevant, 1), 6, 'thread 1 wrote');
  expect_equal(last_step_of(so_far, relevant, 2), -1, 'thread 2 did nothing');
});

test('choosing: what is said at the end', () => {
  const ended = (verdict) => choice_ending({ verdict, message: 'got 50', choices: [] }, 'wrong_result');
  expect_equal(choice_ending({ verdict: 'inconclusive', choices: [{}] }, 'wrong_result'), null, 'not the end');
  expect_equal(ended('wrong_result').tone, 'good', 'the verdict that is wanted');
  expect_equal(ended('accepted').headline, 'All went well this time.', 'no failure');
  expect_equal(ended('deadlock').headline, 'This ends with: deadlock.', 'another failure');
  expect_equal(ended('deadlock').tone, 'unsure', 'another failure is no answer');
});

// What the page says of an execution that only a weak memory shows is what core/report/weak_story.cpp says.
import { expect_equal, test } from '../../browser/harness.mjs';
import { page_module } from './bundle.mjs';

const { weak_sentences } = await page_module('view/weak_story');

const event = (agent, op, name, line, text = 'relaxed') => ({ agent, op, name, text, where: { file: 'a/program.cpp', line } });
const agents = [0, 1, 2].map((id) => ({ id, name: '' }));
const data = event(1, 'atomic_store', 'data', 3), flag = event(1, 'atomic_store', 'flag', 4);
const looks = event(2, 'atomic_load', 'flag', 7), reads = event(2, 'atomic_load', 'data', 8);

const told = (failure) => weak_sentences(failure).map(({ reason, remedy }) => `${reason}; ${remedy}`).join('\n');

test('weak memory: a load of an older value, and the accesses that could have said so', () => {
  const access = { event: 3, older: null, newer: 0, through_store: 1, through_load: 2 };
  const start = 'thread 2 loads data (program.cpp:8): this load may see the value that was there before any store: nothing ' +
    'orders the store of thread 1 (program.cpp:3) before it; ';
  const release = 'a release store to flag (program.cpp:4)', acquire = 'an acquire load of flag (program.cpp:7)';
  const failure = (...events) => ({ agents, events, weak_accesses: [access] });
  expect_equal(told(failure(data, flag, looks, reads)), `${start}${release} and ${acquire} would`, 'both are relaxed');
  expect_equal(told(failure(data, { ...flag, text: 'release' }, looks, reads)), `${start}${acquire} would`, 'one is');
});

test('weak memory: where nothing was told, only sequential consistency helps', () => {
  const access = { event: 3, older: 0, newer: 1 };
  const events = [event(0, 'atomic_store', 'x', 2), event(1, 'atomic_store', 'x', 3), event(2, 'atomic_store', 'y', 5),
    event(2, 'atomic_load', 'x', 6)];
  expect_equal(told({ agents, events, weak_accesses: [access] }),
    'thread 2 loads x (program.cpp:6): this load may see the older store of main (program.cpp:2): nothing orders the store of ' +
    'thread 1 (program.cpp:3) before it; memory_order_seq_cst for all the loads and stores above would, or a seq_cst fence ' +
    'between those of each thread', 'words');
  const stores = { event: 0, older: 2, newer: 1 };
  expect_equal(told({ agents, events, weak_accesses: [stores] }).includes('this store may count as the older one'), true, 'a store');
});

test('weak memory: nothing is said of other failures', () => {
  expect_equal(told({ agents, events: [data] }), '', 'an interleaving');
});

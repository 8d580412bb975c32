// Programs that misbehave get a verdict, and the next click works.
import { compiling } from './compiling.mjs';
import { expect_equal, test } from './harness.mjs';
import { deposit_that } from './programs.mjs';

const programs = [
  ['traps', '__builtin_trap();', 'crash', 'crash'],
  ['aborts', 'std::abort();', 'crash', 'crash'],
  ['ends the process', 'std::exit(0);', 'crash', 'crash'],
  ['floods its output', 'for (;;) std::puts("all work and no play makes Jack a dull boy");', 'output_limit', 'output_limit'],
  ['throws in a thread', 'throw amount;', 'crash', 'crash'],
  ['fails an assertion in a thread', 'assert(amount < 0);', 'wrong_result', 'wrong_result'],
  ['loops for ever', 'for (volatile int i = 0;;) i = 1;', 'time_limit', 'time_limit'],
];

for (const [what, does, checked, real] of programs) {
  test(`hostile: a program that ${what}`, async ({ browser, url }) => {
    const p = await compiling(browser, url, '04');
    await p.type(deposit_that(does));
    expect_equal(await p.check(), checked, 'Check');
    expect_equal(await p.run(), real, 'Run');
    await p.load('accepted/fetch_add');
    expect_equal(await p.check(), 'accepted', 'the next program, checked');
    expect_equal(await p.run(), 'accepted', 'the next program, run');
  });
}

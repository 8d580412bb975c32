// A failure that no interleaving shows: the page says why memory may do that; without a weak memory there is none.
import { compiling } from './compiling.mjs';
import { expect, expect_equal, test } from './harness.mjs';

// A reader may know of a deposit and not see the money: nothing orders the two.
const counts_deposits = `#include <atomic>
std::atomic<int> money{0}, deposits{0};
void open_account(int initial) { money = initial, deposits = 0; }
void deposit(int amount) {
  money.fetch_add(amount, std::memory_order_relaxed);
  deposits.fetch_add(1, std::memory_order_relaxed);
}
int balance() {
  const bool any = deposits.load(std::memory_order_relaxed) > 0;
  const int seen = money.load(std::memory_order_relaxed);
  return any && seen == 0 ? -1 : seen;
}
`;

test('weak memory: an older value that a load may see is explained, and sequential consistency rules it out',
  async ({ browser, url }) => {
    const p = await compiling(browser, url, '04');
    await p.type(counts_deposits);
    expect_equal(await p.check(), 'wrong_result', 'under the memory model of C++');
    const why = await p.text_of('.weak');
    for (const words of ['this load may see', 'nothing orders the store of thread 1 (submission.cpp:5) before it',
      'a release store to deposits (submission.cpp:6)', 'an acquire load of deposits (submission.cpp:9)'])
      expect(why.includes(words), `"${words}" is said: ${why}`);
    expect((await p.text_of('.step-list .figures')).includes('weak memory'), 'the steps are no interleaving');
    await p.page.selectOption('#memory', 'sc');
    expect_equal(await p.check(), 'accepted', 'if memory is sequentially consistent');
    expect((await p.text_of('.verdict .bounds')).includes('sequentially consistent'), 'the bounds say so');
    await p.page.selectOption('#memory', 'rc11');
  });

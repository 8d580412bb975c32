// Programs that the tests type into the editor.
import { readFileSync } from 'node:fs';

const exercises = new URL('../../exercises/', import.meta.url);

export const transfer_starter = readFileSync(new URL('22_transfer/starter.cpp', exercises), 'utf8');

/** The starter with other words in it: no shipped program, so it has to be compiled in the page. */
export const opposite_orders = transfer_starter.replaceAll('hold_from', 'payer').replaceAll('hold_to', 'payee');

export const one_order = opposite_orders
  .replace('std::lock_guard payer(accounts[from].mutex);', 'if (from == to) return;\n  std::lock_guard first(accounts[from < to ? from : to].mutex);')
  .replace('std::lock_guard payee(accounts[to].mutex);', 'std::lock_guard second(accounts[from < to ? to : from].mutex);');

/** Exercise 04 with a deposit that does something else first. */
export function deposit_that(does) {
  return `#include <atomic>
#include <cassert>
#include <cstdio>
#include <cstdlib>
std::atomic<int> money{0};
void open_account(int initial) { money = initial; }
void deposit(int amount) {
  ${does}
  money.fetch_add(amount);
}
int balance() { return money.load(); }
`;
}

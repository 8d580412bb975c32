// What must hold for a bank of three accounts that several threads use at once.
#include <weft/exercise.h>

#include <thread>

void open_accounts(int each);
void transfer(int from, int to, int amount);
int balance(int account);
int total();

WEFT_SCENARIO(sequential) {
  open_accounts(100);
  transfer(0, 1, 30);
  transfer(1, 2, 50);
  transfer(2, 0, 5);
  weft::expect_equal(balance(0), 75, "account 0 after paying 30 and getting 5");
  weft::expect_equal(balance(1), 80, "account 1 after getting 30 and paying 50");
  weft::expect_equal(balance(2), 145, "account 2 after getting 50 and paying 5");
  weft::expect_equal(total(), 300, "what the bank holds after transfers between its own accounts");
}

WEFT_SCENARIO(opposite) {
  open_accounts(100);
  std::thread ann(transfer, 0, 1, 10);
  std::thread bob(transfer, 1, 0, 25);
  ann.join();
  bob.join();
  weft::expect_equal(balance(0), 115, "account 0 after paying 10 and getting 25");
  weft::expect_equal(balance(1), 85, "account 1 after getting 10 and paying 25");
}

WEFT_SCENARIO(to_itself) {
  open_accounts(100);
  transfer(0, 0, 40);
  weft::expect_equal(balance(0), 100, "an account that paid itself 40");
}

WEFT_SCENARIO(ring) {
  open_accounts(100);
  std::thread ann(transfer, 0, 1, 1);
  std::thread bob(transfer, 1, 2, 2);
  transfer(2, 0, 4);
  ann.join();
  bob.join();
  weft::expect_equal(balance(0), 103, "account 0 after paying 1 and getting 4");
  weft::expect_equal(balance(1), 99, "account 1 after paying 2 and getting 1");
  weft::expect_equal(balance(2), 98, "account 2 after paying 4 and getting 2");
}

WEFT_SCENARIO(audit) {
  open_accounts(100);
  std::thread ann(transfer, 2, 0, 10);
  const int counted = total();
  ann.join();
  weft::observe("total", counted);
  weft::expect_equal(counted, 300, "what the bank holds while money moves between its own accounts");
}

WEFT_SCENARIO(many_transfers) {
  constexpr int kTransfers = 2000;  // of each thread: to the next account, the one after, itself, and so on
  open_accounts(0);
  const auto pay_everybody = [](int from) {
    for (int i = 1; i <= kTransfers; ++i) transfer(from, (from + i) % 3, from + 1);
  };
  std::thread ann(pay_everybody, 0);
  std::thread bob(pay_everybody, 1);
  std::thread cem(pay_everybody, 2);
  ann.join();
  bob.join();
  cem.join();
  const int to_next = (kTransfers + 2) / 3, to_other = (kTransfers + 1) / 3;  // transfers of one payer
  const int paid = to_next + to_other;
  weft::expect_equal(balance(0), 3 * to_next + 2 * to_other - 1 * paid,
                     "account 0 after thousands of transfers");
  weft::expect_equal(balance(1), 1 * to_next + 3 * to_other - 2 * paid,
                     "account 1 after thousands of transfers");
  weft::expect_equal(balance(2), 2 * to_next + 1 * to_other - 3 * paid,
                     "account 2 after thousands of transfers");
  weft::expect_equal(total(), 0, "what the bank holds after transfers between its own accounts");
}

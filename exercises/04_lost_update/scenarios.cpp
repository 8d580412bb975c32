// What must hold for an account that several threads use at once.
#include <weft/exercise.h>

#include <thread>

void open_account(int initial);
void deposit(int amount);
int balance();

WEFT_SCENARIO(sequential) {
  open_account(0);
  deposit(30);
  deposit(12);
  weft::expect_equal(balance(), 42, "balance after depositing 30, then 12");
}

WEFT_SCENARIO(two_deposits) {
  open_account(0);
  std::thread ann(deposit, 50);
  std::thread bob(deposit, 50);
  ann.join();
  bob.join();
  weft::observe("balance", balance());
  weft::expect_equal(balance(), 100, "balance after two people deposited 50 each");
}

WEFT_SCENARIO(reading_meanwhile) {
  open_account(0);
  std::thread ann(deposit, 50);
  const int seen = balance();
  ann.join();
  weft::observe("seen", seen);
  weft::expect(seen == 0 || seen == 50, "during a deposit of 50 the balance is 0 or 50, never anything else");
  weft::expect_equal(balance(), 50, "balance after one deposit of 50");
}

WEFT_SCENARIO(many_deposits) {
  constexpr int kThreads = 4;
  constexpr int kDeposits = 2000;
  open_account(0);
  std::thread people[kThreads];
  for (std::thread& person : people) {
    person = std::thread([] {
      for (int i = 0; i < kDeposits; ++i) deposit(1);
    });
  }
  for (std::thread& person : people) person.join();
  weft::observe("balance", balance());
  weft::expect_equal(balance(), kThreads * kDeposits,
                     "balance after four people deposited 1, 2000 times each");
}

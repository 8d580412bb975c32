// verdict: data_race
// Why: the second member of an element of a local array is shared by reference, and nothing orders its users.
#include <thread>

struct Account {
  int number;
  long balance;
};

int main() {
  Account accounts[2] = {{1, 0}, {2, 0}};
  std::thread other([&] { accounts[1].balance += 50; });
  accounts[1].balance += 50;
  other.join();
  return accounts[1].balance == 100 ? 0 : 1;
}

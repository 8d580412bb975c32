// verdict: misuse
// says: while main holds it
// Why: the object is deleted while its own mutex is held.
#include <mutex>

struct Account {
  std::mutex guard;
  int balance = 0;
};

int main() {
  Account* account = new Account;
  account->guard.lock();
  account->balance = 1;
  delete account;
}

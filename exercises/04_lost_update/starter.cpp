// An account that several threads use at once.
// Break it first, as it is. Then make it right: see the statement.

namespace {

int money = 0;

}  // namespace

void open_account(int initial) { money = initial; }

void deposit(int amount) { money = money + amount; }

int balance() { return money; }

// `volatile` makes the compiler read and write each time. It neither joins the two nor orders them between
// threads.
namespace {

volatile int money = 0;

}  // namespace

void open_account(int initial) { money = initial; }

void deposit(int amount) { money = money + amount; }

int balance() { return money; }

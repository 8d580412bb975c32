// verdict: misuse
// Why: it unlocks a mutex that nobody has locked.
#include <mutex>

std::mutex guard;

int main() { guard.unlock(); }

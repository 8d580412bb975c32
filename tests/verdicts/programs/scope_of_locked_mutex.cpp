// verdict: misuse
// says: goes out of scope while main holds it
// Only natively: see "What libraries do out of sight" in core/README.md.
#include <mutex>

static int calls;

static void count() {
  std::mutex guard;  // meant to be static
  guard.lock();
  ++calls;
}

int main() { count(); }

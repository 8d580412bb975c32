// verdict: misuse
// says: goes out of scope while thread 1 holds it
// Only natively: see "What libraries do out of sight" in core/README.md.
#include <mutex>
#include <shared_mutex>
#include <thread>

int main() {
  std::shared_mutex guard;
  std::thread reader([&] { guard.lock_shared(); });
  reader.join();
}

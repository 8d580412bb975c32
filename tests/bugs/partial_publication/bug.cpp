// pattern: an object is published before it is complete
// known from: Bacon et al., "The 'Double-Checked Locking is Broken' Declaration", 2000
// verdict: wrong_result
#include <atomic>
#include <cassert>
#include <thread>

struct Config {
  std::atomic<int> limit{0};
};

Config config;
std::atomic<Config*> published{nullptr};

int main() {
  std::thread maker([] {
    published = &config;
    config.limit = 10;
  });
  if (const Config* found = published) assert(found->limit == 10);
  maker.join();
}

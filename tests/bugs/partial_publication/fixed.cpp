// verdict: accepted
// Completed, then published.
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
    config.limit = 10;
    published = &config;
  });
  if (const Config* found = published) assert(found->limit == 10);
  maker.join();
}

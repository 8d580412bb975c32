// A vector that cannot be reached without its lock.
//
// prints: 400 words
// prints: nobody else may: locked
#include "weft/guarded.h"

#include <cstdio>
#include <string>
#include <vector>

#include "weft/scope.h"

int main() {
  weft::guarded<std::vector<std::string>> words;
  weft::scope writers;
  for (int i = 0; i < 4; ++i)
    writers.spawn([&] {
      for (int n = 0; n < 100; ++n) words.lock()->push_back("word");  // locked until the end of the statement
    });
  writers.join();
  const std::size_t count = words.with([](const auto& all) { return all.size(); });
  std::printf("%zu words\n", count);

  const auto mine = words.lock();  // as long as `mine` lives
  weft::fiber other([&] { std::printf("nobody else may: %s\n", words.try_lock() ? "free" : "locked"); });
  other.join();
}

// Random programs on the runtime, for as long as asked: everything at once that agents can do. What comes out
// is judged by counting; a hang is found by a watchdog, which says where everybody waits. The program follows
// from the seed, its schedule does not.
//   torture --seconds 60 --seed 1 --workers 2 [--rounds 10]
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "weft/fiber.h"
#include "world.h"

namespace {

struct Options {
  std::uint64_t seconds = 10;
  std::uint64_t seed = std::random_device()();
  std::uint64_t workers = 2;
  std::uint64_t rounds = ~0ull;
};

bool parse(int count, char** words, Options& options) {
  const std::pair<const char*, std::uint64_t*> known[] = {{"--seconds", &options.seconds},
                                                          {"--seed", &options.seed},
                                                          {"--workers", &options.workers},
                                                          {"--rounds", &options.rounds}};
  for (int i = 1; i < count; i += 2) {
    bool found = false;
    for (const auto& [name, value] : known)
      if (i + 1 < count && std::strcmp(words[i], name) == 0)
        found =
            std::from_chars(words[i + 1], words[i + 1] + std::strlen(words[i + 1]), *value).ec == std::errc();
    if (!found) return false;
  }
  return true;
}

// A few fibers to begin with, and a kernel thread among them. The scheduler's end waits for those that nobody
// joins.
void round(torture::Watchdog& watchdog, std::uint64_t seed, int workers) {
  constexpr int kDepth = 3;
  watchdog.begin(seed);
  torture::Random random(seed);
  auto scheduler = std::make_unique<weft::scheduler>(
      weft::scheduler_settings{.workers = workers, .time_slice = std::chrono::microseconds(200)});
  torture::World world(watchdog, *scheduler);
  std::vector<std::uint64_t> seeds(4);
  for (std::uint64_t& each : seeds) each = random.next();
  {
    std::jthread outside([&] { torture::live(world, seeds[0], kDepth); });
    std::vector<weft::fiber> roots;
    for (std::size_t i = 1; i < seeds.size(); ++i)
      roots.emplace_back(*scheduler, [&world, each = seeds[i]] { torture::live(world, each, kDepth); });
  }
  scheduler.reset();
  world.check();
}

}  // namespace

int main(int count, char** words) {
  Options options;
  if (!parse(count, words, options) || options.workers == 0) {
    std::puts("usage: torture [--seconds N] [--seed N] [--workers N] [--rounds N]");
    return 64;
  }
  const std::string workers = std::to_string(options.workers);
  std::printf("torture: seed %llu, %s workers\n", static_cast<unsigned long long>(options.seed),
              workers.c_str());
  std::fflush(stdout);
  torture::Watchdog watchdog("torture --workers " + workers);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(options.seconds);
  std::uint64_t rounds = 0;
  for (; rounds < options.rounds && std::chrono::steady_clock::now() < end; ++rounds)
    round(watchdog, options.seed + rounds, static_cast<int>(options.workers));
  std::printf("torture: %llu rounds, %llu steps, no failure\n", static_cast<unsigned long long>(rounds),
              static_cast<unsigned long long>(torture::Watchdog::steps()));
}

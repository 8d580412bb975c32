// Random programs on the runtime, for as long as asked: everything at once that agents can do. What comes out
// is judged by counting; a hang is found by a watchdog, which says where everybody waits. The program follows
// from the seed, its schedule does not.
//   torture --seconds 60 --seed 1 --workers 2 [--rounds 10]
#include <charconv>
#include <chrono>
#include <cstdio>
#include <memory>
#include <random>
#include <string>
#include <string_view>
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

// Where to put the number that belongs to a word; null: no such word.
std::uint64_t* place_of(std::string_view word, Options& options) {
  if (word == "--seconds") return &options.seconds;
  if (word == "--seed") return &options.seed;
  if (word == "--workers") return &options.workers;
  if (word == "--rounds") return &options.rounds;
  return nullptr;
}

bool is_number(std::string_view text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

// What is wrong with the words; empty: nothing.
std::string parse(const std::vector<std::string_view>& words, Options& options) {
  for (std::size_t i = 0; i < words.size(); i += 2) {
    const std::string word(words[i]);
    std::uint64_t* const place = place_of(word, options);
    if (place == nullptr) return "unknown option " + word;
    if (i + 1 == words.size()) return word + " without a number";
    if (!is_number(words[i + 1], *place))
      return word + " with '" + std::string(words[i + 1]) + "', which is no number";
  }
  constexpr std::uint64_t kMostWorkers = 1024;
  if (options.workers == 0 || options.workers > kMostWorkers) return "--workers is from 1 to 1024";
  return "";
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
  if (const std::string fault = parse({words + 1, words + count}, options); !fault.empty()) {
    std::fprintf(stderr,
                 "torture: %s; it takes --seconds, --seed, --workers and --rounds, each with a number\n",
                 fault.c_str());
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

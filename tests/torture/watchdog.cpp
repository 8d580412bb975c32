#include "watchdog.h"

#include <cstdio>
#include <cstdlib>

#include <chrono>

#include "weft/agents.h"

namespace torture {
namespace {

constexpr std::chrono::milliseconds kLook{250};
constexpr int kPatience = 120;  // looks, half a minute: far more than any step takes on a loaded machine

}  // namespace

Watchdog::Watchdog(std::string how_to_repeat)
    : how_to_repeat_(std::move(how_to_repeat)),
      thread_([this](const std::stop_token& stop) { watch(stop); }) {}

Watchdog::~Watchdog() = default;

void Watchdog::fail(const std::string& what) const {
  std::printf("torture: %s\nagain: %s --seed %llu --rounds 1\n", what.c_str(), how_to_repeat_.c_str(),
              static_cast<unsigned long long>(seed_.load()));
  for (const weft::agent_info& agent : weft::agents()) std::printf("  %s\n", weft::describe(agent).c_str());
  std::fflush(stdout);
  std::abort();
}

void Watchdog::watch(const std::stop_token& stop) const {
  std::uint64_t seen = steps();
  for (int quiet = 0; !stop.stop_requested(); ++quiet) {
    std::this_thread::sleep_for(kLook);
    if (seen != steps()) quiet = 0;
    seen = steps();
    if (quiet >= kPatience) fail("nothing has happened for half a minute");
  }
}

}  // namespace torture

// weft/parallel.h
#include "weft/parallel.h"

#include <atomic>

#include "weft/scope.h"

namespace weft::detail {
namespace {

struct Loop {
  scope helpers;
  const std::stop_token stop = helpers.stop_token();
  const std::size_t count;
  void (*const body)(void*, std::size_t);
  void* const context;
  std::atomic<std::size_t> next{0};

  // Relaxed: chunks do not depend on one another, and the end of the scope orders all of them before what
  // follows.
  bool more() const { return next.load(std::memory_order_relaxed) < count && !stop.stop_requested(); }

  void help() {
    if (!more()) return;
    helpers.spawn([this] { help(); });
    while (more()) {
      const std::size_t chunk = next.fetch_add(1, std::memory_order_relaxed);
      if (chunk < count) body(context, chunk);
    }
  }
};

}  // namespace

void run_chunks(std::size_t count, void (*body)(void*, std::size_t), void* context) {
  if (count == 0) return;
  Loop loop{.count = count, .body = body, .context = context};
  loop.helpers.spawn([&loop] { loop.help(); });
  loop.helpers.join();
}

}  // namespace weft::detail

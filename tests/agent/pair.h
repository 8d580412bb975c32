// A fiber with a stack of its own, and the main fiber to go back to.
#pragma once

#include <memory>
#include <string>

#include "agent/fiber.h"

namespace weft::testing {

constexpr std::size_t kStack = 64 << 10;

struct Pair {
  Fiber main, other;
  std::unique_ptr<std::byte[]> memory = std::make_unique<std::byte[]>(kStack);
  std::string log;

  void start(Fiber::Entry entry) { other.start({memory.get(), kStack}, entry, this); }
  void to_other() { Fiber::switch_to(main, other); }
  void to_main() { Fiber::switch_to(other, main); }
  void finish() { Fiber::finish(other, main); }
};

}  // namespace weft::testing

// A crew of processes that are copies of this one, made by fork().
// Threads: call from the only thread of the process. The copies die with it.
#pragma once

#include <atomic>
#include <functional>

#include "check/crew.h"

namespace weft {

class ForkedCrew final : public Crew {
 public:
  // `prepare` runs first in each copy: what it must not share with its parent.
  explicit ForkedCrew(std::function<void()> prepare);
  ~ForkedCrew() override;
  ForkedCrew(const ForkedCrew&) = delete;
  ForkedCrew& operator=(const ForkedCrew&) = delete;

  std::vector<std::string> explore(std::size_t count, int workers, const Explore& explore) override;
  bool is_moot(std::size_t part) const override;

  static constexpr int kMaxWorkers = 256;

  // What all the processes see. They only count; nothing that one wrote is read by another through it.
  struct Shared {
    std::atomic<std::size_t> next{0};                 // part that nobody has taken yet
    std::atomic<std::size_t> end{~std::size_t{0}};    // the first part that ends the search
    std::atomic<std::size_t> part[kMaxWorkers] = {};  // that each explores
  };

 private:
  std::function<void()> prepare_;
  Shared* shared_;
};

}  // namespace weft

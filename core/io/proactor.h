// Does operations and tells when they are done: the seam behind weft::proactor. proactor_uring_linux.cpp,
// proactor_pool.cpp; proactor_no_uring.cpp where there is no liburing.
// Threads:  any.
// Blocking: never, but for the destructor.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "weft/detail/proactor_operation.h"
#include "weft/proactor.h"

namespace weft::runtime {

using Operation = weft::detail::proactor_operation;
using Action = weft::detail::proactor_request::what;

class Proactor {
 public:
  virtual ~Proactor() = default;
  virtual proactor_kind kind() const = 0;
  // `operation.number` is set, by new_number().
  virtual void submit(Operation& operation) = 0;
  // It may have ended already.
  virtual void cancel(std::uint64_t number) = 0;

  // Relaxed: numbers only have to differ.
  std::uint64_t new_number() { return last_number_.fetch_add(1, std::memory_order_relaxed) + 1; }

 private:
  std::atomic<std::uint64_t> last_number_{0};
};

// Null: not to be had here; `why` says why.
std::unique_ptr<Proactor> make_uring_proactor(const proactor_settings& settings, std::string& why);
std::unique_ptr<Proactor> make_pool_proactor(const proactor_settings& settings);

}  // namespace weft::runtime

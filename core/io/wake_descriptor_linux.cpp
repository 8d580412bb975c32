#include <sys/eventfd.h>

#include <cstdint>

#include "contract/check.h"
#include "io/wake_descriptor.h"

namespace weft::runtime {

WakeDescriptor::WakeDescriptor() : reading_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  WEFT_CHECK(reading_);  // the process has too many descriptors open
}

// A full counter is readable already.
void WakeDescriptor::signal() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(reading_.get(), &one, sizeof one);
}

void WakeDescriptor::drain() {
  std::uint64_t count = 0;
  [[maybe_unused]] const ssize_t taken = ::read(reading_.get(), &count, sizeof count);
}

}  // namespace weft::runtime

#include <fcntl.h>

#include "contract/check.h"
#include "io/wake_descriptor.h"

namespace weft::runtime {
namespace {

void set_flags(int descriptor) {
  fcntl(descriptor, F_SETFL, O_NONBLOCK);
  fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

}  // namespace

WakeDescriptor::WakeDescriptor() {
  int ends[2];
  WEFT_CHECK(pipe(ends) == 0);  // the process has too many descriptors open
  reading_ = OwnedDescriptor(ends[0]);
  writing_ = OwnedDescriptor(ends[1]);
  set_flags(ends[0]);
  set_flags(ends[1]);
}

// A full pipe is readable already.
void WakeDescriptor::signal() {
  const char byte = 0;
  [[maybe_unused]] const ssize_t written = ::write(writing_.get(), &byte, 1);
}

void WakeDescriptor::drain() {
  char bytes[64];
  while (::read(reading_.get(), bytes, sizeof bytes) > 0) {
  }
}

}  // namespace weft::runtime

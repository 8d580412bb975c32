// A descriptor that becomes readable when somebody says so, to end a wait for
// descriptors. One file a platform.
// Threads: any.
#pragma once

#include "io/owned_descriptor.h"

namespace weft::runtime {

class WakeDescriptor {
 public:
  WakeDescriptor();
  // The one to watch for reading.
  int descriptor() const { return reading_.get(); }
  // Readable from now on. Told to a reactor of Trigger::edge: once for each signal().
  void signal();
  // Not readable any more.
  void drain();

 private:
  OwnedDescriptor reading_;
  OwnedDescriptor writing_;  // where they are not the same
};

}  // namespace weft::runtime

// write(2) without SIGPIPE.
// Threads:  any.
// Blocking: as the descriptor.
#pragma once

#include <sys/types.h>

#include "weft/buffer.h"

namespace weft::runtime {

// Bytes written, or -errno.
ssize_t write_pipe(int descriptor, const_buffer from);

}  // namespace weft::runtime

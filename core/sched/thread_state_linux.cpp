#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>

#include "sched/thread_state.h"

namespace weft::runtime {

// proc(5), /proc/pid/task/tid/stat: the state follows the name, which is in parentheses and may contain any
// character.
bool sleeps_in_system(long system_thread_id) {
  char path[64];
  std::snprintf(path, sizeof path, "/proc/self/task/%ld/stat", system_thread_id);
  const int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  char text[128] = {};
  const ssize_t length = read(file, text, sizeof text - 1);
  close(file);
  if (length <= 0) return false;
  const char* const name_end = std::strrchr(text, ')');
  return name_end != nullptr && (name_end[2] == 'S' || name_end[2] == 'D');
}

}  // namespace weft::runtime

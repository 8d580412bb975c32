#include <dlfcn.h>

#include "check/interpose/export.h"
#include "contract/check.h"

namespace weft {

void* find_original(const char* name) {
  void* original = dlsym(RTLD_NEXT, name);
  WEFT_CHECK(original != nullptr);
  return original;
}

}  // namespace weft

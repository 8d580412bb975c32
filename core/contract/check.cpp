#include "contract/check.h"

#include <cstdio>
#include <cstdlib>

namespace weft {
namespace {
CheckContext g_context = nullptr;
}

void set_check_context(CheckContext context) noexcept { g_context = context; }

void check_failed(const char* expression, const char* file, int line) noexcept {
  std::fprintf(stderr, "weft: internal error: %s does not hold at %s:%d\n", expression, file, line);
  if (g_context != nullptr) g_context();
  std::abort();
}

}  // namespace weft

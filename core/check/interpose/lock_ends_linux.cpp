// What the checked copies of libstdc++'s headers call where a lock ends whose destructor would do nothing
// (native/compile/adjusted_headers.cpp).
#include "check/interpose/export.h"
#include "check/model.h"

extern "C" {

WEFT_EXPORT void weft_lock_ends(const void* lock) noexcept {
  if (!weft::g_modelled) return;
  weft::EngineScope scope;
  weft::model::lock_ends(reinterpret_cast<std::uintptr_t>(lock));
}

}  // extern "C"

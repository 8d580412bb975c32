// Functions of verification benchmarks whose name makes them atomic sections: __VERIFIER_atomic_acquire() and
// the like. Programs that have any are compiled with -finstrument-functions, which calls these.
#include <string>
#include <unordered_map>

#include "check/interpose/export.h"
#include "check/model.h"

namespace {

bool is_atomic(void* function) {
  static std::unordered_map<void*, bool> known;
  const auto found = known.find(function);
  if (found != known.end()) return found->second;
  return known[function] = weft::function_name(function).starts_with("__VERIFIER_atomic_");
}

}  // namespace

extern "C" {

void __cyg_profile_func_enter(void* function, void* call);
void __cyg_profile_func_exit(void* function, void* call);

WEFT_EXPORT void __cyg_profile_func_enter(void* function, void*) {
  if (!weft::g_modelled) return;
  weft::EngineScope scope;
  if (is_atomic(function)) weft::execution()->enter_section();
}
WEFT_EXPORT void __cyg_profile_func_exit(void* function, void*) {
  if (!weft::g_modelled) return;
  weft::EngineScope scope;
  if (is_atomic(function)) weft::execution()->leave_section();
}

}  // extern "C"

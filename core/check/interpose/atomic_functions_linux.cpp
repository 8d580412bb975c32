// Functions of verification benchmarks whose name makes them atomic sections: __VERIFIER_atomic_acquire() and
// the like. Programs that have any are compiled with -finstrument-functions, which calls these.
#include <dlfcn.h>

#include <string_view>
#include <unordered_map>

#include "check/interpose/export.h"
#include "check/model.h"

namespace {

bool has_atomic_name(void* function) {
  constexpr std::string_view kPrefix = "__VERIFIER_atomic_";
  Dl_info info;
  return dladdr(function, &info) != 0 && info.dli_saddr == function && info.dli_sname != nullptr &&
         std::string_view(info.dli_sname).substr(0, kPrefix.size()) == kPrefix;
}

bool is_atomic(void* function) {
  static std::unordered_map<void*, bool> known;
  const auto found = known.find(function);
  return found != known.end() ? found->second : known[function] = has_atomic_name(function);
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

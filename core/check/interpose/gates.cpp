// The steps of a checked program's gates.
#include "check/model_gates.h"

#include "check/interpose/deadline.h"
#include "check/interpose/export.h"
#include "contract/check.h"

extern "C" {

WEFT_EXPORT weft_gate_effect weft_gate_take(const weft_gate_step* step, const timespec* deadline,
                                            std::uint64_t* seen) {
  WEFT_CHECK(weft::g_modelled);  // the headers that call it belong to checked programs
  weft::EngineScope scope;
  const auto [effect, found] = weft::model::gate_take(*step, weft::deadline_of(deadline));
  *seen = found;
  return effect;
}

WEFT_EXPORT void weft_gate_end(const volatile void* gate) {
  if (!weft::g_modelled) return;
  weft::EngineScope scope;
  weft::model::gate_end(reinterpret_cast<std::uintptr_t>(gate));
}

}  // extern "C"

// The calls of <weft/exercise.h>.
#include <weft/exercise.h>

#include "check/interpose/export.h"
#include "check/model.h"

using weft::execution;
using weft::g_modelled;

extern "C" {

WEFT_EXPORT void weft_observe(const char* name, const char* value) {
  if (!g_modelled) return;
  weft::EngineScope scope;
  execution()->observe(name, value);
}

WEFT_EXPORT void weft_note(const char* text) {
  if (!g_modelled) return;
  weft::EngineScope scope;
  if (weft::Event* event = execution()->record(weft::Op::note)) event->text = text;
}

WEFT_EXPORT void weft_aside(int change) {
  if (g_modelled) execution()->self().aside += change;
}

WEFT_EXPORT void weft_expectation_failed(const char* message, const char* file, int line) {
  g_modelled = false;
  execution()->fail(weft::Verdict::wrong_result, message);
}

WEFT_EXPORT void weft_starved(const char* message) {
  g_modelled = false;
  execution()->fail(weft::Verdict::starvation, message);
}

}  // extern "C"

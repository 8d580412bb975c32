// Gates: synchronisation objects that are a number and rules for it (check/overlay/weft/detail/gate_step.h).
#pragma once

#include "check/model.h"
#include "check/overlay/weft/detail/gate_step.h"

namespace weft::model {

struct GateResult {
  weft_gate_effect effect;
  std::uint64_t seen;
};

GateResult gate_take(const weft_gate_step& step, Deadline deadline);
void gate_end(std::uintptr_t gate);
// The agents that come here do so one after the other, and see what was done before. Nobody is shown that.
void order_at(std::uintptr_t place);

}  // namespace weft::model

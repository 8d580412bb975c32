// How plain and atomic accesses end an execution that races.
#pragma once

#include "check/model.h"

namespace weft::model {

// `later_event`: the recorded event of the second access.
[[noreturn]] void fail_with_race(const Race& race, std::uint32_t later_event);

}  // namespace weft::model

// Inputs that a program asks for as verification benchmarks do: every value that matters is a choice of the
// explorer, so that it is part of the schedule. All values of a type of up to 8 bits are tried; of a larger
// one 0, 1, -1, 2, 3, the limits and some drawn at random, the same in every execution: then the outcome
// never says `verified`. Preconditions: as model.h.
#pragma once

#include <cstdint>

namespace weft::model {

struct InputType {
  std::uint32_t bits = 32;
  bool is_signed = true;
};

// `function` is what the program called, for the story. The value, extended to 64 bits.
std::uint64_t input(const char* function, InputType type);
double floating_input(const char* function);

// Nothing, or the agent waits for ever and the execution is counted as excluded.
void assume(bool holds);

}  // namespace weft::model

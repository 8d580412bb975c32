// Names of heap blocks: the runners write "@{3 24 1a4f,1b20}" (core/check/model_names.cpp), people read
// "heap block of 24 bytes (list.cpp:9)". Several from one place are told apart: "heap block #2 of ...".
// The page does the same (web/page/src/run/heap_names.ts): keep them alike.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "trace/outcome.h"

namespace weft {

struct HeapBlock {
  std::size_t begin = 0, end = 0;  // of what the runner wrote, in the text
  std::uint64_t number = 0;        // in order of allocation
  std::uint64_t bytes = 0;
  std::vector<std::uint64_t> calls;  // that allocated it, innermost first
};

// Calls `visit` with each heap block in a text.
void each_block(const std::string& text, const std::function<void(const HeapBlock&)>& visit);

// Puts names in place of heap blocks. `place_of` knows where calls are made from.
using PlaceOfCalls = std::function<SourceLocation(const std::vector<std::uint64_t>& calls)>;
void name_heap_blocks(ScenarioOutcome& scenario, const PlaceOfCalls& place_of);

}  // namespace weft

// What addresses are called. The runner knows where things lie; those who have the module's debug information
// (native/compile/object_names.cpp, symbolize.cpp; web/runner/variable_names.mjs,
// web/page/src/run/symbolize.ts) put names in place of
//   @75f4                       an offset in the module's data
//   @{3 24 1a4f,1b20}           the third heap block, of 24 bytes, and the calls that allocated it
//   @[1a4f 12 36 a local of..]  12 bytes above the stack pointer, and 36 below the frame's end, in a function
//                               that is at 1a4f; then what to say when nobody knows
//   @[40 1a4f,1b20 a local..]   in wasm: 40 bytes below where the stack ended when the outermost of these
//   calls
//                               was made
#include <cstdio>
#include <vector>

#include "check/library_state.h"
#include "check/model.h"

namespace weft::model {
namespace {

Execution& x() { return *execution(); }

std::string hex(std::uint64_t value) {
  char text[24];
  std::snprintf(text, sizeof text, "%llx", static_cast<unsigned long long>(value));
  return text;
}

template <class Calls>
std::string joined(const Calls& calls) {
  std::string text;
  for (std::uint64_t call : calls) text += (text.empty() ? "" : ",") + hex(call);
  return text;
}

std::string place_in_frame(const Agent& owner, std::uintptr_t address) {
  for (const Frame& frame : owner.frames)
    if (frame.low <= address && address < frame.high)
      return hex(frame.code) + " " + std::to_string(address - frame.low) + " " +
             std::to_string(frame.high - address);
  return "";
}

// What a frame takes is not to be seen, but the code that takes it; frames of others in between end that.
std::string place_below_entry(const Agent& owner, std::uintptr_t address) {
  constexpr std::size_t kDeepest = 60;  // of deeper stacks the outermost calls may be missing
  if (address >= owner.entered_at || owner.frames.empty() || owner.frames.size() > kDeepest) return "";
  std::vector<std::uint64_t> calls = {owner.frames.back().code};
  for (std::size_t i = owner.frames.size() - 1; i-- > 0 && !owner.frames[i].called_from_outside;)
    calls.insert(calls.begin(), owner.frames[i].code);
  return std::to_string(owner.entered_at - address) + " " + joined(calls);
}

std::string local_name(std::uintptr_t address) {
  const AgentId id(x().memory().agent_of(address));
  const std::string known = "a local of " + agent_name(id);
  if (id.value >= x().agent_count()) return known;
  const Agent& owner = x().agent(id);
  const std::string place =
      owner.entered_at == 0 ? place_in_frame(owner, address) : place_below_entry(owner, address);
  return place.empty() ? known : "@[" + place + " " + known + "]";
}

std::string heap_name(const ModelMemory::Block& block, std::uintptr_t address) {
  const auto* calls = x().recorder().on() ? x().recorder().calls_of_block(block.number) : nullptr;
  const std::string bytes = std::to_string(block.bytes);
  const std::string name =
      calls == nullptr ? "heap block of " + bytes + " bytes"
                       : "@{" + std::to_string(block.number) + " " + bytes + " " + joined(*calls) + "}";
  return address == block.start ? name : name + "+" + std::to_string(address - block.start);
}

}  // namespace

std::string describe(std::uintptr_t address) {
  for (const ModuleLayout::Range& range : x().module().data)
    if (address - range.low < range.bytes) return "@" + hex(address - x().module().load_bias);
  const ModelMemory& memory = x().memory();
  if (memory.on_stack(address)) return local_name(address);
  if (const ModelMemory::Block block = memory.block_at(address); block.number != 0)
    return heap_name(block, address);
  if (const std::string name = name_of_library_state(address); !name.empty()) return name;
  return "0x" + hex(address);
}

}  // namespace weft::model

#include "weft/local_storage.h"

#include <mutex>
#include <vector>

#include "agent/kernel_thread.h"

namespace weft::detail {
namespace {

using runtime::AgentDetails;
using runtime::ControlBlock;
using runtime::LocalValue;

struct Keys {
  std::mutex mutex;
  std::uint64_t last_number = 0;
  std::size_t indices = 0;  // handed out so far
  std::vector<std::size_t> free_indices;
};

// Never destroyed: variables may end after static destructors ran.
Keys& keys() {
  static auto& all = *new Keys();
  return all;
}

ControlBlock& owner_of(local_of whose) {
  return whose == local_of::agent ? runtime::current_agent() : runtime::this_kernel_thread();
}

}  // namespace

local_key::local_key() {
  const std::lock_guard lock(keys().mutex);
  number_ = ++keys().last_number;
  if (keys().free_indices.empty()) {
    index_ = keys().indices++;
  } else {
    index_ = keys().free_indices.back();
    keys().free_indices.pop_back();
  }
}

local_key::~local_key() {
  const std::lock_guard lock(keys().mutex);
  keys().free_indices.push_back(index_);
}

// Acquire: as details_of().
void* local_key::find(local_of whose) const {
  const AgentDetails* const details = owner_of(whose).details.load(std::memory_order_acquire);
  if (details == nullptr || index_ >= details->locals.size()) return nullptr;
  const LocalValue& here = details->locals[index_];
  return here.key == number_ ? here.value : nullptr;
}

// The place may still hold the value of a variable that is gone: it ends now.
void local_key::put(local_of whose, void* value, void (*destroy)(void* value)) const {
  AgentDetails& details = runtime::details_of(owner_of(whose));
  if (index_ >= details.locals.size()) details.locals.resize(index_ + 1);
  const LocalValue before = details.locals[index_];
  details.locals[index_] = {number_, value, destroy};
  if (before.key != 0)
    before.destroy(before.value);
  else
    details.local_count.fetch_add(1, std::memory_order_relaxed);
}

}  // namespace weft::detail

// What people call the agents of a recording.
// Threads: plain value; no locking.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <unordered_map>

#include "weft/observe.h"

namespace weft {

class RecordedNames {
 public:
  explicit RecordedNames(const recording& recorded) {
    for (const recorded_agent& agent : recorded.agents) {
      agents_.emplace(agent.id, &agent);
      ++bearers_[agent.name];
    }
  }

  // "fiber 17 'parser'".
  std::string of(std::uint64_t id) const {
    const auto found = agents_.find(id);
    if (found == agents_.end()) return "agent " + std::to_string(id);
    const recorded_agent& agent = *found->second;
    return agent.kind + " " + std::to_string(id) + (agent.name.empty() ? "" : " '" + agent.name + "'");
  }

  // "parser" where nobody else is called so.
  std::string short_of(std::uint64_t id) const {
    const auto found = agents_.find(id);
    const bool known = found != agents_.end() && !found->second->name.empty();
    return known && bearers_.at(found->second->name) == 1 ? found->second->name : of(id);
  }

 private:
  std::unordered_map<std::uint64_t, const recorded_agent*> agents_;
  std::unordered_map<std::string, int> bearers_;
};

inline std::string address_text(const void* object) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%llx",
                static_cast<unsigned long long>(reinterpret_cast<std::uintptr_t>(object)));
  return text;
}

}  // namespace weft

// How many operations each agent has made on each object, in the execution so far and at most in those
// before. Threads: one at a time. Complexity: of count() constant, of the others as many steps as there are
// objects and agents.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "check/operation.h"

namespace weft {

class OperationCounts {
 public:
  using ObjectIndex = std::uint32_t;

  void count(AgentId agent, const Operation& operation);
  // Takes the execution that just ended into account.
  void end_execution();

  // Objects whose operations' order can matter: several agents use them, and not only to look.
  const std::vector<ObjectIndex>& contended() const { return contended_; }
  // The most operations that each agent made on the object in one execution; agents beyond the end: none.
  const std::vector<std::uint32_t>& most(ObjectIndex object) const { return objects_[object].most; }
  // The object at an address; kNone: not seen yet.
  ObjectIndex find(std::uintptr_t address) const;
  std::size_t objects() const { return objects_.size(); }

  static constexpr ObjectIndex kNone = 0xffffffffu;

 private:
  struct Counts {
    std::vector<std::uint32_t> now, most;  // by agent
    bool changes = false;                  // some operation does not only look
    bool touched = false;                  // in this execution
    bool contended = false;
  };

  ObjectIndex index_of(std::uintptr_t address);

  std::unordered_map<std::uintptr_t, ObjectIndex> indices_;
  std::vector<Counts> objects_;
  std::vector<ObjectIndex> touched_, contended_;
};

}  // namespace weft

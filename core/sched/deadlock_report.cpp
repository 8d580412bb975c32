// Who waits for what in a deadlock, worded as the checker's reports are (report/deadlock_story.h).
#include <algorithm>
#include <sstream>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "agent/block_pool.h"
#include "agent/kernel_thread.h"
#include "sched/deadlock.h"
#include "weft/agents.h"

namespace weft::runtime {
namespace {

constexpr std::size_t kMostLines = 50;
constexpr std::size_t kNobody = ~std::size_t{0};

struct Waiting {
  agent_info agent;
  std::size_t holder = kNobody;  // index of the one it waits for
  std::size_t walk = kNobody;    // the first walk along the holders that came by
  bool in_circle = false;
};

std::string name_of(const agent_info& agent) {
  return agent.kind + ' ' + std::to_string(agent.id) + (agent.name.empty() ? "" : " '" + agent.name + "'");
}

bool waits_for(const Waiting& waiting, WaitReason reason) {
  return waiting.agent.waits_for == to_string(reason);
}
bool joins(const Waiting& waiting) { return waits_for(waiting, WaitReason::join); }

// The runtime's own kernel threads wait whenever there is nothing to do, others because their fiber does.
bool is_of_the_runtime(ControlBlock& block) {
  return block.kind() == AgentKind::kernel_thread && !waits_itself(block);
}

class Deadlock {
 public:
  Deadlock() {
    collect();
    find_holders();
    for (std::size_t i = 0; i < all_.size(); ++i) mark_circle_from(i);
  }

  std::string text() const {
    std::ostringstream text;
    text << "weft: deadlock: " << all_.size() << " wait, and nobody is left to end that\n";
    std::size_t lines = 0;
    for (const bool in_circle : {true, false})
      for (const Waiting& waiting : all_)
        if (waiting.in_circle == in_circle && ++lines <= kMostLines) text << "  " << line_of(waiting) << '\n';
    if (lines > kMostLines) text << "  and " << lines - kMostLines << " more\n";
    return text.str();
  }

 private:
  void collect() {
    std::unordered_set<std::uint64_t> hidden;
    for_each_block([&](ControlBlock& block) {
      const std::uint64_t id = block.id.load(std::memory_order_relaxed);
      agents_.emplace(&block, id);
      if (block.state.load(std::memory_order_acquire) != AgentState::unused && is_of_the_runtime(block))
        hidden.insert(id);
    });
    for (agent_info& agent : agents())
      if (agent.state == to_string(AgentState::waiting) && !hidden.contains(agent.id))
        all_.push_back({.agent = std::move(agent)});
  }

  void find_holders() {
    std::unordered_map<const void*, std::size_t> by_lock;
    std::unordered_map<std::uint64_t, std::size_t> by_id;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      by_id.emplace(all_[i].agent.id, i);
      for (const void* lock : all_[i].agent.owns) by_lock.emplace(lock, i);
    }
    const auto index_in = [](const auto& map, const auto& key) {
      const auto found = map.find(key);
      return found == map.end() ? kNobody : found->second;
    };
    for (Waiting& waiting : all_)
      waiting.holder =
          joins(waiting) ? index_in(by_id, joined_by(waiting)) : index_in(by_lock, waiting.agent.waits_on);
  }

  std::uint64_t joined_by(const Waiting& waiting) const {
    const auto joined = agents_.find(waiting.agent.waits_on);
    return joined == agents_.end() ? 0 : joined->second;
  }

  // Each agent waits for at most one other, so a walk along them that meets itself has found a circle.
  void mark_circle_from(std::size_t start) {
    std::size_t at = start;
    while (at != kNobody && all_[at].walk == kNobody) {
      all_[at].walk = start;
      at = all_[at].holder;
    }
    if (at == kNobody || all_[at].walk != start) return;
    for (; !all_[at].in_circle; at = all_[at].holder) all_[at].in_circle = true;
  }

  std::string line_of(const Waiting& waiting) const {
    const std::string held = held_by(waiting);
    return name_of(waiting.agent) + (held.empty() ? "" : " holds " + held + " and") + " waits for " +
           object_of(waiting) + who_holds_it(waiting);
  }

  std::string object_of(const Waiting& waiting) const {
    if (joins(waiting) && waiting.holder != kNobody)
      return "the end of " + name_of(all_[waiting.holder].agent);
    std::ostringstream text;
    text << (waiting.agent.waits_for.empty() ? "something" : waiting.agent.waits_for);
    if (waiting.agent.waits_on != nullptr) text << ' ' << waiting.agent.waits_on;
    return text.str();
  }

  std::string who_holds_it(const Waiting& waiting) const {
    if (joins(waiting)) return ", which never ends";
    if (waits_for(waiting, WaitReason::scope)) return ", whose children never end";
    if (waits_for(waiting, WaitReason::scheduler)) return ", whose fibers never end";
    if (waiting.holder == kNobody) return ", and no agent is left that could wake it";
    const Waiting& holder = all_[waiting.holder];
    return &holder == &waiting ? ", which it holds itself" : ", which " + name_of(holder.agent) + " holds";
  }

  static std::string held_by(const Waiting& waiting) {
    std::ostringstream text;
    for (const void* lock : waiting.agent.owns)
      if (lock != waiting.agent.waits_on) text << (text.tellp() > 0 ? ", " : "") << lock;
    return text.str();
  }

  std::vector<Waiting> all_;
  std::unordered_map<const void*, std::uint64_t> agents_;  // ids of all blocks
};

}  // namespace

std::string describe_deadlock() { return Deadlock().text(); }

}  // namespace weft::runtime

#include "check/look_ahead.h"

#include <iterator>

namespace weft {
namespace {

using graph::Access;

// Each one that is learnt starts the search over.
constexpr std::size_t kMostKnown = 64;

bool is_same(const Access& a, const Access& b) {
  return a.kind == b.kind && a.location == b.location && a.bytes == b.bytes && a.order == b.order &&
         a.failure == b.failure && a.operand == b.operand && a.expected == b.expected && a.modify == b.modify;
}

// What the load would learn, and how it takes part in the order of sequentially consistent accesses, the
// update does too.
bool orders_no_more(const Access& load, const Access& update) {
  if (load.order == Order::seq_cst) return update.order == Order::seq_cst;
  return !acquires(load.order) || acquires(update.order);
}

}  // namespace

void LookAhead::begin_execution() {
  looks_.clear();
  used_.clear();
  left_out_.clear();
  must_start_over_ = false;
}

LookAhead::Look& LookAhead::look_of(graph::AgentNumber agent) {
  if (agent >= looks_.size()) looks_.resize(agent + 1);
  return looks_[agent];
}

bool LookAhead::is_followed_by(const Look& look, const Read& read, const Access& update) const {
  if (!read.alone || update.kind != Access::Kind::update) return false;
  if (look.stage == Look::Stage::left_out) {
    const auto known = known_.find(key(look.state, look.way, look.load.location));
    return known != known_.end() && is_same(known->second.update, update);
  }
  return update.location == look.load.location && update.bytes == look.load.bytes &&
         orders_no_more(look.load, update);
}

bool LookAhead::leaves_out(const Read& read, Access& access, const LoopWatch& loops) {
  Look& look = look_of(read.agent);
  if (look.stage != Look::Stage::none) {
    const bool follows = is_followed_by(look, read, access);
    if (!follows && look.stage == Look::Stage::left_out) refute_site(look.site);
    look.is_event = look.stage == Look::Stage::seen;
    look.stage = follows ? Look::Stage::updates : Look::Stage::none;
    if (follows) return false;
  }
  if (access.kind != Access::Kind::load || access.rejected == nullptr || matter_.contains(read.site))
    return false;
  const auto known = known_.find(key(read.state, read.way, access.location));
  if (known == known_.end()) return false;
  look = {.stage = Look::Stage::left_out,
          .site = read.site,
          .state = read.state,
          .way = read.way,
          .value = known->second.value,
          .load = access};
  used_.push_back(look);
  access = known->second.update;
  access.rejected = loops.rejected(known->second.update_state, access.location, known->second.update_way);
  return true;
}

void LookAhead::was_performed(const Read& read, const Access& access,
                              const graph::GraphSearch::Performed& done, const LoopWatch& loops) {
  Look& look = look_of(read.agent);
  if (look.stage == Look::Stage::updates) {
    look.stage = Look::Stage::none;
    const bool took_it = done.writes && done.seen == look.value && done.written != look.value;
    const std::uint64_t looked = key(look.state, look.way, look.load.location);
    if (look.is_event && took_it && read.state != 0 && !known_.contains(looked) &&
        candidates_
            .insert({looked, {look.value, access, look.state, look.way, read.state, read.way, look.site}})
            .second)
      learn_from(loops);
    if (!look.is_event && !took_it) refute_site(look.site);
  } else if (access.kind == Access::Kind::load && read.state != 0) {
    look = {.stage = Look::Stage::seen,
            .site = read.site,
            .state = read.state,
            .way = read.way,
            .value = done.seen,
            .load = access};
  }
}

bool LookAhead::updates(graph::AgentNumber agent, graph::EventIndex event) {
  const Look& look = look_of(agent);
  if (look.stage != Look::Stage::updates || look.is_event) return false;
  left_out_.push_back(event);
  return true;
}

void LookAhead::does_other(graph::AgentNumber agent) {
  Look& look = look_of(agent);
  if (look.stage == Look::Stage::left_out) refute_site(look.site);
  look.stage = Look::Stage::none;
}

// Both are read again where they see what they do not wait for.
void LookAhead::learn_from(const LoopWatch& loops) {
  if (!learns_) return;
  for (auto one = candidates_.begin(); one != candidates_.end();) {
    const Known& known = one->second;
    const graph::Location location = known.update.location;
    const bool is_loop = loops.rejected(known.look_state, location, known.look_way) != nullptr &&
                         loops.rejected(known.update_state, location, known.update_way) != nullptr;
    if (is_loop && known_.size() < kMostKnown && !matter_.contains(known.site)) {
      known_.insert(*one);
      must_start_over_ = true;
    }
    one = is_loop ? candidates_.erase(one) : std::next(one);
  }
}

void LookAhead::refute_site(std::uintptr_t site) {
  matter_.insert(site);
  must_start_over_ = true;
}

void LookAhead::check_end(const graph::ExecutionGraph& graph, const LoopWatch& loops) {
  for (const Look& look : looks_)
    if (look.stage == Look::Stage::left_out || (look.stage == Look::Stage::updates && !look.is_event))
      refute_site(look.site);
  for (const Look& look : used_) {
    const graph::Location location = look.load.location;
    const auto* const rejected = loops.rejected(look.state, location, look.way);
    const auto is_other = [&](std::uint64_t value) {
      return value != look.value && !graph::rejects(rejected, value);
    };
    if (is_other(graph.initial(location))) refute_site(look.site);
    for (auto w = graph.write_after(location, graph::kInitial); w != graph::kNone; w = graph[w].mo_after)
      if (is_other(graph[w].value)) refute_site(look.site);
  }
}

}  // namespace weft

#include "report/weak_story.h"

#include "report/phrase.h"

namespace weft {
namespace {

bool is_store(const Event& event) { return event.op == Op::atomic_store; }

std::string whose(const Failure& failure, std::uint32_t index) {
  const Event& event = failure.events[index];
  return agent_name(failure, event.agent) + " (" + short_place(event.where) + ")";
}

std::string name_of(const Event& event) { return event.name.empty() ? "it" : clean_text(event.name); }

std::string reason(const Failure& failure, const WeakAccess& access) {
  const Event& event = failure.events[access.event];
  const std::string nothing = ": nothing orders the store of " + whose(failure, access.newer) + " before it";
  const std::string subject = agent_name(failure, event.agent) +
                              (is_store(event) ? " stores to " : " loads ") + name_of(event) + " (" +
                              short_place(event.where) + "): ";
  if (is_store(event)) return subject + "this store may count as the older one" + nothing;
  const std::string seen = access.older ? "the older store of " + whose(failure, *access.older)
                                        : "the value that was there before any store";
  return subject + "this load may see " + seen + nothing;
}

bool has_order(const Event& event, bool of_store) {
  return event.text == "acq_rel" || event.text == "seq_cst" ||
         event.text == (of_store ? "release" : "acquire");
}

// The accesses that told the thread of the newer store carry what came before them if they synchronise.
std::string by_synchronising(const Failure& failure, const WeakAccess& access) {
  const Event& store = failure.events[*access.through_store];
  const Event& load = failure.events[*access.through_load];
  const std::string release =
      has_order(store, true) ? ""
                             : "a release store to " + name_of(store) + " (" + short_place(store.where) + ")";
  const std::string acquire =
      has_order(load, false) ? ""
                             : "an acquire load of " + name_of(load) + " (" + short_place(load.where) + ")";
  const bool both = !release.empty() && !acquire.empty();
  return release + (both ? " and " : "") + acquire + " would";
}

std::string remedy(const Failure& failure, const WeakAccess& access) {
  if (access.through_store && access.through_load) {
    const std::string text = by_synchronising(failure, access);
    if (text != " would") return text;
  }
  return "memory_order_seq_cst for all the loads and stores above would, or a seq_cst fence between those of "
         "each thread";
}

}  // namespace

std::vector<std::string> weak_lines(const Failure& failure) {
  std::vector<std::string> lines;
  for (const WeakAccess& access : failure.weak_accesses) {
    lines.push_back(reason(failure, access));
    lines.push_back("  " + remedy(failure, access));
  }
  return lines;
}

}  // namespace weft

#include "report/phrase.h"

#include <algorithm>
#include <cstdio>

#include "report/table.h"

namespace weft {

namespace {

constexpr std::size_t kSourceWidth = 72;

std::string_view verb_of(Op op) {
  switch (op) {
    case Op::start:
      return "starts";
    case Op::finish:
      return "ends";
    case Op::spawn:
      return "starts";
    case Op::join:
      return "joins";
    case Op::detach:
      return "detaches";
    case Op::read:
      return "reads";
    case Op::write:
      return "writes";
    case Op::atomic_load:
      return "loads";
    case Op::atomic_store:
      return "stores";
    case Op::atomic_rmw:
      return "updates";
    case Op::atomic_cas:
      return "compares and swaps";
    case Op::fence:
      return "fence";
    case Op::lock:
      return "locks";
    case Op::try_lock:
      return "tries to lock";
    case Op::unlock:
      return "unlocks";
    case Op::read_lock:
      return "locks for reading";
    case Op::try_read_lock:
      return "tries to lock for reading";
    case Op::cond_wait:
      return "waits on";
    case Op::cond_wake:
      return "wakes from";
    case Op::cond_signal:
      return "notifies one on";
    case Op::cond_broadcast:
      return "notifies all on";
    case Op::sem_wait:
      return "acquires";
    case Op::sem_try_wait:
      return "tries to acquire";
    case Op::sem_post:
      return "releases";
    case Op::barrier_wait:
      return "arrives at";
    case Op::barrier_leave:
      return "leaves";
    case Op::once:
      return "runs once";
    case Op::futex_wait:
      return "waits for a change of";
    case Op::futex_wake:
      return "wakes waiters on";
    case Op::send:
      return "sends into";
    case Op::receive:
      return "receives from";
    case Op::close:
      return "closes";
    case Op::set:
      return "sets";
    case Op::reset:
      return "resets";
    case Op::await:
      return "waits for";
    case Op::yield:
      return "yields";
    case Op::sleep:
      return "sleeps";
    case Op::allocate:
      return "allocates";
    case Op::release:
      return "frees";
    case Op::note:
      return "notes";
    case Op::fail:
      return "fails here";
    case Op::resume:
      return "runs again";
    case Op::park:
      return "parks for";
    case Op::unpark:
      return "unparks";
    case Op::steal:
      return "is stolen";
    case Op::hand_off:
      return "lets another kernel thread go on";
    case Op::block:
      return "calls what may block";
    case Op::unblock:
      return "is back from what may block";
    case Op::migrate:
      return "migrates";
  }
  return "?";
}

bool has_old_and_new_value(Op op) {
  return op == Op::write || op == Op::atomic_store || op == Op::atomic_rmw || op == Op::atomic_cas;
}

bool names_an_agent(Op op) {
  return op == Op::spawn || op == Op::join || op == Op::detach || op == Op::unpark;
}

std::string values_of(const Event& event) {
  const std::string before = event.uninitialised ? "uninitialised" : value_text(event.before, event.bytes);
  if (event.op == Op::atomic_cas && event.failed) return ": fails, it is " + before;
  if (has_old_and_new_value(event.op)) return ": " + before + " -> " + value_text(event.after, event.bytes);
  if (event.op == Op::read || event.op == Op::atomic_load) return ": " + before;
  return "";
}

// A blocked operation that is still waiting when the execution ends.
bool waits_for_ever(const Failure& failure, std::size_t index) {
  return std::any_of(failure.waits.begin(), failure.waits.end(),
                     [&](const WaitEdge& edge) { return edge.wait_event == index; });
}

std::string remarks_of(const Event& event) {
  std::string text;
  // What failed is the headline of the story already.
  if (!event.text.empty() && event.op != Op::fail)
    text += event.op == Op::note ? ": " + event.text : " (" + event.text + ")";
  if (event.failed && event.op != Op::atomic_cas) text += ", in vain";
  if (event.blocked) text += ", after waiting";
  return text;
}

// An access that is as in no interleaving.
std::string weakness_of(const Failure& failure, std::size_t index) {
  for (const WeakAccess& access : failure.weak_accesses)
    if (access.event == index)
      return failure.events[index].op == Op::atomic_store ? ", counted as older" : ", not the newest";
  return "";
}

std::string object_of(const Failure& failure, const Event& event) {
  if (names_an_agent(event.op)) return agent_name(failure, AgentId(static_cast<std::uint32_t>(event.after)));
  if (event.processor)
    return (event.op == Op::steal ? "from processor " : "on processor ") + std::to_string(*event.processor);
  if (!event.name.empty()) return event.name;
  if (event.address == 0) return "";
  char text[24];
  std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(event.address));
  return text;
}

}  // namespace

std::string agent_name(const Failure& failure, AgentId agent) {
  for (const AgentInfo& info : failure.agents)
    if (info.id == agent && !info.name.empty()) return clean_text(info.name);
  if (!agent) return "nobody";
  return agent_name(agent);
}

std::string place(const SourceLocation& where) {
  return where ? where.file + ":" + std::to_string(where.line) : "an unknown place";
}

std::string short_place(const SourceLocation& where) {
  return where ? place({where.file.substr(where.file.rfind('/') + 1), where.line, 0, ""}) : "";
}

std::string value_text(std::uint64_t value, std::uint32_t bytes) {
  constexpr std::uint64_t kLooksLikeAnAddress = std::uint64_t{1} << 32;
  const unsigned bits = bytes >= 1 && bytes <= 8 ? bytes * 8 : 64;
  const auto as_signed = static_cast<std::int64_t>(value << (64 - bits)) >> (64 - bits);
  if (as_signed < 0 && as_signed > -static_cast<std::int64_t>(kLooksLikeAnAddress))
    return std::to_string(as_signed);
  if (value < kLooksLikeAnAddress) return std::to_string(value);
  char text[24];
  std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(value));
  return text;
}

std::string source_text(const SourceLocation& where, const SourceLines& lines) {
  const std::optional<std::string> line = where && lines ? lines(where.file, where.line) : std::nullopt;
  const std::size_t start = line ? line->find_first_not_of(" \t") : std::string::npos;
  return start == std::string::npos ? "" : shorten(clean_text(line->substr(start)), kSourceWidth);
}

std::string event_phrase(const Failure& failure, std::size_t index) {
  const Event& event = failure.events[index];
  const std::string object = object_of(failure, event);
  if (waits_for_ever(failure, index))
    return clean_text((event.text.empty() ? "waits for ever" : event.text) + ": " +
                      (object.empty() ? "?" : object));
  std::string text(verb_of(event.op));
  if (!object.empty()) text += ' ' + object;
  return clean_text(text + values_of(event) + remarks_of(event) + weakness_of(failure, index));
}

std::string choice_phrase(const Failure& failure, const Choice& choice) {
  const std::string object = object_of(failure, choice.event);
  std::string text(verb_of(choice.event.op));
  if (!object.empty()) text += ' ' + object;
  if (choice.variant == Variant::timeout) text = "gives up: " + text;
  if (choice.variant == Variant::spurious) text += " for no reason";
  return clean_text(text);
}

}  // namespace weft

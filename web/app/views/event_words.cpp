#include "app/views/event_words.h"

#include "report/phrase.h"

namespace weft::app {
namespace {

const char* failed_verb(Op op) {
  switch (op) {
    case Op::try_lock:
    case Op::try_read_lock:
      return "not taken";
    case Op::atomic_cas:
      return "cas not equal";
    case Op::cond_wake:
    case Op::sem_wait:
    case Op::futex_wait:
      return "timed out";
    case Op::sem_try_wait:
      return "none left";
    default:
      return "fails";
  }
}

const char* plain_verb(Op op) {
  switch (op) {
    case Op::start:
      return "start";
    case Op::finish:
      return "finish";
    case Op::spawn:
      return "spawn";
    case Op::join:
      return "join";
    case Op::detach:
      return "detach";
    case Op::read:
      return "read";
    case Op::write:
      return "write";
    case Op::atomic_load:
      return "load";
    case Op::atomic_store:
      return "store";
    case Op::atomic_rmw:
      return "modify";
    case Op::atomic_cas:
      return "cas";
    case Op::fence:
      return "fence";
    case Op::lock:
      return "lock";
    case Op::try_lock:
      return "try lock";
    case Op::unlock:
      return "unlock";
    case Op::read_lock:
      return "read lock";
    case Op::try_read_lock:
      return "try read lock";
    case Op::cond_wait:
      return "wait";
    case Op::cond_wake:
      return "wake up";
    case Op::cond_signal:
      return "signal";
    case Op::cond_broadcast:
      return "broadcast";
    case Op::sem_wait:
      return "acquire";
    case Op::sem_try_wait:
      return "try acquire";
    case Op::sem_post:
      return "release";
    case Op::barrier_wait:
      return "arrive";
    case Op::barrier_leave:
      return "leave";
    case Op::once:
      return "once";
    case Op::futex_wait:
      return "wait";
    case Op::futex_wake:
      return "wake";
    case Op::send:
      return "send";
    case Op::receive:
      return "receive";
    case Op::close:
      return "close";
    case Op::set:
      return "set";
    case Op::reset:
      return "reset";
    case Op::await:
      return "wait";
    case Op::yield:
      return "yield";
    case Op::sleep:
      return "sleep";
    case Op::allocate:
      return "allocate";
    case Op::release:
      return "free";
    case Op::note:
      return "note";
    case Op::fail:
      return "fails";
    case Op::resume:
      return "resume";
    case Op::park:
      return "park";
    case Op::unpark:
      return "unpark";
    case Op::steal:
      return "steal";
    case Op::hand_off:
      return "hand off";
    case Op::block:
      return "block";
    case Op::unblock:
      return "unblock";
    case Op::migrate:
      return "migrate";
  }
  return "";
}

bool names_an_agent(Op op) {
  return op == Op::spawn || op == Op::join || op == Op::detach || op == Op::unpark;
}

bool carries_values(Op op) {
  switch (op) {
    case Op::read:
    case Op::write:
    case Op::atomic_load:
    case Op::atomic_store:
    case Op::atomic_rmw:
    case Op::atomic_cas:
    case Op::sem_wait:
    case Op::sem_try_wait:
    case Op::sem_post:
      return true;
    default:
      return false;
  }
}

bool changes_value(Op op) { return op != Op::read && op != Op::atomic_load && op != Op::sem_try_wait; }

constexpr std::string_view kKinds[] = {"mutex ", "rwlock ", "condition variable ", "semaphore ", "barrier ",
                                       "once ",  "atomic "};
constexpr std::string_view kHeapBlock = "heap block";

// "heap block of 24 bytes (list.cpp:9)+8" -> "heap block+8"
std::string without_description(const std::string& name) {
  const std::size_t from = name.find(" of "), to = name.find(')');
  if (from == std::string::npos) return name;
  return name.substr(0, from) + (to == std::string::npos ? "" : name.substr(to + 1));
}

// Of recordings: where it runs, or from where it was taken.
std::string processor_words(const Event& event) {
  const std::string name = "processor " + std::to_string(*event.processor);
  if (event.op == Op::hand_off) return name;
  return (event.op == Op::steal ? "from " : "on ") + name;
}

// "channel 0x7f40" -> "channel": two of one kind are told apart in the tooltip.
std::string without_address(const std::string& name) {
  const std::size_t at = name.rfind(" 0x");
  return at == std::string::npos ? name : name.substr(0, at);
}

std::string base_name(const std::string& path) {
  const auto slash = path.find_last_of('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

}  // namespace

std::string verb(const Event& event, bool pending) {
  if (pending) return std::string("waiting to ") + plain_verb(event.op);
  return event.failed ? failed_verb(event.op) : plain_verb(event.op);
}

std::string values(const Event& event) {
  if (!carries_values(event.op)) return "";
  if (event.before == 0 && event.after == 0 && event.bytes == 0) return "";
  const std::string before = event.uninitialised ? "uninitialised" : value_text(event.before, event.bytes);
  if (!changes_value(event.op) || event.failed) return before;
  return before + " → " + value_text(event.after, event.bytes);
}

std::string subject(const Failure& failure, const Event& event) {
  if (event.processor) return processor_words(event);
  if (names_an_agent(event.op)) return agent_name(failure, AgentId(static_cast<std::uint32_t>(event.after)));
  if (event.op == Op::note || event.op == Op::fail) return event.text;
  return event.name;
}

std::string short_subject(const Failure& failure, const Event& event) {
  const std::string name = subject(failure, event);
  if (event.op == Op::park) return without_address(name);
  if (name.starts_with(kHeapBlock)) return without_description(name);
  for (std::string_view kind : kKinds)
    if (name.starts_with(kind)) return name.substr(kind.size());
  return name;
}

std::string location(const Event& event) {
  if (!event.where) return "";
  std::string text = base_name(event.where.file) + ":" + std::to_string(event.where.line);
  if (!event.where.function.empty()) text += " in " + event.where.function;
  return text;
}

}  // namespace weft::app

// The words of the enums, in the order of their declarations.
#include <array>

#include "trace/event.h"
#include "trace/outcome.h"
#include "trace/verdict.h"

namespace weft {

namespace {

constexpr std::array<std::string_view, kVerdictCount> kVerdicts = {
    "accepted",     "wrong_result", "data_race", "deadlock",      "livelock",     "starvation",
    "misuse",       "memory_error", "leak",      "crash",         "time_limit",   "memory_limit",
    "output_limit", "too_slow",     "forbidden", "compile_error", "inconclusive", "internal_error"};

constexpr std::array<std::string_view, kOpCount> kOps = {
    "start",          "finish",        "spawn",        "join",         "detach",
    "read",           "write",         "atomic_load",  "atomic_store", "atomic_rmw",
    "atomic_cas",     "fence",         "lock",         "try_lock",     "unlock",
    "read_lock",      "try_read_lock", "cond_wait",    "cond_wake",    "cond_signal",
    "cond_broadcast", "sem_wait",      "sem_try_wait", "sem_post",     "barrier_wait",
    "barrier_leave",  "once",          "futex_wait",   "futex_wake",   "send",
    "receive",        "close",         "set",          "reset",        "await",
    "yield",          "sleep",         "allocate",     "release",      "note",
    "fail",           "resume",        "park",         "unpark",       "steal",
    "hand_off",       "block",         "unblock",      "migrate"};

constexpr std::array<std::string_view, 2> kModes = {"checked", "real"};
constexpr std::array<std::string_view, 4> kCertainties = {"shown", "verified", "tested", "inconclusive"};
constexpr std::array<std::string_view, 3> kGranularities = {"sync", "globals", "all"};
constexpr std::array<std::string_view, 3> kVariants = {"normal", "timeout", "spurious"};

template <class E, std::size_t N>
std::string_view word(const std::array<std::string_view, N>& words, E value) {
  const auto index = static_cast<std::size_t>(value);
  return index < N ? words[index] : std::string_view("?");
}

template <class E, std::size_t N>
std::optional<E> find_word(const std::array<std::string_view, N>& words, std::string_view wanted) {
  for (std::size_t i = 0; i < N; ++i)
    if (words[i] == wanted) return static_cast<E>(i);
  return std::nullopt;
}

}  // namespace

std::string_view to_string(Verdict verdict) { return word(kVerdicts, verdict); }
std::string_view to_string(Op op) { return word(kOps, op); }
std::string agent_name(AgentId id) { return id.value == 0 ? "main" : "thread " + std::to_string(id.value); }

std::string_view to_string(Mode mode) { return word(kModes, mode); }
std::string_view to_string(Certainty certainty) { return word(kCertainties, certainty); }
std::string_view to_string(Granularity granularity) { return word(kGranularities, granularity); }
std::string_view to_string(Variant variant) { return word(kVariants, variant); }

std::optional<Verdict> parse_verdict(std::string_view text) { return find_word<Verdict>(kVerdicts, text); }
std::optional<Op> parse_op(std::string_view text) { return find_word<Op>(kOps, text); }

}  // namespace weft

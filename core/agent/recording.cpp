#include "agent/recording.h"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "agent/block_pool.h"
#include "agent/current_agent.h"
#include "agent/event_ring.h"
#include "agent/kernel_thread.h"
#include "agent/recording_words.h"
#include "agent/system_thread.h"
#include "agent/ticks.h"

namespace weft {
namespace runtime {

constinit std::atomic<std::uint32_t> g_recording{0};

namespace {

struct ThreadEvents {
  explicit ThreadEvents(std::size_t capacity) : ring(capacity), system_id(system_thread_id()) {}
  EventRing ring;
  long system_id;
};

constexpr std::size_t kMostNames = 1 << 16;  // of agents that have ended

// The last recording. A ring belongs to it and to its thread: whoever comes last frees it.
struct Session {
  std::mutex mutex;
  std::uint32_t number = 0;  // all guarded by mutex, but for who reads the two times
  std::size_t capacity = 0;
  std::vector<std::shared_ptr<ThreadEvents>> threads;
  std::unordered_map<std::uint64_t, std::string> names;  // of agents that have ended
  std::uint64_t end_ticks = 0;                           // 0: it goes on
  std::atomic<std::uint64_t> began_ticks{0};
  std::atomic<Deadline::rep> began{0};
};

Session& session() {
  static auto& last = *new Session();
  return last;
}

// What the calling thread writes into. The plain variables are all that record() looks at.
constinit thread_local EventRing* t_ring = nullptr;
constinit thread_local std::uint32_t t_number = 0;  // of the recording that t_ring belongs to

struct ThreadShare {
  std::shared_ptr<ThreadEvents> events;
  bool ended = false;
  ~ThreadShare() {
    t_ring = nullptr;
    t_number = 0;
    ended = true;
  }
};
thread_local ThreadShare t_share;

// The thread's first event in this recording.
EventRing* join_recording(std::uint32_t number) {
  if (number == 0 || t_share.ended) return nullptr;
  const std::lock_guard lock(session().mutex);
  if (session().number != number) return nullptr;
  t_share.events = std::make_shared<ThreadEvents>(session().capacity);
  session().threads.push_back(t_share.events);
  t_number = number;
  return t_ring = &t_share.events->ring;
}

bool caused_elsewhere(EventKind kind) { return kind == EventKind::start || kind == EventKind::unpark; }

// The runtime's own kernel threads park whenever there is nothing to do.
bool belongs_to_runtime(ControlBlock& agent) {
  return agent.kind() == AgentKind::kernel_thread && !kernel_thread_of(agent).counts;
}

}  // namespace

// Not inlined: agents come back from a switch on other kernel threads.
[[gnu::noinline]] std::uint64_t record(EventKind kind, const ControlBlock& agent, EventDetail detail) {
  const std::uint32_t number = g_recording.load(std::memory_order_relaxed);
  EventRing* const ring = t_number == number ? t_ring : join_recording(number);
  if (ring == nullptr) return 0;
  const std::uint64_t now = caused_elsewhere(kind) ? ticks_after_loads() : ticks();
  ring->append(pack(now, kind, agent, detail));
  return now;
}

EventDetail about_caller() {
  const ControlBlock* const caller = agent_at_hand();
  return {.value = caller == nullptr ? 0 : caller->id.load(std::memory_order_relaxed)};
}

void record_unpark(ControlBlock& agent) {
  if (!belongs_to_runtime(agent)) record(EventKind::unpark, agent, about_caller());
}

void record_end(ControlBlock& agent) {
  record(EventKind::end, agent);
  if (agent.details.load(std::memory_order_acquire) == nullptr) return;
  std::string name;
  {
    const std::lock_guard lock(details_mutex());
    name = details_of(agent).name;
  }
  const std::lock_guard lock(session().mutex);
  if (!name.empty() && session().names.size() < kMostNames)
    session().names[agent.id.load(std::memory_order_relaxed)] = std::move(name);
}

// Relaxed: times of an earlier recording make one event's time wrong.
std::uint64_t recording_began() { return session().began_ticks.load(std::memory_order_relaxed); }

double nanoseconds_of_a_tick() {
  const std::uint64_t began = recording_began(), now = ticks();
  if (began == 0 || now <= began) return 0;
  const Deadline since(Deadline::duration(session().began.load(std::memory_order_relaxed)));
  const std::chrono::duration<double, std::nano> passed = Clock::now() - since;
  return passed.count() / static_cast<double>(now - began);
}

namespace {

// Everything that a recording is made of, while it may go on.
struct Taken {
  std::vector<recorded_thread> threads;
  std::vector<UnpackedEvent> events;
  std::unordered_map<std::uint64_t, std::string> names;
  std::uint64_t length = 0;  // ticks
};

Taken take() {
  Taken taken;
  const std::lock_guard lock(session().mutex);
  const std::uint64_t began = recording_began();
  for (const auto& thread : session().threads) {
    const EventRing::Copy copy = thread->ring.copy();
    const auto index = static_cast<std::uint32_t>(taken.threads.size());
    taken.threads.push_back({.system_id = thread->system_id, .lost = copy.lost});
    for (const EventWords& words : copy.events) {
      taken.events.push_back(unpack(words, began, index));
      taken.events.back().index = taken.events.size();
    }
  }
  taken.names = session().names;
  if (began != 0) taken.length = (session().end_ticks != 0 ? session().end_ticks : ticks()) - began;
  std::sort(taken.events.begin(), taken.events.end(), [](const UnpackedEvent& a, const UnpackedEvent& b) {
    return std::tie(a.ticks, a.event.thread, a.index) < std::tie(b.ticks, b.event.thread, b.index);
  });
  return taken;
}

// The agents that occur, with the names that they have or had.
std::vector<recorded_agent> agents_of(const Taken& taken) {
  std::map<std::uint64_t, recorded_agent> agents;
  for (const UnpackedEvent& each : taken.events)
    if (each.event.agent != 0)
      agents.try_emplace(
          each.event.agent,
          recorded_agent{.id = each.event.agent, .kind = to_string(each.agent_kind), .name = {}});
  for (const auto& [id, name] : taken.names)
    if (const auto agent = agents.find(id); agent != agents.end()) agent->second.name = name;
  const std::lock_guard lock(details_mutex());
  for_each_block([&](ControlBlock& block) {
    const auto agent = agents.find(block.id.load(std::memory_order_relaxed));
    if (agent == agents.end() || block.state.load(std::memory_order_acquire) == AgentState::unused) return;
    const AgentDetails* const details = block.details.load(std::memory_order_acquire);
    if (details != nullptr) agent->second.name = details->name;
  });
  std::vector<recorded_agent> list;
  for (auto& [id, agent] : agents) list.push_back(std::move(agent));
  return list;
}

std::chrono::nanoseconds in_time(std::uint64_t ticks, double tick) {
  return std::chrono::nanoseconds(static_cast<std::int64_t>(static_cast<double>(ticks) * tick));
}

// Each event, and before a start on another kernel thread than last time, the migration.
std::vector<scheduling_event> with_migrations(std::vector<UnpackedEvent>& events, double tick) {
  std::vector<scheduling_event> all;
  std::unordered_map<std::uint64_t, std::uint32_t> started_on;
  for (UnpackedEvent& each : events) {
    scheduling_event& event = each.event;
    event.at = in_time(each.ticks, tick);
    if (event.kind == EventKind::start) {
      const auto [last, first_time] = started_on.try_emplace(event.agent, event.thread);
      if (!first_time && last->second != event.thread) {
        scheduling_event moved{.at = event.at, .kind = EventKind::migrate, .thread = event.thread};
        moved.agent = event.agent;
        moved.from_thread = std::exchange(last->second, event.thread);
        all.push_back(std::move(moved));
      }
    }
    all.push_back(std::move(event));
  }
  return all;
}

}  // namespace
}  // namespace runtime

void start_recording(const recording_settings& settings) {
  runtime::Session& session = runtime::session();
  const std::lock_guard lock(session.mutex);
  session.capacity = settings.events_per_thread;
  session.threads.clear();
  session.names.clear();
  session.end_ticks = 0;
  session.began.store(runtime::Clock::now().time_since_epoch().count(), std::memory_order_relaxed);
  session.began_ticks.store(runtime::ticks(), std::memory_order_relaxed);
  runtime::g_recording.store(++session.number);
}

void stop_recording() {
  runtime::Session& session = runtime::session();
  const std::lock_guard lock(session.mutex);
  if (!is_recording()) return;
  runtime::g_recording.store(0);
  session.end_ticks = runtime::ticks();
}

bool is_recording() { return runtime::is_recording_now(); }

recording take_recording() {
  runtime::Taken taken = runtime::take();
  recording recorded;
  recorded.agents = runtime::agents_of(taken);
  const double tick = runtime::nanoseconds_of_a_tick();
  recorded.events = runtime::with_migrations(taken.events, tick);
  recorded.threads = std::move(taken.threads);
  recorded.length = runtime::in_time(taken.length, tick);
  return recorded;
}

}  // namespace weft

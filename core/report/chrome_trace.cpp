// Recordings for Perfetto and chrome://tracing. Source: Google, "Trace Event Format", 2016.
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "report/recorded_names.h"
#include "weft/observe.h"

namespace weft {
namespace {

using Json = nlohmann::ordered_json;
using Kind = scheduling_event_kind;

constexpr int kProcess = 1;

double microseconds(std::chrono::nanoseconds time) { return static_cast<double>(time.count()) / 1000; }

// An agent that runs on a kernel thread, or blocks there.
struct Slice {
  std::uint64_t agent = 0;
  std::chrono::nanoseconds since{0};
  int processor = -1;
};

class ChromeTrace {
 public:
  explicit ChromeTrace(const recording& recorded) : recorded_(recorded), names_(recorded) {}

  std::string write() {
    name_tracks();
    for (const scheduling_event& event : recorded_.events) add(event);
    for (auto& [thread, slice] : running_) end_slice(slice, thread, recorded_.length, "the recording ended");
    const Json document = {{"traceEvents", std::move(events_)}, {"displayTimeUnit", "ns"}};
    return document.dump(-1, ' ', false, Json::error_handler_t::replace);
  }

 private:
  Json& add(const char* phase, std::uint32_t thread, std::chrono::nanoseconds at, std::string name) {
    events_.push_back({{"ph", phase},
                       {"pid", kProcess},
                       {"tid", thread + 1},  // 0 is the process's
                       {"ts", microseconds(at)},
                       {"name", std::move(name)},
                       {"cat", "weft"}});
    return events_.back();
  }

  void name_tracks() {
    for (std::uint32_t i = 0; i < recorded_.threads.size(); ++i) {
      const recorded_thread& thread = recorded_.threads[i];
      std::string name = "kernel thread " + std::to_string(thread.system_id);
      if (thread.lost > 0) name += " (" + std::to_string(thread.lost) + " events lost)";
      add("M", i, {}, "thread_name")["args"]["name"] = std::move(name);
    }
  }

  void add(const scheduling_event& event) {
    switch (event.kind) {
      case Kind::spawn:
      case Kind::unpark:
        begin_arrow(event);
        return begin_runnable(event);
      case Kind::start:
        return start(event);
      case Kind::park:
        return stop(event, "waits for " + event.reason + " " + address_text(event.object));
      case Kind::yield:
        stop(event, "yields");
        return begin_runnable(event);
      case Kind::end:
        return stop(event, "ends");
      case Kind::block:
        blocking_[event.thread] = {.agent = event.agent, .since = event.at};
        return;
      case Kind::unblock:
        return end_blocking(event);
      case Kind::steal:
        return instant(event, "steal from processor " + std::to_string(event.processor));
      case Kind::hand_off:
        return instant(event, "hand-off of processor " + std::to_string(event.processor));
      case Kind::migrate:
        return instant(event, "migrate from track " + std::to_string(event.from_thread + 1));
    }
  }

  void start(const scheduling_event& event) {
    running_[event.thread] = {.agent = event.agent, .since = event.at, .processor = event.processor};
    if (const auto arrow = arrows_.extract(event.agent)) {
      Json& end = add("f", event.thread, event.at, "runnable");
      end["id"] = arrow.mapped();
      end["bp"] = "e";
    }
    if (runnable_.erase(event.agent) > 0) counter(event);
  }

  void stop(const scheduling_event& event, const std::string& why) {
    const auto slice = running_.find(event.thread);
    if (slice == running_.end()) return;  // it began before the oldest event that was kept
    end_slice(slice->second, event.thread, event.at, why);
    running_.erase(slice);
  }

  void end_slice(const Slice& slice, std::uint32_t thread, std::chrono::nanoseconds at,
                 const std::string& why) {
    Json& json = add("X", thread, slice.since, names_.of(slice.agent));
    json["dur"] = microseconds(at - slice.since);
    json["args"] = {{"agent", slice.agent}, {"end", why}};
    if (slice.processor >= 0) json["args"]["processor"] = slice.processor;
  }

  void end_blocking(const scheduling_event& event) {
    const auto slice = blocking_.find(event.thread);
    if (slice == blocking_.end()) return;
    add("X", event.thread, slice->second.since, "blocking call")["dur"] =
        microseconds(event.at - slice->second.since);
    blocking_.erase(slice);
  }

  void begin_arrow(const scheduling_event& event) {
    arrows_[event.agent] = ++last_arrow_;
    add("s", event.thread, event.at, "runnable")["id"] = last_arrow_;
  }

  void instant(const scheduling_event& event, std::string name) {
    Json& json = add("i", event.thread, event.at, std::move(name));
    json["s"] = "t";
    if (event.agent != 0) json["args"]["agent"] = names_.of(event.agent);
  }

  void begin_runnable(const scheduling_event& event) {
    runnable_.insert(event.agent);
    counter(event);
  }
  void counter(const scheduling_event& event) {
    add("C", 0, event.at, "runnable agents")["args"]["runnable"] = runnable_.size();
  }

  const recording& recorded_;
  const RecordedNames names_;
  Json events_ = Json::array();
  std::map<std::uint32_t, Slice> running_, blocking_;  // by thread
  std::map<std::uint64_t, std::uint64_t> arrows_;      // by agent: the arrow to its next start
  std::set<std::uint64_t> runnable_;
  std::uint64_t last_arrow_ = 0;
};

}  // namespace

std::string to_chrome_trace(const recording& recorded) { return ChromeTrace(recorded).write(); }

}  // namespace weft

#include "weft/supervisor.h"

#include <algorithm>
#include <deque>
#include <variant>

#include "weft/future.h"

namespace weft {
namespace {

using Answer = promise<std::vector<child_info>>;
using Request = std::variant<down, Answer>;

class Supervision {
 public:
  Supervision(supervisor_settings settings, std::vector<child_spec> children)
      : settings_(std::move(settings)) {
    for (child_spec& spec : children)
      children_.push_back({.spec = std::move(spec), .info = {}, .monitor = 0});
    for (Child& child : children_) child.info.name = child.spec.name;
  }

  // Until it is stopped, or there are too many restarts: both leave by an exit_signal, after the children.
  void run(actor<Request>& self) {
    try {
      for (Child& child : children_) start(self, child);
      for (;;) {
        Request request = self.receive();
        if (auto* const answer = std::get_if<Answer>(&request)) answer->set_value(infos());
        if (const auto* const ended = std::get_if<down>(&request)) handle(self, *ended);
      }
    } catch (const exit_signal&) {
      stop_all(self);
      throw;
    }
  }

 private:
  struct Child {
    child_spec spec;
    child_info info;
    monitor_id monitor;
  };

  std::vector<child_info> infos() const {
    std::vector<child_info> infos;
    for (const Child& child : children_) infos.push_back(child.info);
    return infos;
  }

  // Tries until it works, or until there were too many restarts.
  void start(actor<Request>& self, Child& child) {
    for (;; count_restart(self, child)) {
      try {
        child.info.actor = child.spec.start();
        child.monitor = self.monitor(child.info.actor);
        return;
      } catch (const std::exception&) {
        if (child.spec.when == restart::temporary) return;
      }
    }
  }

  // The children that were stopped on purpose are not monitored any more: their messages are passed by.
  void handle(actor<Request>& self, const down& ended) {
    const auto child = std::find_if(children_.begin(), children_.end(),
                                    [&](const Child& each) { return each.monitor == ended.monitor; });
    if (child == children_.end()) return;
    child->info.actor = {};
    child->monitor = 0;
    const bool again = child->spec.when == restart::permanent ||
                       (child->spec.when == restart::transient && ended.reason.abnormal());
    if (!again) return;
    count_restart(self, *child);
    if (settings_.strategy == restart_strategy::one_for_one) return start(self, *child);
    stop_all(self);
    for (Child& each : children_)
      if (each.spec.when != restart::temporary) start(self, each);
  }

  void count_restart(actor<Request>& self, Child& child) {
    ++child.info.restarts;
    const auto now = settings_.clock();
    restarts_.push_back(now);
    while (restarts_.front() <= now - settings_.period) restarts_.pop_front();
    if (restarts_.size() > static_cast<std::size_t>(settings_.most_restarts))
      self.exit("too many restarts; the last was of " + child.info.name);
    if (self.stop_requested()) self.receive();  // throws; a child that cannot be started must not keep it
  }

  void stop_all(actor<Request>& self) {
    for (auto child = children_.rbegin(); child != children_.rend(); ++child) {
      if (!child->info.actor) continue;
      self.demonitor(child->info.actor, std::exchange(child->monitor, 0));
      child->info.actor.stop();
      child->info.actor.wait();
      child->info.actor = {};
    }
  }

  supervisor_settings settings_;
  std::vector<Child> children_;
  std::deque<std::chrono::steady_clock::time_point> restarts_;
};

actor_ref<Request> start(supervisor_settings settings, std::vector<child_spec> children) {
  scheduler* const on = settings.on;
  return spawn_actor<Request>([supervision = Supervision(std::move(settings), std::move(children))](
                                  actor<Request>& self) mutable { supervision.run(self); },
                              {.name = "supervisor", .on = on});
}

// An actor that has ended drops the promise.
std::vector<child_info> children_of(const actor_ref<Request>& supervisor) {
  Answer answer;
  future<std::vector<child_info>> later = answer.get_future();
  supervisor.tell(std::move(answer));
  try {
    return later.get();
  } catch (const std::future_error&) {
    return {};
  }
}

}  // namespace

actor_handle start_supervisor(supervisor_settings settings, std::vector<child_spec> children) {
  return start(std::move(settings), std::move(children));
}

// It answers after it has started its children.
supervisor::supervisor(supervisor_settings settings, std::vector<child_spec> children) {
  const actor_ref<Request> started = start(std::move(settings), std::move(children));
  self_ = started;
  ask_ = [started] { return children_of(started); };
  ask_();
}

supervisor::~supervisor() {
  self_.stop();
  self_.wait();
}

std::vector<child_info> supervisor::children() const { return ask_(); }

actor_handle supervisor::child(std::string_view name) const {
  for (const child_info& each : children())
    if (each.name == name) return each.actor;
  return {};
}

}  // namespace weft

// Agents that own their state and talk by messages of one type, often a std::variant.
//
//   struct deposit { int amount; };
//   struct balance { weft::promise<int> reply; };
//   using request = std::variant<deposit, balance>;
//
//   auto account = weft::spawn_actor<request>([total = 0](weft::actor<request>& self) mutable {
//     for (;;) {
//       request next = self.receive();
//       if (auto* more = std::get_if<deposit>(&next)) total += more->amount;
//       if (auto* asked = std::get_if<balance>(&next)) asked->reply.set_value(total);
//     }
//   });
//   account.tell(deposit{5});
//   account.stop();
//
// Threads:    references may be copied and used by any agent; an actor<> only by its
//             own function, which runs on a fiber.
// Order:      messages from one sender arrive in the order in which they were sent.
// Blocking:   receive() waits; tell() never: mailboxes have no bound.
// Errors:     an exception that leaves an actor ends it with a reason, which its links and
//             monitors learn. A linked actor that does not trap exits ends with the same reason
//             unless that is normal or shutdown.
// Ends:       stop(), and the end of a linked actor, take effect at the next receive(), which then leaves
//             by throwing exit_signal; a function that never receives asks stop_requested(). A
//             scheduler's end waits for its actors.
// Complexity: tell() one allocation and one atomic operation.
// Source:     see detail/actor_core.h.
#pragma once

#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "weft/detail/actor_core.h"
#include "weft/detail/deadline.h"
#include "weft/fiber.h"

namespace weft {

template <class Message>
class actor;
template <class Message>
class actor_ref;

// An actor of any message type. Empty, or as good as a pointer: equal when it is the same actor.
class actor_handle {
 public:
  actor_handle() = default;
  explicit operator bool() const { return core_ != nullptr; }
  bool operator==(const actor_handle&) const = default;

  actor_id id() const { return core_ == nullptr ? 0 : core_->id(); }
  // Asks it to end; does not wait.
  void stop() const { stop({.what = exit_reason::kind::shutdown, .text = {}, .error = {}}); }
  void stop(exit_reason reason) const { core_->request_exit(std::move(reason)); }
  bool ended() const { return core_->ended().ready(); }
  // Waits for its end; why it ended. The end of an actor that waits for itself never comes.
  exit_reason wait() const {
    core_->ended().wait(std::chrono::steady_clock::time_point::max());
    return core_->reason();
  }

 protected:
  template <class>
  friend class actor;
  explicit actor_handle(std::shared_ptr<runtime::ActorCore> core) : core_(std::move(core)) {}
  std::shared_ptr<runtime::ActorCore> core_;
};

namespace detail {

template <class Message>
class mailbox final : public runtime::ActorCore {
 public:
  struct letter final : Letter {
    explicit letter(Message&& message) : value(std::move(message)) {}
    Message value;
  };
  bool tell(Message&& message) { return deliver(std::make_unique<letter>(std::move(message))); }

 private:
  // monitor() and trap_exits() see to it that the message type can hold these.
  void deliver_down(down message) override {
    if constexpr (std::constructible_from<Message, down>) tell(Message(std::move(message)));
  }
  void deliver_exited(exited message) override {
    if constexpr (std::constructible_from<Message, exited>) tell(Message(std::move(message)));
  }
};

}  // namespace detail

template <class Message>
class actor_ref : public actor_handle {
 public:
  actor_ref() = default;
  // False: it has ended; otherwise the message is in its mailbox, which does not say that it will be read.
  bool tell(Message message) const {
    return static_cast<detail::mailbox<Message>&>(*core_).tell(std::move(message));
  }

 private:
  friend class actor<Message>;
  using actor_handle::actor_handle;
};

struct actor_settings {
  std::string name;         // shown in weft::agents()
  scheduler* on = nullptr;  // null: the one that runs the caller
};

// What an actor's function sees of itself.
template <class Message>
class actor {
 public:
  actor(const actor&) = delete;
  actor& operator=(const actor&) = delete;

  actor_id id() const { return core_->id(); }
  actor_ref<Message> ref() const { return actor_ref<Message>(core_); }

  // The oldest message. Throws exit_signal when the actor has to end.
  Message receive() { return *receive_until(std::chrono::steady_clock::time_point::max()); }
  // Nothing: none came in time.
  std::optional<Message> receive_until(std::chrono::steady_clock::time_point deadline) {
    const auto letter = core_->next_letter(deadline);
    if (letter == nullptr) return std::nullopt;
    return std::move(static_cast<typename detail::mailbox<Message>::letter&>(*letter).value);
  }
  template <class Rep, class Period>
  std::optional<Message> receive_for(const std::chrono::duration<Rep, Period>& length) {
    return receive_until(detail::deadline_after(length));
  }

  bool stop_requested() const { return core_->exit_requested(); }
  [[noreturn]] void exit(std::string why) {
    throw exit_signal{{.what = exit_reason::kind::other, .text = std::move(why), .error = {}}};
  }

  // The two end together: when one ends abnormally, so does the other. Has
  // effect at once if it has ended already.
  void link(const actor_handle& other) { core_->link(*other.core_); }
  void unlink(const actor_handle& other) { core_->unlink(*other.core_); }
  // From now on ends of linked actors are messages.
  void trap_exits(bool traps = true) requires std::constructible_from<Message, exited> {
    core_->trap_exits(traps);
  }
  // One `down` message when it ends, or at once if it has.
  monitor_id monitor(const actor_handle& other) requires std::constructible_from<Message, down> {
    return core_->monitor(*other.core_);
  }
  // The message may be under way.
  void demonitor(const actor_handle& other, monitor_id monitor) { core_->demonitor(*other.core_, monitor); }

  // Starts an actor and links to it before it runs.
  template <class Other, class F>
  actor_ref<Other> spawn_link(F body, const actor_settings& settings = {}) {
    return actor<Other>::start(std::move(body), settings, core_.get());
  }

  // Of spawn_actor().
  template <class F>
  static actor_ref<Message> start(F body, const actor_settings& settings, runtime::ActorCore* parent) {
    auto core = std::make_shared<detail::mailbox<Message>>();
    if (parent != nullptr) parent->link(*core);
    runtime::Scheduler& on = settings.on != nullptr ? settings.on->core() : scheduler::current();
    auto life = [core, body = std::make_unique<F>(std::move(body))]() mutable {
      live(std::move(core), std::move(body));
    };
    detail::fiber_block* const fiber = detail::new_fiber_for(on, std::move(life));
    if (!settings.name.empty()) detail::name_fiber(fiber, settings.name);
    detail::start_detached(fiber);
    return actor_ref<Message>(std::move(core));
  }

 private:
  explicit actor(std::shared_ptr<detail::mailbox<Message>> core) : core_(std::move(core)) {}

  // The function and what it owns are gone before others learn of the end.
  template <class F>
  static void live(std::shared_ptr<detail::mailbox<Message>> core, std::unique_ptr<F> body) {
    exit_reason reason;
    core->begin();
    try {
      actor self(core);
      (*body)(self);
    } catch (const exit_signal& signal) {
      reason = signal.reason;
    } catch (const std::exception& error) {
      reason = {.what = exit_reason::kind::failed, .text = error.what(), .error = std::current_exception()};
    } catch (...) {
      reason = {
          .what = exit_reason::kind::failed, .text = "unknown exception", .error = std::current_exception()};
    }
    body.reset();
    core->finish(std::move(reason));
  }

  std::shared_ptr<detail::mailbox<Message>> core_;
};

// Runs `body(actor<Message>&)` as an actor.
template <class Message, class F>
actor_ref<Message> spawn_actor(F body, const actor_settings& settings = {}) {
  return actor<Message>::start(std::move(body), settings, nullptr);
}

}  // namespace weft

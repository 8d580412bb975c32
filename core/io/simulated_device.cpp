// weft/simulated_device.h
#include "weft/simulated_device.h"

#include <algorithm>
#include <cstring>
#include <deque>
#include <mutex>
#include <vector>

#include "contract/check.h"
#include "io/random_latency.h"
#include "sync/waiting.h"
#include "weft/mutex.h"
#include "weft/spinlock.h"

namespace weft {
namespace runtime {

class SimulatedDevice {
 public:
  using Result = io_result<std::size_t>;
  using Completion = simulated_device::completion;

  struct Request {
    std::size_t offset;
    buffer to;          // of a read
    const_buffer from;  // of a write
    bool writes;
    Completion done;
    request_id id{};
    Deadline submitted{}, begun{};
  };

  SimulatedDevice(virtual_clock& clock, const simulated_device_settings& settings)
      : clock_(clock),
        settings_(settings),
        stored_(settings.bytes),
        random_(settings.latency, settings.seed) {
    WEFT_CHECK(settings.channels > 0);  // a device without channels would never serve anybody
  }
  ~SimulatedDevice() {
    WEFT_CHECK(seen_.queued + seen_.in_service == 0);  // a device is destroyed with requests under way
  }

  io_result<request_id> submit(Request request) {
    const std::size_t size = request.writes ? request.from.size : request.to.size;
    if (request.offset > stored_.size() || size > stored_.size() - request.offset)
      return std::errc::invalid_argument;
    const std::lock_guard lock(lock_);
    if (is_full()) return std::errc::resource_unavailable_try_again;
    request.id = request_id{++last_id_};
    request.submitted = clock_.now();
    queue_.push_back(std::move(request));
    begin_some();
    return request_id{last_id_};
  }

  // Waits for room, and then for the end.
  Result perform(Request request) {
    const Wait what{WaitReason::io, this};
    Result result = std::errc::operation_canceled;
    Waiter waiter(current_agent());
    request.done = [&](Result ended) {
      result = ended;
      wake(waiter);
    };
    for (;;) {
      const io_result<request_id> taken = submit(request);
      if (taken) break;
      if (taken.error() != std::errc::resource_unavailable_try_again) return taken.error();
      wait_for_room(what);
    }
    wait(waiter, what);
    return result;
  }

  bool cancel(request_id id) {
    Completion done;
    {
      const std::lock_guard lock(lock_);
      const auto found =
          std::find_if(queue_.begin(), queue_.end(), [id](const Request& each) { return each.id == id; });
      if (found == queue_.end()) return false;
      done = std::move(found->done);
      queue_.erase(found);
      ++seen_.cancelled;
      count_queue();
    }
    done(std::errc::operation_canceled);
    return true;
  }

  simulated_device_statistics statistics() const {
    const std::lock_guard lock(lock_);
    return seen_;
  }

 private:
  bool is_full() const {
    return settings_.queue_capacity > 0 && queue_.size() == settings_.queue_capacity && !channel_is_free();
  }
  bool channel_is_free() const { return seen_.in_service < static_cast<std::size_t>(settings_.channels); }

  void wait_for_room(Wait what) {
    Waiter waiter(current_agent());
    {
      const std::lock_guard lock(lock_);
      if (!is_full()) return;
      for_room_.push_back(waiter);
    }
    wait(waiter, what);
  }

  // Under lock_, after the queue has changed.
  void count_queue() {
    seen_.queued = queue_.size();
    seen_.longest_queue = std::max(seen_.longest_queue, seen_.queued);
    if (!is_full())
      while (Waiter* const waiter = for_room_.pop_front()) wake(*waiter);
  }

  // Under lock_.
  void begin_some() {
    while (channel_is_free() && !queue_.empty()) {
      Request request = std::move(queue_.front());
      queue_.pop_front();
      ++seen_.in_service;
      request.begun = clock_.now();
      clock_.run_at(request.begun + random_.draw(), [this, request = std::move(request)] { end(request); });
    }
    count_queue();
  }

  void end(const Request& request) {
    Result result = std::errc::io_error;
    {
      const std::lock_guard lock(lock_);
      if (!random_.happens(settings_.failures)) result = transfer(request);
      ++(result ? seen_.completed : seen_.failed);
      seen_.waited += request.begun - request.submitted;
      seen_.served += clock_.now() - request.begun;
      --seen_.in_service;
      begin_some();
    }
    request.done(result);
  }

  Result transfer(const Request& request) {
    std::byte* const here = stored_.data() + request.offset;
    if (request.writes)
      std::copy_n(request.from.data, request.from.size, here);
    else
      std::copy_n(here, request.to.size, request.to.data);
    return request.writes ? request.from.size : request.to.size;
  }

  virtual_clock& clock_;
  const simulated_device_settings settings_;
  mutable mutex lock_;
  // Guarded by lock_.
  std::vector<std::byte> stored_;
  RandomLatency random_;
  std::deque<Request> queue_;
  WaitList for_room_;
  simulated_device_statistics seen_;
  std::uint64_t last_id_ = 0;
};

}  // namespace runtime

simulated_device::simulated_device(virtual_clock& clock, const simulated_device_settings& settings)
    : core_(std::make_unique<runtime::SimulatedDevice>(clock, settings)) {}
simulated_device::~simulated_device() = default;

io_result<std::size_t> simulated_device::read(std::size_t offset, buffer to) {
  return core_->perform({.offset = offset, .to = to, .from = {nullptr, 0}, .writes = false});
}
io_result<std::size_t> simulated_device::write(std::size_t offset, const_buffer from) {
  return core_->perform({.offset = offset, .to = {nullptr, 0}, .from = from, .writes = true});
}

io_result<request_id> simulated_device::submit_read(std::size_t offset, buffer to, completion done) {
  return core_->submit(
      {.offset = offset, .to = to, .from = {nullptr, 0}, .writes = false, .done = std::move(done)});
}
io_result<request_id> simulated_device::submit_write(std::size_t offset, const_buffer from, completion done) {
  return core_->submit(
      {.offset = offset, .to = {nullptr, 0}, .from = from, .writes = true, .done = std::move(done)});
}

bool simulated_device::cancel(request_id request) { return core_->cancel(request); }
simulated_device_statistics simulated_device::statistics() const { return core_->statistics(); }

}  // namespace weft

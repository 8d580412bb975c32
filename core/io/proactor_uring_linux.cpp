// A proactor on io_uring. One kernel thread owns the ring: it hands over what others have left for it, and
// tells what the kernel has done. Operations belong to the thread that hands them over and end with it, and
// signals are its own; rejected for that: submitting on the caller's thread.
#include <liburing.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

#include "contract/check.h"
#include "io/proactor.h"
#include "io/wake_descriptor.h"

namespace weft::runtime {
namespace {

constexpr std::size_t kMostBytes = std::size_t{1} << 30;  // a request counts in 32 bits

// What completions carry: the number of an operation, or one of these.
constexpr std::uint64_t kWoken = ~std::uint64_t{0}, kCancelled = kWoken - 1;

std::string refusal(int error) {
  return std::string("the kernel does not allow io_uring: ") + std::strerror(-error);
}

bool can_do_all(io_uring& ring) {
  io_uring_probe* const probe = io_uring_get_probe_ring(&ring);
  if (probe == nullptr) return false;
  bool all = true;
  for (const int needed :
       {IORING_OP_READ, IORING_OP_WRITE, IORING_OP_ACCEPT, IORING_OP_FSYNC, IORING_OP_ASYNC_CANCEL})
    all = all && io_uring_opcode_supported(probe, needed) != 0;
  io_uring_free_probe(probe);
  return all;
}

class UringProactor final : public Proactor {
 public:
  // Takes over the ring.
  explicit UringProactor(const io_uring& ring) : ring_(ring), thread_([this] { main(); }) {}

  ~UringProactor() override {
    stopping_.store(true);
    wake_.signal();
    thread_.join();
    WEFT_CHECK(under_way_.empty() &&
               submitted_.empty());  // a proactor is destroyed with operations under way
    io_uring_queue_exit(&ring_);
  }

  proactor_kind kind() const override { return proactor_kind::io_uring; }

  void submit(Operation& operation) override {
    const std::lock_guard lock(mutex_);
    submitted_.push_back(&operation);
    wake_.signal();
  }

  void cancel(std::uint64_t number) override {
    const std::lock_guard lock(mutex_);
    cancelled_.push_back(number);
    wake_.signal();
  }

 private:
  // No writing to a closed pipe ends the program.
  void main() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    listen();
    while (!stopping_.load()) {
      io_uring_submit_and_wait(&ring_, 1);
      tell_all();
    }
  }

  // Asks to be told when others have left something.
  void listen() {
    io_uring_sqe& entry = next_entry();
    io_uring_prep_poll_add(&entry, wake_.descriptor(), POLLIN);
    io_uring_sqe_set_data64(&entry, kWoken);
  }

  void tell_all() {
    io_uring_cqe* completion = nullptr;
    while (io_uring_peek_cqe(&ring_, &completion) == 0) {
      const std::uint64_t number = completion->user_data;
      const int result = completion->res;
      io_uring_cqe_seen(&ring_, completion);
      tell(number, result);
    }
  }

  void tell(std::uint64_t number, int result) {
    if (number == kCancelled) return;
    if (number == kWoken) {
      wake_.drain();
      take_what_others_left();
      return listen();
    }
    const auto operation = under_way_.extract(number);
    if (result == -EINTR) result = -ECANCELED;  // the kernel's word for one that was cancelled while it ran
    operation.mapped()->completed(*operation.mapped(), result);
  }

  void take_what_others_left() {
    std::vector<Operation*> submitted;
    std::vector<std::uint64_t> cancelled;
    {
      const std::lock_guard lock(mutex_);
      submitted.swap(submitted_);
      cancelled.swap(cancelled_);
    }
    for (Operation* const operation : submitted) begin(*operation);
    for (const std::uint64_t number : cancelled) {
      if (!under_way_.contains(number)) continue;
      io_uring_sqe& entry = next_entry();
      io_uring_prep_cancel64(&entry, number, 0);
      io_uring_sqe_set_data64(&entry, kCancelled);
    }
  }

  void begin(Operation& operation) {
    under_way_.emplace(operation.number, &operation);
    io_uring_sqe& entry = next_entry();
    const weft::detail::proactor_request& request = operation.request;
    const auto size = static_cast<unsigned>(std::min<std::size_t>(request.size, kMostBytes));
    const auto at = static_cast<std::uint64_t>(request.at);
    switch (request.action) {
      case Action::read:
        io_uring_prep_read(&entry, request.descriptor, request.data, size, at);
        break;
      case Action::write:
        io_uring_prep_write(&entry, request.descriptor, request.data, size, at);
        break;
      case Action::accept:
        io_uring_prep_accept(&entry, request.descriptor, nullptr, nullptr, SOCK_CLOEXEC);
        break;
      case Action::flush:
        io_uring_prep_fsync(&entry, request.descriptor, 0);
        break;
    }
    io_uring_sqe_set_data64(&entry, operation.number);
  }

  // When the ring is full, the kernel takes what is in it.
  io_uring_sqe& next_entry() {
    io_uring_sqe* entry = io_uring_get_sqe(&ring_);
    while (entry == nullptr) {
      io_uring_submit(&ring_);
      entry = io_uring_get_sqe(&ring_);
    }
    return *entry;
  }

  io_uring ring_;
  WakeDescriptor wake_;
  std::unordered_map<std::uint64_t, Operation*> under_way_;  // the thread's own

  std::mutex mutex_;
  std::vector<Operation*> submitted_;     // guarded by mutex_
  std::vector<std::uint64_t> cancelled_;  // guarded by mutex_
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace

std::unique_ptr<Proactor> make_uring_proactor(const proactor_settings& settings, std::string& why) {
  io_uring ring;
  if (const int error = io_uring_queue_init(settings.entries, &ring, 0)) {
    why = refusal(error);
    return nullptr;
  }
  if (can_do_all(ring)) return std::make_unique<UringProactor>(ring);
  io_uring_queue_exit(&ring);
  why = "the kernel's io_uring is too old: it lacks operations";
  return nullptr;
}

}  // namespace weft::runtime

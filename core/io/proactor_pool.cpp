// A proactor that is emulated: kernel threads of an elastic pool wait until an operation can be done, and do
// it.
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <mutex>
#include <unordered_map>

#include "contract/check.h"
#include "io/descriptor.h"
#include "io/proactor.h"
#include "io/wake_descriptor.h"
#include "io/write_pipe.h"
#include "weft/pool.h"

namespace weft::runtime {
namespace {

bool is_plain_file(int descriptor) {
  struct stat about;
  return ::fstat(descriptor, &about) == 0 && (S_ISREG(about.st_mode) || S_ISBLK(about.st_mode));
}

// Reading does not block once there is something, but for two who read the same descriptor at once.
ssize_t read_at(const weft::detail::proactor_request& request) {
  if (request.at < 0) return system_result(::read(request.descriptor, request.data, request.size));
  return system_result(::pread(request.descriptor, request.data, request.size, request.at));
}

// Where there is any room there is some for this much: more would block, out of reach of cancel().
ssize_t write_at(const weft::detail::proactor_request& request) {
  if (request.at >= 0)
    return system_result(::pwrite(request.descriptor, request.data, request.size, request.at));
  const std::size_t most = is_plain_file(request.descriptor) ? request.size : std::size_t{PIPE_BUF};
  return write_pipe(request.descriptor, {request.data, std::min(request.size, most)});
}

ssize_t accept_at(const weft::detail::proactor_request& request) {
  const ssize_t client = system_result(::accept(request.descriptor, nullptr, nullptr));
  if (client >= 0) fcntl(static_cast<int>(client), F_SETFD, FD_CLOEXEC);
  return client;
}

ssize_t perform(const weft::detail::proactor_request& request) {
  switch (request.action) {
    case Action::read:
      return read_at(request);
    case Action::write:
      return write_at(request);
    case Action::accept:
      return accept_at(request);
    case Action::flush:
      return system_result(::fsync(request.descriptor));
  }
  return -EINVAL;
}

bool listens(int descriptor) {
  int answer = 0;
  socklen_t length = sizeof answer;
  return ::getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &answer, &length) == 0 && answer != 0;
}

// Whether it makes sense to wait until it can be done: what was opened for something else will never be
// ready, and says so when it is tried.
bool waits_for_its_turn(const weft::detail::proactor_request& request) {
  if (request.action == Action::flush) return false;
  if (request.action == Action::accept) return listens(request.descriptor);
  const int flags = ::fcntl(request.descriptor, F_GETFL);
  return flags >= 0 && (flags & O_ACCMODE) != (request.action == Action::read ? O_WRONLY : O_RDONLY);
}

// Of each of the pool's threads.
WakeDescriptor& my_wake_descriptor() {
  thread_local WakeDescriptor mine;
  return mine;
}

class PoolProactor final : public Proactor {
 public:
  explicit PoolProactor(const proactor_settings& settings) : pool_({.most_threads = settings.most_threads}) {}

  ~PoolProactor() override {
    const std::lock_guard lock(mutex_);
    WEFT_CHECK(under_way_.empty());  // a proactor is destroyed with operations under way
  }

  proactor_kind kind() const override { return proactor_kind::emulated; }

  void submit(Operation& operation) override {
    {
      const std::lock_guard lock(mutex_);
      under_way_.try_emplace(operation.number);
    }
    pool_.post([this, &operation] { run(operation); });
  }

  void cancel(std::uint64_t number) override {
    const std::lock_guard lock(mutex_);
    const auto state = under_way_.find(number);
    if (state == under_way_.end()) return;
    state->second.cancelled = true;
    if (state->second.thread != nullptr) state->second.thread->signal();
  }

 private:
  struct State {
    bool cancelled = false;
    WakeDescriptor* thread = nullptr;  // that waits for it; null: it still stands in line
  };

  void run(Operation& operation) {
    WakeDescriptor& wake = my_wake_descriptor();
    const ssize_t result = begin(operation.number, wake) ? wait_and_perform(operation, wake) : -ECANCELED;
    {
      const std::lock_guard lock(mutex_);
      under_way_.erase(operation.number);
      wake.drain();  // for the thread's next one
    }
    operation.completed(operation, result);
  }

  bool begin(std::uint64_t number, WakeDescriptor& wake) {
    const std::lock_guard lock(mutex_);
    State& state = under_way_.find(number)->second;
    state.thread = &wake;
    return !state.cancelled;
  }

  bool is_cancelled(std::uint64_t number) {
    const std::lock_guard lock(mutex_);
    return under_way_.find(number)->second.cancelled;
  }

  ssize_t wait_and_perform(const Operation& operation, WakeDescriptor& wake) {
    const weft::detail::proactor_request& request = operation.request;
    const bool waits = waits_for_its_turn(request);
    const short wanted = request.action == Action::write ? POLLOUT : POLLIN;
    for (;;) {
      if (waits) {
        pollfd asked[] = {{request.descriptor, wanted, 0}, {wake.descriptor(), POLLIN, 0}};
        if (::poll(asked, 2, -1) < 0) continue;
        if (is_cancelled(operation.number)) return -ECANCELED;
      }
      const ssize_t result = perform(request);
      if (result != -EINTR) return result;
    }
  }

  std::mutex mutex_;
  std::unordered_map<std::uint64_t, State> under_way_;  // guarded by mutex_
  elastic_pool pool_;
};

}  // namespace

std::unique_ptr<Proactor> make_pool_proactor(const proactor_settings& settings) {
  return std::make_unique<PoolProactor>(settings);
}

}  // namespace weft::runtime

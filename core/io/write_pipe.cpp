#include "io/write_pipe.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>

#include "io/descriptor.h"

namespace weft::runtime {
namespace {

// Sends of sockets can be told to raise no signal, writes to pipes cannot. So it is held back while this
// lives, and the one that was raised meanwhile is taken out of the way; the program's own handling of it
// stays as it is.
class WithoutSigpipe {
 public:
  WithoutSigpipe() {
    sigemptyset(&sigpipe_);
    sigaddset(&sigpipe_, SIGPIPE);
    sigset_t pending;
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &sigpipe_, &before_);
  }
  ~WithoutSigpipe() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  WithoutSigpipe(const WithoutSigpipe&) = delete;
  WithoutSigpipe& operator=(const WithoutSigpipe&) = delete;

  void take_signal() {
    if (was_pending_) return;
    sigset_t pending;
    sigpending(&pending);
    int taken = 0;
    if (sigismember(&pending, SIGPIPE) == 1) sigwait(&sigpipe_, &taken);
  }

 private:
  sigset_t sigpipe_, before_;
  bool was_pending_ = false;  // the program holds it back itself, and one of its own waits
};

}  // namespace

ssize_t write_pipe(int descriptor, const_buffer from) {
  WithoutSigpipe quiet;
  const ssize_t written = system_result(::write(descriptor, from.data, from.size));
  if (written == -EPIPE) quiet.take_signal();
  return written;
}

}  // namespace weft::runtime

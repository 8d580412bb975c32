#include "launch/child.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstring>

namespace weft {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kPollMilliseconds = 20;  // a child that closed its pipes but lives on is noticed this late

struct Pipe {
  int read_end = -1;
  int write_end = -1;

  bool open() {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return false;
    read_end = ends[0], write_end = ends[1];
    return true;
  }
  void close_read() { close_end(read_end); }
  void close_write() { close_end(write_end); }
  ~Pipe() { close_read(), close_write(); }

 private:
  static void close_end(int& fd) {
    if (fd >= 0) ::close(fd);
    fd = -1;
  }
};

struct Pipes {
  Pipe in, out, err, result, started;

  bool open() { return in.open() && out.open() && err.open() && result.open() && started.open(); }
};

void limit(int resource, std::uint64_t soft, std::uint64_t hard) {
  const rlimit wanted{soft, hard};
  setrlimit(static_cast<__rlimit_resource>(resource), &wanted);
}

void apply_limits(const ChildLimits& limits) {
  if (limits.cpu_seconds > 0) {
    const auto seconds = static_cast<std::uint64_t>(std::ceil(limits.cpu_seconds));
    limit(RLIMIT_CPU, seconds, seconds + 1);  // SIGXCPU, then SIGKILL
  }
  if (limits.address_space_bytes > 0)
    limit(RLIMIT_AS, limits.address_space_bytes, limits.address_space_bytes);
  limit(RLIMIT_FSIZE, limits.file_bytes, limits.file_bytes);
  limit(RLIMIT_CORE, 0, 0);
}

// Between fork and exec: only async-signal-safe calls. Reports errno through `started` when exec fails.
[[noreturn]] void become(char** argv, const ChildRequest& request, const Pipes& pipes, pid_t parent) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(127);
  signal(SIGPIPE, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  // Away from 0..4 first, so that no dup2 overwrites an end that is still needed.
  const int in = fcntl(pipes.in.read_end, F_DUPFD, 10), out = fcntl(pipes.out.write_end, F_DUPFD, 10);
  const int err = fcntl(pipes.err.write_end, F_DUPFD, 10),
            result = fcntl(pipes.result.write_end, F_DUPFD, 10);
  const int started = fcntl(pipes.started.write_end, F_DUPFD, 10);
  dup2(in, 0), dup2(out, 1), dup2(err, 2);
  if (request.wants_result) dup2(result, ChildRequest::kResultFd);
  const int keep = request.wants_result ? ChildRequest::kResultFd + 1 : ChildRequest::kResultFd;
  dup2(started, keep);
  fcntl(keep, F_SETFD, FD_CLOEXEC);
  close_range(static_cast<unsigned>(keep) + 1, ~0u, 0);
  apply_limits(request.limits);
  execvp(argv[0], argv);
  const int problem = errno;
  [[maybe_unused]] const auto written = write(keep, &problem, sizeof problem);
  _exit(127);
}

// One stream that the child writes.
struct Stream {
  int fd;
  std::string* text;
  bool open = true;
};

// Reads what is there. False at the end of the stream.
bool read_some(Stream& stream) {
  char buffer[65536];
  const ssize_t count = read(stream.fd, buffer, sizeof buffer);
  if (count > 0) stream.text->append(buffer, static_cast<std::size_t>(count));
  return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR));
}

class Collector {
 public:
  Collector(const ChildRequest& request, Pipes& pipes, ChildEnd& end)
      : request_(request),
        pipes_(pipes),
        end_(end),
        streams_{Stream{pipes.out.read_end, &end.output}, Stream{pipes.err.read_end, &end.errors},
                 Stream{pipes.result.read_end, &end.result}} {
    for (const Stream& stream : streams_) fcntl(stream.fd, F_SETFL, O_NONBLOCK);
    fcntl(pipes.in.write_end, F_SETFL, O_NONBLOCK);
    if (request.input.empty()) pipes.in.close_write();
  }

  // Until the child ends or oversteps a limit; then kills what is left of its group.
  void run(pid_t child, Clock::time_point start) {
    const auto wall = std::chrono::duration<double>(request_.limits.wall_seconds);
    int status = 0;
    rusage usage{};
    bool ended = false;
    while (!ended && !overstepped()) {
      end_.out_of_time = Clock::now() - start > wall;
      if (end_.out_of_time) break;
      wait_for_data();
      ended = wait4(child, &status, WNOHANG, &usage) == child;
    }
    kill(-child, SIGKILL);
    if (!ended) wait4(child, &status, 0, &usage);
    if (ended) drain();
    note_end(ended, status, usage, start);
  }

 private:
  bool overstepped() {
    end_.too_much_output = end_.output.size() + end_.errors.size() > request_.limits.output_bytes;
    end_.too_much_result = end_.result.size() > request_.limits.result_bytes;
    return end_.too_much_output || end_.too_much_result;
  }

  void wait_for_data() {
    std::array<pollfd, 4> polled{};
    for (std::size_t i = 0; i < streams_.size(); ++i)
      polled[i] = {streams_[i].open ? streams_[i].fd : -1, POLLIN, 0};
    polled[3] = {pipes_.in.write_end, POLLOUT, 0};  // -1 once everything was written
    const bool nothing_open =
        std::none_of(polled.begin(), polled.end(), [](const pollfd& p) { return p.fd >= 0; });
    if (poll(polled.data(), polled.size(), nothing_open ? 1 : kPollMilliseconds) <= 0) return;
    for (std::size_t i = 0; i < streams_.size(); ++i)
      if (polled[i].revents) streams_[i].open = read_some(streams_[i]);
    if (polled[3].revents) feed();
  }

  void feed() {
    const ssize_t count =
        write(pipes_.in.write_end, request_.input.data() + fed_, request_.input.size() - fed_);
    if (count > 0) fed_ += static_cast<std::size_t>(count);
    if ((count < 0 && errno != EAGAIN) || fed_ == request_.input.size()) pipes_.in.close_write();
  }

  // What the child wrote just before it ended; bounded by the limits, whoever else holds the other end.
  void drain() {
    for (Stream& stream : streams_) {
      for (std::size_t before = stream.text->size() + 1; stream.open && before != stream.text->size();) {
        before = stream.text->size();
        stream.open = read_some(stream);
        if (overstepped()) return;
      }
    }
  }

  void note_end(bool by_itself, int status, const rusage& usage, Clock::time_point start) {
    end_.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    end_.cpu_seconds = static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                       static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    if (by_itself && WIFEXITED(status)) end_.exit_code = WEXITSTATUS(status);
    if (by_itself && WIFSIGNALED(status)) end_.signal = WTERMSIG(status);
    const std::size_t cap = request_.limits.output_bytes;
    if (end_.output.size() > cap) end_.output.resize(cap);
    if (end_.errors.size() > cap) end_.errors.resize(cap);
  }

  const ChildRequest& request_;
  Pipes& pipes_;
  ChildEnd& end_;
  std::array<Stream, 3> streams_;
  std::size_t fed_ = 0;
};

// errno of a failed exec; 0 when the program started.
int start_problem(int fd) {
  int problem = 0;
  ssize_t count;
  do count = read(fd, &problem, sizeof problem);
  while (count < 0 && errno == EINTR);
  return count == sizeof problem ? problem : 0;
}

}  // namespace

Result<ChildEnd> run_child(const ChildRequest& request) {
  Pipes pipes;
  if (!pipes.open()) return Error{std::string("cannot open a pipe: ") + std::strerror(errno)};
  std::vector<char*> argv;
  for (const std::string& argument : request.argv) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);

  signal(SIGPIPE, SIG_IGN);
  const auto start = Clock::now();
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child < 0) return Error{std::string("cannot start a process: ") + std::strerror(errno)};
  if (child == 0) become(argv.data(), request, pipes, parent);
  setpgid(child, child);
  pipes.in.close_read(), pipes.out.close_write(), pipes.err.close_write(), pipes.result.close_write();
  pipes.started.close_write();
  const int problem = start_problem(pipes.started.read_end);
  if (problem != 0) {
    waitpid(child, nullptr, 0);
    return Error{"cannot start " + request.argv[0] + ": " + std::strerror(problem)};
  }
  ChildEnd end;
  Collector(request, pipes, end).run(child, start);
  return end;
}

}  // namespace weft

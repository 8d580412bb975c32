#include "runner/forked_crew.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <new>
#include <optional>
#include <utility>

#include "check/bytes.h"
#include "contract/check.h"

namespace weft {
namespace {

constexpr std::size_t kNoPart = ~std::size_t{0};

// All that was asked for, or nothing: the other end is gone.
bool read_all(int descriptor, char* to, std::size_t bytes) {
  while (bytes > 0) {
    const ssize_t count = read(descriptor, to, bytes);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    to += count;
    bytes -= static_cast<std::size_t>(count);
  }
  return true;
}

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = write(descriptor, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

// A message: its size, then its bytes.
bool send(int descriptor, const std::string& text) {
  ByteWriter size;
  size.put(text.size());
  return write_all(descriptor, size.take() + text);
}

bool receive(int descriptor, std::string& text) {
  std::size_t bytes = 0;
  if (!read_all(descriptor, reinterpret_cast<char*>(&bytes), sizeof bytes)) return false;
  text.resize(bytes);
  return read_all(descriptor, text.data(), bytes);
}

int wait_for(pid_t process) {
  int status = 0;
  while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

// Ends this process as another one ended.
[[noreturn]] void end_as(int status) {
  if (WIFSIGNALED(status)) {
    signal(WTERMSIG(status), SIG_DFL);
    raise(WTERMSIG(status));
  }
  _exit(WEXITSTATUS(status));
}

// What a copy says: of a part, or, with kNoPart, that it has no more to do.
std::string message_of(std::size_t part, const Crew::Done& done) {
  ByteWriter bytes;
  bytes.put(part);
  bytes.put(done.ends);
  bytes.put(done.tells);
  bytes.put_text(done.report);
  return bytes.take();
}

struct Worker {
  pid_t process = -1;
  int reports = -1;   // it writes, we read
  int commands = -1;  // we write, it reads
  bool is_busy = true;
};

// In a copy of the process.
class Copy {
 public:
  Copy(ForkedCrew::Shared& shared, std::size_t number, int reports, int commands)
      : shared_(shared), number_(number), reports_(reports), commands_(commands) {}

  // Parts, until there are none; then waits for what to do. Returns where it is to go on.
  std::vector<std::string> work(std::size_t count, const Crew::Explore& explore) {
    for (std::size_t part = next(); part < count && part < shared_.end; part = next())
      if (!take(part, explore)) break;
    say(kNoPart, {});
    std::string text;
    if (!receive(commands_, text)) _exit(0);
    return reports_in(text);
  }

 private:
  std::size_t next() {
    const std::size_t part = shared_.next.fetch_add(1);
    shared_.part[number_] = part;
    return part;
  }

  bool take(std::size_t part, const Crew::Explore& explore) {
    const Crew::Done done = explore(part);
    if (part > shared_.end) return false;
    say(part, done);
    return !done.ends;
  }

  void say(std::size_t part, const Crew::Done& done) {
    if (!send(reports_, message_of(part, done))) _exit(0);
  }

  static std::vector<std::string> reports_in(const std::string& text) {
    ByteReader bytes(text);
    std::vector<std::string> reports;
    for (auto left = bytes.get<std::size_t>(); left > 0; --left) reports.push_back(bytes.get_text());
    return reports;
  }

  ForkedCrew::Shared& shared_;
  std::size_t number_;
  int reports_, commands_;
};

// In the process that has copies.
class Foreman {
 public:
  Foreman(ForkedCrew::Shared& shared, std::size_t count) : shared_(shared), reports_(count) {}

  // The copy, in a copy. Where no process can be started there are fewer.
  std::optional<Copy> hire(int workers, const std::function<void()>& prepare) {
    const pid_t parent = getpid();
    for (int number = 0; number < workers; ++number) {
      int up[2], down[2];
      if (pipe2(up, O_CLOEXEC) != 0) break;
      if (pipe2(down, O_CLOEXEC) != 0) {
        close(up[0]), close(up[1]);
        break;
      }
      const pid_t process = fork();
      if (process == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) _exit(0);
        close(up[0]), close(down[1]);
        for (const Worker& other : workers_) close(other.reports), close(other.commands);
        prepare();
        return Copy(shared_, static_cast<std::size_t>(number), up[1], down[0]);
      }
      close(up[1]), close(down[0]);
      if (process < 0) {
        close(up[0]), close(down[1]);
        break;
      }
      workers_.push_back({process, up[0], down[1]});
    }
    return std::nullopt;
  }

  bool has_workers() const { return !workers_.empty(); }

  // Until none of them has anything to do; then one goes on, or this process.
  std::vector<std::string> supervise() {
    while (std::any_of(workers_.begin(), workers_.end(), [](const Worker& w) { return w.is_busy; })) listen();
    if (const auto death = deaths_.find(shared_.end); death != deaths_.end()) {
      dismiss(nullptr);
      end_as(death->second);
    }
    Worker* const teller = who_tells();
    dismiss(teller);
    if (shared_.end != kNoPart) reports_.resize(shared_.end + 1);
    if (teller != nullptr) hand_over(*teller);
    return std::move(reports_);
  }

 private:
  void listen() {
    std::vector<pollfd> polled;
    for (const Worker& worker : workers_) polled.push_back({worker.is_busy ? worker.reports : -1, POLLIN, 0});
    if (poll(polled.data(), polled.size(), -1) <= 0) return;
    for (std::size_t i = 0; i < workers_.size(); ++i)
      if (polled[i].revents != 0) hear(i);
  }

  void hear(std::size_t number) {
    Worker& worker = workers_[number];
    std::string text;
    if (!receive(worker.reports, text)) return note_death(number);
    ByteReader bytes(text);
    const auto part = bytes.get<std::size_t>();
    if (part == kNoPart) return void(worker.is_busy = false);
    const bool ends = bytes.get<bool>();
    const bool tells = bytes.get<bool>();
    reports_[part] = bytes.get_text();
    if (tells) tellers_[part] = number;
    if (ends) end_at(part);
  }

  void note_death(std::size_t number) {
    Worker& worker = workers_[number];
    worker.is_busy = false;
    const int status = wait_for(std::exchange(worker.process, -1));
    const std::size_t part = shared_.part[number];
    deaths_[part] = status;
    end_at(part);
  }

  void end_at(std::size_t part) {
    if (part < shared_.end) shared_.end = part;
  }

  // Nobody: this process.
  Worker* who_tells() {
    const bool ended = shared_.end != kNoPart;
    const auto first = ended ? tellers_.find(shared_.end) : tellers_.begin();
    return first == tellers_.end() ? nullptr : &workers_[first->second];
  }

  // Copies that wait for a command are gone when there can be none; others are in parts that nobody wants.
  void dismiss(const Worker* except) {
    for (Worker& worker : workers_) {
      if (&worker == except) continue;
      close(worker.commands), close(worker.reports);
      if (worker.process > 0) wait_for(worker.process);
    }
    if (except == nullptr) workers_.clear();
  }

  [[noreturn]] void hand_over(const Worker& teller) {
    signal(SIGPIPE, SIG_IGN);  // should it be gone, its end tells
    ByteWriter bytes;
    bytes.put(reports_.size());
    for (const std::string& report : reports_) bytes.put_text(report);
    send(teller.commands, bytes.take());
    end_as(wait_for(teller.process));
  }

  ForkedCrew::Shared& shared_;
  std::vector<Worker> workers_;
  std::vector<std::string> reports_;
  std::map<std::size_t, std::size_t> tellers_;  // of a part: which worker
  std::map<std::size_t, int> deaths_;           // in a part: how
};

}  // namespace

ForkedCrew::ForkedCrew(std::function<void()> prepare) : prepare_(std::move(prepare)) {
  void* const memory =
      mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  WEFT_CHECK(memory != MAP_FAILED);
  shared_ = new (memory) Shared;
}

ForkedCrew::~ForkedCrew() { munmap(shared_, sizeof(Shared)); }

// Relaxed: a copy that learns of it late has done something in vain, and looks again before it reports.
bool ForkedCrew::is_moot(std::size_t part) const {
  return part > shared_->end.load(std::memory_order_relaxed);
}

std::vector<std::string> ForkedCrew::explore(std::size_t count, int workers, const Explore& explore) {
  shared_->next = 0;
  shared_->end = kNoPart;
  Foreman foreman(*shared_, count);
  const int wanted =
      static_cast<int>(std::min({std::size_t{kMaxWorkers}, count, static_cast<std::size_t>(workers)}));
  if (std::optional<Copy> copy = foreman.hire(wanted, prepare_)) return copy->work(count, explore);
  if (!foreman.has_workers()) return {};
  return foreman.supervise();
}

}  // namespace weft

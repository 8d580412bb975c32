#include "agent/stack_overflow.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <mutex>
#include <string_view>

#include "agent/control_block.h"
#include "agent/stack_pool.h"

namespace weft::runtime {
namespace {

constexpr std::size_t kLeastStack = 32 << 10;

struct sigaction g_previous;

// Text made without a function that a signal handler must not call.
class Line {
 public:
  Line& operator<<(std::string_view text) {
    const std::size_t length = std::min(text.size(), sizeof text_ - length_);
    std::memcpy(text_ + length_, text.data(), length);
    length_ += length;
    return *this;
  }
  Line& operator<<(std::uint64_t number) {
    char digits[20];
    std::size_t first = sizeof digits;
    do digits[--first] = static_cast<char>('0' + number % 10);
    while ((number /= 10) > 0);
    return *this << std::string_view(digits + first, sizeof digits - first);
  }
  void write_to_stderr() const { static_cast<void>(!::write(STDERR_FILENO, text_, length_)); }

 private:
  char text_[400];
  std::size_t length_ = 0;
};

// The name, unless somebody is changing one right now.
void add_name(Line& line, const ControlBlock& agent) {
  const std::unique_lock lock(details_mutex(), std::try_to_lock);
  const AgentDetails* const details = agent.details.load(std::memory_order_acquire);
  if (lock.owns_lock() && details != nullptr && !details->name.empty()) line << " '" << details->name << "'";
}

void report(const GuardedStack& stack) {
  Line line;
  line << "weft: stack overflow: ";
  if (const ControlBlock* const agent = stack.context->agent.load(std::memory_order_relaxed)) {
    line << to_string(agent->kind()) << " " << agent->id.load(std::memory_order_relaxed);
    add_name(line, *agent);
  } else {
    line << "a worker between two fibers";
  }
  line << " has used all " << stack.bytes << " bytes of its stack. More: scheduler_settings::stack_bytes\n";
  line.write_to_stderr();
}

// As if we had never been there. A fault happens again when the handler returns; a signal that somebody sent
// does not.
void leave_to_previous(int signal, const siginfo_t& info) {
  sigaction(SIGSEGV, &g_previous, nullptr);
  if (info.si_code <= 0) raise(signal);
}

void on_fault(int signal, siginfo_t* info, void* context) {
  if (const GuardedStack stack = stack_above_guard(info->si_addr); stack.context != nullptr) {
    report(stack);
    return leave_to_previous(signal, *info);
  }
  if ((g_previous.sa_flags & SA_SIGINFO) != 0) return g_previous.sa_sigaction(signal, info, context);
  if (g_previous.sa_handler == SIG_DFL || g_previous.sa_handler == SIG_IGN)
    return leave_to_previous(signal, *info);
  g_previous.sa_handler(signal);
}

void install_handler() {
  struct sigaction action {};
  action.sa_sigaction = on_fault;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigaction(SIGSEGV, &action, &g_previous);
}

bool has_signal_stack() {
  stack_t current{};
  return sigaltstack(nullptr, &current) == 0 && (current.ss_flags & SS_DISABLE) == 0;
}

}  // namespace

SignalStack::SignalStack() {
  static std::once_flag installed;
  std::call_once(installed, install_handler);
  if (has_signal_stack()) return;
  bytes_ = std::max<std::size_t>(kLeastStack, static_cast<std::size_t>(SIGSTKSZ));
  void* const memory = mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return;  // then an overflow is an ordinary crash
  memory_ = memory;
  const stack_t stack{.ss_sp = memory_, .ss_flags = 0, .ss_size = bytes_};
  sigaltstack(&stack, nullptr);
}

SignalStack::~SignalStack() {
  if (memory_ == nullptr) return;
  const stack_t none{.ss_sp = nullptr, .ss_flags = SS_DISABLE, .ss_size = 0};
  sigaltstack(&none, nullptr);
  munmap(memory_, bytes_);
}

}  // namespace weft::runtime

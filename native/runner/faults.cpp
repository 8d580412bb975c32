#include "runner/faults.h"

#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstring>
#include <string>

#include "check/execution.h"
#include "check/model.h"
#include "contract/check.h"

namespace weft {
namespace {

constexpr std::size_t kSignalStackBytes = 1 << 18;
constexpr int kTicksASecond = 10;
constexpr std::size_t kEndlessBytes = 8u
                                      << 20;  // a heap that grew so much in half the time is what has no end

int g_stuck_ticks = 0;
int g_ticks_of_this_run = 0;
std::uint64_t g_seen_run = 0;
std::size_t g_bytes_at_half_time = 0;  // of the heap

const char* fault_name(int number) {
  switch (number) {
    case SIGSEGV:
    case SIGBUS:
      return "invalid memory access";
    case SIGFPE:
      return "arithmetic error (division by zero?)";
    case SIGILL:
    case SIGTRAP:
      return "illegal instruction (end of a function without return?)";
    default:
      return "signal";
  }
}

// Not ours to explain: lets the default action have it, so that the parent sees the signal.
void give_up(int number) {
  signal(number, SIG_DFL);
  raise(number);
}

void on_fault(int number, siginfo_t* info, void*) {
  Execution* execution = weft::execution();
  const auto address = reinterpret_cast<std::uintptr_t>(info->si_addr);
  if (execution == nullptr) return give_up(number);
  if (number == SIGSEGV && execution->on_write_fault(address)) return;
  if (!execution->running()) return give_up(number);
  g_modelled = false;
  if (number == SIGSEGV && execution->memory().in_guard(address))
    execution->fail(Verdict::memory_error, "stack overflow");
  execution->fail(Verdict::crash, [&] {
    std::string message = fault_name(number);
    if (number == SIGSEGV || number == SIGBUS) message += " at " + model::describe(address);
    if (address < 4096 && number == SIGSEGV) message += " (null pointer)";
    return message;
  });
}

void on_too_much_output(int, siginfo_t*, void*) {
  Execution* execution = weft::execution();
  if (execution == nullptr || !execution->running()) return give_up(SIGXFSZ);
  g_modelled = false;
  execution->fail(Verdict::output_limit, "more output than the limit allows");
}

void on_tick(int, siginfo_t*, void*) {
  Execution* execution = weft::execution();
  if (execution == nullptr || !execution->running()) return;
  g_ticks_of_this_run = execution->runs() == g_seen_run ? g_ticks_of_this_run + 1 : 0;
  g_seen_run = execution->runs();
  if (g_ticks_of_this_run == g_stuck_ticks / 2) g_bytes_at_half_time = execution->memory().footprint();
  if (g_ticks_of_this_run < g_stuck_ticks) return;
  const bool still_grows = execution->memory().footprint() > g_bytes_at_half_time + kEndlessBytes;
  execution->set_overdue(g_stuck_ticks / kTicksASecond, still_grows);
  if (g_modelled)
    execution->end_if_overdue();  // else the checker itself was interrupted, and sees to it soon
}

void install(int number, void (*handler)(int, siginfo_t*, void*)) {
  struct sigaction action {};
  action.sa_sigaction = handler;
  // NODEFER: a handler that ends the execution never returns.
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER | SA_RESTART;
  WEFT_CHECK(sigaction(number, &action, nullptr) == 0);
}

}  // namespace

void catch_faults(double stuck_seconds) {
  static unsigned char signal_stack[kSignalStackBytes];
  stack_t stack{};
  stack.ss_sp = signal_stack;
  stack.ss_size = sizeof signal_stack;
  WEFT_CHECK(sigaltstack(&stack, nullptr) == 0);
  for (int number : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP}) install(number, on_fault);
  install(SIGXFSZ, on_too_much_output);
  install(SIGALRM, on_tick);
  g_stuck_ticks = static_cast<int>(stuck_seconds * kTicksASecond);
  restart_timer();
}

void restart_timer() {
  const itimerval tick{{0, 1'000'000 / kTicksASecond}, {0, 1'000'000 / kTicksASecond}};
  WEFT_CHECK(setitimer(ITIMER_REAL, &tick, nullptr) == 0);
}

}  // namespace weft

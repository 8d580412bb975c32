// Fibers as kernel threads of which one at a time may run: who switches hands a baton to the other and waits
// for it. For wasm where stacks cannot be switched, and for tests of the seam anywhere. A switch costs a wake
// and a wait: some 10 us in wasm. The thread of a finished or abandoned fiber stays for the next start().
#include <utility>

#include "agent/baton_thread.h"
#include "agent/fiber.h"

namespace weft {

struct FiberPlatform {
  // waiting: its thread sleeps, before the entry, in switch_to() or after the entry; abandoned: it must
  // unwind, and says so by waiting again; leave: it must end.
  enum Baton : std::uint32_t { waiting, running, abandoned, leave };
  baton::Word state{waiting};  // seq_cst: orders everything the fibers do
  bool has_thread = false;
  bool suspended = false;  // in switch_to()
  pthread_t thread{};
  baton::Start start;
  FiberPlatform* heir = nullptr;  // whom to run after finish()

  void set(Baton value) {
    state.store(value);
    baton::wake(state);
  }
};

namespace {

void* thread_main(void* platform) {
  auto& self = *static_cast<FiberPlatform*>(platform);
  for (;;) {
    baton::wait_while(self.state, FiberPlatform::waiting);
    if (self.state.load() == FiberPlatform::leave) return nullptr;
    baton::run_entry(self.start);
    FiberPlatform* const heir = std::exchange(self.heir, nullptr);
    self.set(FiberPlatform::waiting);
    if (heir != nullptr) heir->set(FiberPlatform::running);
  }
}

// Relaxed: numbers only have to differ.
std::atomic<int> g_numbers{0};

}  // namespace

Fiber::Fiber() : platform_(new FiberPlatform) {
  platform_->start.fiber = g_numbers.fetch_add(1, std::memory_order_relaxed);
}

Fiber::~Fiber() {
  abandon();
  if (!platform_->has_thread) return;
  platform_->set(FiberPlatform::leave);
  baton::join_thread(platform_->thread);
}

void Fiber::start(Stack stack, Entry entry, void* argument) {
  FiberPlatform& self = *platform_;
  self.start = {self.start.fiber, stack, entry, argument};
  if (std::exchange(self.has_thread, true)) return;
  baton::create_thread(self.thread, thread_main, &self);
}

void Fiber::switch_to(Fiber& from, Fiber& to) {
  FiberPlatform& self = *from.platform_;
  self.suspended = true;
  self.state.store(FiberPlatform::waiting);
  to.platform_->set(FiberPlatform::running);
  baton::wait_while(self.state, FiberPlatform::waiting);
  self.suspended = false;
  if (self.state.load() == FiberPlatform::abandoned) baton::unwind();
}

void Fiber::finish(Fiber& self, Fiber& to) { self.platform_->heir = to.platform_.get(); }

void Fiber::abandon() {
  if (!platform_->suspended || !platform_->has_thread) return;
  platform_->set(FiberPlatform::abandoned);
  baton::wait_while(platform_->state, FiberPlatform::abandoned);
}

bool Fiber::can_go_back() { return false; }

}  // namespace weft

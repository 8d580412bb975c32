// verdict: accepted
// Whoever found the record keeps it alive.
#include <memory>
#include <mutex>
#include <thread>

struct Record {
  int messages = 0;
};

std::mutex guard;
std::shared_ptr<Record> registered = std::make_shared<Record>();

std::shared_ptr<Record> find() {
  std::lock_guard hold(guard);
  return registered;
}

void trace() {
  const std::shared_ptr<Record> record = find();
  if (!record) return;
  std::lock_guard hold(guard);
  ++record->messages;
}

void unregister() {
  std::lock_guard hold(guard);
  registered.reset();
}

int main() {
  std::thread tracing(trace);
  unregister();
  tracing.join();
}

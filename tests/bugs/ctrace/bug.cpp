// pattern: a record is looked up under the lock and used under it later, when another thread may have
//   removed it
// known from: the library ctrace in Kasikci, Zamfir and Candea, "Data Races vs. Data Race Bugs", ASPLOS
//   2012
// verdict: memory_error
#include <memory>
#include <mutex>
#include <thread>

struct Record {
  int messages = 0;
};

std::mutex guard;
std::unique_ptr<Record> registered = std::make_unique<Record>();

Record* find() {
  std::lock_guard hold(guard);
  return registered.get();
}

void trace() {
  Record* record = find();
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

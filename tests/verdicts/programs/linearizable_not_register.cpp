// verdict: wrong_result
// says: write(1), reader's read() the last would give 1, not 0, and in any other a call would come before one
// Why: a write is kept back until the writer's next one. Each thread sees an order that makes sense to it, but a
// read that begins after the first write returned still gives the old value.
#include <weft/linearizability.h>

#include <atomic>
#include <thread>

std::atomic<int> shared = 0;

struct Writer {
  int kept = 0;
  void write(int value) {
    shared.store(kept);
    kept = value;
  }
};

int main() {
  weft::history<int> calls;
  auto& writes = calls.add_client("writer");
  auto& reads = calls.add_client("reader");
  std::thread thread([&] {
    Writer writer;
    writes.call("write(1)", [&] { writer.write(1); }, [](int& state) { state = 1; });
  });
  reads.call("read()", [] { return shared.load(); }, [](int& state) { return state; });
  thread.join();
  calls.expect_linearizable("the register");
}

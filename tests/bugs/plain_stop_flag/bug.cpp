// pattern: a plain bool asks a thread to stop
// known from: Boehm, "How to Miscompile Programs with 'Benign' Data Races", HotPar 2011
// verdict: data_race
#include <thread>

bool stop = false;

int main() {
  std::thread worker([] {
    while (!stop) std::this_thread::yield();
  });
  stop = true;
  worker.join();
}

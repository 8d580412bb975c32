// verdict: crash
// Why: a std::thread that is neither joined nor detached ends the program when it is destroyed.
#include <thread>

int main() {
  std::thread forgotten([] {});
}

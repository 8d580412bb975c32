// verdict: crash
// says: neither joined nor detached
// Only natively: see "What libraries do out of sight" in core/README.md.
#include <thread>

int main() { std::thread worker([] {}); }

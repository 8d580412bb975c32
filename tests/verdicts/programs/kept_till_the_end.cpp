// verdict: accepted
// Why: what is still pointed to at the end is no leak: from variables of any kind, other blocks, or a library.
// Only natively: it is about leaks.
#include <cstdio>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

struct List {
  List* next;
  char text[40];
};

static List* list = new List{new List{nullptr, "second"}, "first"};
static std::map<std::string, std::vector<int>> table{{"a", {1, 2, 3}}};
static auto shared = std::make_shared<std::string>(100, 'x');
thread_local std::vector<int> own(10);
static std::uintptr_t tagged = reinterpret_cast<std::uintptr_t>(new int(1)) | std::uintptr_t{7} << 56;
static char* inside = new char[100] + 50;

int main() {
  std::thread other([] {
    own.push_back(1);
    std::cout << own.size() << " " << 2.5 << std::endl;
  });
  other.join();
  own[0] = *inside = 1;
  std::fopen("/dev/null", "r");
  std::cout << shared->size() << table.size() << list->next->text << (tagged != 0) << "\n";
}

// Values that are there later, and what to do with them then.
//
// prints: answer 42
// prints: 1 + 2 + 3 = 6
// prints: error: out of paper
#include "weft/future.h"

#include <cstdio>
#include <stdexcept>
#include <string>

#include "weft/fiber.h"

weft::future<int> compute(int value) {
  weft::promise<int> promise;
  weft::future<int> result = promise.get_future();
  weft::spawn([promise = std::move(promise), value]() mutable { promise.set_value(value); });
  return result;
}

int main() {
  const auto text = compute(42).then([](int n) { return "answer " + std::to_string(n); }).get();
  std::puts(text.c_str());

  const auto [one, two, three] = weft::when_all(compute(1), compute(2), compute(3)).get();
  std::printf("1 + 2 + 3 = %d\n", one + two + three);

  weft::future<int> print = compute(1).then([](int) -> int { throw std::runtime_error("out of paper"); });
  try {
    print.then([](int pages) { std::printf("%d pages\n", pages); }).get();  // passed by
  } catch (const std::runtime_error& error) {
    std::printf("error: %s\n", error.what());
  }
}

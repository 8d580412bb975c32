// Whichever of two channels has something first; a third case when neither has.
//
// prints: nothing yet
// prints: 10 numbers, 1 word, both closed
#include "weft/select.h"

#include <cstdio>
#include <string>

#include "weft/fiber.h"

int main() {
  weft::channel<int> numbers;
  weft::channel<std::string> words;
  weft::select(weft::on_receive(numbers, [](std::optional<int>) { std::puts("a number"); }),
               weft::otherwise([] { std::puts("nothing yet"); }));

  weft::fiber counter([&] {
    for (int i = 0; i < 10; ++i) numbers.send(i);
    numbers.close();
  });
  weft::fiber speaker([&] { words.send("word"), words.close(); });

  int number_count = 0, word_count = 0;
  while (!numbers.drained() || !words.drained())
    weft::select(weft::on_receive(numbers, [&](std::optional<int> n) { number_count += n.has_value(); }),
                 weft::on_receive(words, [&](std::optional<std::string> w) { word_count += w.has_value(); }));
  std::printf("%d numbers, %d word, both closed\n", number_count, word_count);
}

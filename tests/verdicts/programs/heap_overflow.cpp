// verdict: memory_error
// Why: it writes one element past the end of what it allocated.
#include <cstdlib>

int* volatile numbers = nullptr;
volatile int past_the_end = 4;

int main() {
  numbers = static_cast<int*>(std::malloc(4 * sizeof(int)));
  numbers[past_the_end] = 1;
  std::free(numbers);
}

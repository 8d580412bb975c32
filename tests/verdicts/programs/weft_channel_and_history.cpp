// verdict: accepted
// Why: what hides a library's accesses stands once, for channels and for histories of calls alike.
#include <weft/channel.h>
#include <weft/linearizability.h>

int main() {
  weft::channel<int> numbers(1);
  numbers.send(1);
  return *numbers.receive() - 1;
}

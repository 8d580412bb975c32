// verdict: time_limit
// Why: the execution does not end, and nobody can be waiting for it to.
volatile int turns = 0;

int main() {
  for (;;) turns = turns + 1;
}

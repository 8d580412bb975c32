// verdict: inconclusive
// says: atomic accesses of 8 and of 4 bytes
// Why: atomic accesses of different sizes to the same bytes have no model: better no verdict than a wrong one.
#include <pthread.h>

static unsigned long long word;

static void *low_half(void *unused) {
  __atomic_store_n((unsigned *)&word, 1u, __ATOMIC_SEQ_CST);
  return unused;
}

int main(void) {
  pthread_t other;
  pthread_create(&other, 0, low_half, 0);
  __atomic_fetch_add(&word, 1ull << 32, __ATOMIC_SEQ_CST);
  pthread_join(other, 0);
  return 0;
}

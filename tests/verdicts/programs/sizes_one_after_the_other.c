// verdict: accepted
// Why: memory may be used for an atomic of another size when the first is done with.
#include <assert.h>
#include <pthread.h>

static unsigned long long word;

static void *low_half(void *unused) {
  __atomic_fetch_add((unsigned *)&word, 1u, __ATOMIC_SEQ_CST);
  return unused;
}

int main(void) {
  pthread_t other;
  __atomic_store_n(&word, 1ull << 32, __ATOMIC_SEQ_CST);
  pthread_create(&other, 0, low_half, 0);
  pthread_join(other, 0);
  assert(__atomic_load_n(&word, __ATOMIC_SEQ_CST) == (1ull << 32) + 1);
  return 0;
}

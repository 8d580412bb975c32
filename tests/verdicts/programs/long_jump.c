// verdict: accepted
// Why: each thread jumps on its own stack.
#include <assert.h>
#include <pthread.h>
#include <setjmp.h>

static void *jump_three_times(void *unused) {
  (void)unused;
  jmp_buf back;
  volatile int times = 0;
  if (setjmp(back) < 3) {
    times = times + 1;
    longjmp(back, times);
  }
  assert(times == 3);
  return 0;
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, 0, jump_three_times, 0);
  jump_three_times(0);
  pthread_join(thread, 0);
}

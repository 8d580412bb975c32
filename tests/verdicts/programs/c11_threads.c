// verdict: accepted
// Why: C11's threads, locks, condition variables, keys and once flags are the pthread ones by other names.
#include <assert.h>
#include <threads.h>

static mtx_t guard;
static cnd_t changed;
static int arrived = 0;
static tss_t key;
static once_flag once = ONCE_FLAG_INIT;
static int initialised = 0;

static void initialise(void) { ++initialised; }

static int arrive(void *own) {
  call_once(&once, initialise);
  tss_set(key, own);
  mtx_lock(&guard);
  ++arrived;
  cnd_signal(&changed);
  mtx_unlock(&guard);
  assert(tss_get(key) == own);
  thrd_exit(7);
}

int main(void) {
  mtx_init(&guard, mtx_plain | mtx_recursive);
  cnd_init(&changed);
  tss_create(&key, 0);
  thrd_t other;
  thrd_create(&other, arrive, &arrived);
  call_once(&once, initialise);
  mtx_lock(&guard);
  mtx_lock(&guard);
  mtx_unlock(&guard);
  while (arrived == 0) cnd_wait(&changed, &guard);
  mtx_unlock(&guard);
  int result = 0;
  thrd_join(other, &result);
  assert(result == 7 && initialised == 1 && tss_get(key) == 0);
  mtx_destroy(&guard);
  cnd_destroy(&changed);
  tss_delete(key);
  return 0;
}

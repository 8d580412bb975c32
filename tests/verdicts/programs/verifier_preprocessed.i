// verdict: wrong_result
// Only natively: the page has no inputs of this kind.
// Why: an update from a value read before is lost. Preprocessed, with declarations of its own, as benchmarks come.
# 1 "own.c"
typedef unsigned long int pthread_t;
typedef union { char __size[56]; long int __align; } pthread_attr_t;
typedef struct __pthread_internal_list { struct __pthread_internal_list *__prev; struct __pthread_internal_list *__next; } __pthread_list_t;
struct __pthread_mutex_s { int __lock; unsigned int __count; int __owner; unsigned int __nusers; int __kind; short __spins; short __elision; __pthread_list_t __list; };
typedef union { struct __pthread_mutex_s __data; char __size[40]; long int __align; } pthread_mutex_t;
typedef union { char __size[4]; int __align; } pthread_mutexattr_t;
extern int pthread_create (pthread_t *__restrict __newthread, const pthread_attr_t *__restrict __attr, void *(*__start_routine) (void *), void *__restrict __arg) __attribute__ ((__nothrow__)) __attribute__ ((__nonnull__ (1, 3)));
extern int pthread_join (pthread_t __th, void **__thread_return);
extern int pthread_mutex_lock (pthread_mutex_t *__mutex);
extern int pthread_mutex_unlock (pthread_mutex_t *__mutex);
extern void abort(void);
extern void __assert_fail (const char *__assertion, const char *__file, unsigned int __line, const char *__function) __attribute__ ((__nothrow__ , __leaf__)) __attribute__ ((__noreturn__));
void reach_error() { ((void) sizeof ((0) ? 1 : 0), __extension__ ({ if (0) ; else __assert_fail ("0", "own.c", 3, __extension__ __PRETTY_FUNCTION__); })); }
pthread_mutex_t m = { { 0, 0, 0, 0, 0, 0, 0, { 0, 0 } } };
int x;
void *w(void *a) { pthread_mutex_lock(&m); int l = x; pthread_mutex_unlock(&m); pthread_mutex_lock(&m); x = l + 1; pthread_mutex_unlock(&m); return ((void *)0); }
int main(void) { pthread_t t, s; pthread_create(&t, ((void *)0), w, ((void *)0)); pthread_create(&s, ((void *)0), w, ((void *)0)); pthread_join(t, 0); pthread_join(s, 0); if (x != 2) { ERROR: {reach_error();abort();} } return 0; }

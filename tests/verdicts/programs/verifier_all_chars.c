// verdict: accepted
// Why: all values of a char and of a bool are tried, so that this is verified.
extern char __VERIFIER_nondet_char(void);
extern _Bool __VERIFIER_nondet_bool(void);
extern void __assert_fail(const char *, const char *, unsigned int, const char *)
    __attribute__((__nothrow__, __leaf__)) __attribute__((__noreturn__));
void reach_error() { __assert_fail("0", "verifier_all_chars.c", 7, "reach_error"); }

int main() {
  int c = __VERIFIER_nondet_char(), b = __VERIFIER_nondet_bool();
  if (c < -128 || c > 127 || (b != 0 && b != 1)) reach_error();
  return 0;
}

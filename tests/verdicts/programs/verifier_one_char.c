// verdict: wrong_result
// Why: one char in 256, and only with one of the two bools, makes it fail.
extern char __VERIFIER_nondet_char(void);
extern _Bool __VERIFIER_nondet_bool(void);
extern void __VERIFIER_error(void);

int main() {
  char c = __VERIFIER_nondet_char();
  _Bool b = __VERIFIER_nondet_bool();
  if (c == 99 && b) __VERIFIER_error();
  return 0;
}

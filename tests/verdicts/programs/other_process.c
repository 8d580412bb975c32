// verdict: forbidden
// Only natively: the page has no other processes.
// Why: another process would run outside the checker.
#include <stdio.h>

int main(void) { return popen("true", "r") == 0; }

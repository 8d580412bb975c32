// verdict: crash
// Why: it calls abort().
#include <stdlib.h>

int main(void) { abort(); }

// pattern: reorder_3 with 9 setters
// known from: reorder_N of Thomson, Donaldson and Betts, "Concurrency Testing Using Controlled
//   Schedulers", TOPC 2016
// verdict: wrong_result
// needs: a search that spreads its executions; today the first 10,000 differ in their last choices only
#define THREADS 10
#include "../reorder_3/bug.cpp"

// pattern: twostage with 99 writers
// known from: twostage_100 of Thomson, Donaldson and Betts, "Concurrency Testing Using Controlled
//   Schedulers", TOPC 2016
// verdict: wrong_result
// needs: a search that spreads its executions; today the first 10,000 differ in their last choices only
#define THREADS 100
#include "../twostage/bug.cpp"

// pattern: twostage with 99 writers
// known from: twostage_100 of Thomson, Donaldson and Betts, "Concurrency Testing Using Controlled
//   Schedulers", TOPC 2016
// verdict: wrong_result
#define THREADS 100
#include "../twostage/bug.cpp"

// pattern: reorder_3 with 19 setters
// known from: reorder_N of Thomson, Donaldson and Betts, "Concurrency Testing Using Controlled
//   Schedulers", TOPC 2016
// verdict: wrong_result
#define THREADS 20
#include "../reorder_3/bug.cpp"

// verdict: accepted
#define THREADS 4
#include "../reorder_3/fixed.cpp"

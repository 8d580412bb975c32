// verdict: accepted
#define THREADS 5
#include "../reorder_3/fixed.cpp"

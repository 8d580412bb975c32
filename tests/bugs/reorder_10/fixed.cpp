// verdict: accepted
// 10! orders: too many to try all.
#define THREADS 10
#include "../reorder_3/fixed.cpp"

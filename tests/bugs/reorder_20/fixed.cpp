// verdict: accepted
// 20! orders: too many to try all.
#define THREADS 20
#include "../reorder_3/fixed.cpp"

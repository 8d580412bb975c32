// verdict: accepted
#define THREADS 100
#include "../twostage/fixed.cpp"

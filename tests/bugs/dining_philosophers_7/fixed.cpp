// verdict: accepted
#define PHILOSOPHERS 7
#include "../dining_philosophers_3/fixed.cpp"

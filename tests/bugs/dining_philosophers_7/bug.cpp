// pattern: dining_philosophers_3 with seven: the circle needs all of them
// known from: Dijkstra, "Hierarchical Ordering of Sequential Processes", Acta Informatica 1971
// verdict: deadlock
#define PHILOSOPHERS 7
#include "../dining_philosophers_3/bug.cpp"

// pattern: dining_philosophers_3 with seven: the circle needs all of them
// known from: Dijkstra, "Hierarchical Ordering of Sequential Processes", Acta Informatica 1971
// verdict: deadlock
// needs: a search that spreads its executions; today the first 10,000 differ in their last choices only
#define PHILOSOPHERS 7
#include "../dining_philosophers_3/bug.cpp"

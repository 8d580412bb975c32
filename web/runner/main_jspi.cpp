// The checked runner with JSPI takes any number of jobs.
extern "C" {
extern const int weft_spent_by_a_run;
const int weft_spent_by_a_run = 0;
}

// The amount of work: full for the benchmark, small (-DSMALL) for the tests, which only look at the answer.
#pragma once

#ifdef SMALL
#define WORK(full, small) (small)
#else
#define WORK(full, small) (full)
#endif

// One thread inside BLAS, from the start of the process: parallel work is over blocks of rows, and BLAS's own threads
// would change the order of its sums with the number of processors. Accelerate decides by the size of a call, and blocks
// stay below where it starts threads.
#include "clapack.h"

#if !defined(__APPLE__)
#include <cblas.h>

__attribute__((constructor)) static void use_one_thread(void) { openblas_set_num_threads(1); }
#endif

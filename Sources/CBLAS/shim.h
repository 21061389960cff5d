// The one door to BLAS. On Linux: OpenBLAS; on Apple platforms: Accelerate, its current interface.
#pragma once
#if defined(__APPLE__)
#define ACCELERATE_NEW_LAPACK
#include <Accelerate/Accelerate.h>
#else
#include <cblas.h>
#endif

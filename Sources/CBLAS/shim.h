// The one door to BLAS. On Linux: OpenBLAS; on Apple platforms: Accelerate.
#pragma once
#if defined(__APPLE__)
#include <Accelerate/Accelerate.h>
#else
#include <cblas.h>
#endif

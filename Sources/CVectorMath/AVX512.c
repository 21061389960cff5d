#if defined(__x86_64__)
#define VARIANT cvm_avx512
#define FEATURES "avx512f,avx512dq,avx512vl,avx2,fma"
#define HAS_32_REGISTERS
#include "Variant.h"
#else
typedef int cvm_no_avx512;  // a translation unit may not be empty
#endif

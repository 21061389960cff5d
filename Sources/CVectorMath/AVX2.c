#if defined(__x86_64__)
#define VARIANT cvm_avx2
#define FEATURES "avx2,fma"
#include "Variant.h"
#else
typedef int cvm_no_avx2;  // a translation unit may not be empty
#endif

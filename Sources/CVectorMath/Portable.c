#define VARIANT cvm_portable
#include "Variant.h"

#include "clapack.h"  // SwiftPM wants a source file in a C target

#include "clapack.h"

#include "rt/include/wasmc/wasmc.h"

const char *wasmc_version(void) { return WASMC_VERSION; }

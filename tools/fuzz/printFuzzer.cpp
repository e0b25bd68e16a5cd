// Whatever module is valid can be printed, and its text makes a valid module again.
#include "tools/fuzz/RoundTrip.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  wasmc::checkRoundTrip({data, size});
  return 0;
}

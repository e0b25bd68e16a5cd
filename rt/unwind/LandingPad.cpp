#include "rt/unwind/LandingPad.h"

namespace wasmc::rt {

extern "C" uint64_t wasmc_personality(DwarfReader lsda, uint64_t codeBegin, uint64_t pc) {
  uint64_t padsBegin = codeBegin;
  if (uint8_t encoding = lsda.fixed<uint8_t>(); encoding != pointerOmitted)
    padsBegin = lsda.encodedPointer(encoding);
  if (lsda.fixed<uint8_t>() != pointerOmitted)
    lsda.uleb128();  // where types of exceptions are
  uint8_t encoding = lsda.fixed<uint8_t>();
  DwarfReader sites = lsda.block(lsda.uleb128());
  while (!sites.atEnd()) {  // in ascending order
    uint64_t begin = codeBegin + sites.encodedNumber(encoding);
    uint64_t size = sites.encodedNumber(encoding);
    uint64_t pad = sites.encodedNumber(encoding);
    sites.uleb128();  // the action: there is one only
    if (!sites.ok() || pc < begin)
      return 0;
    if (pc - begin < size)
      return pad ? padsBegin + pad : 0;
  }
  return 0;
}

}  // namespace wasmc::rt

// The custom sections whose contents wasmc knows. Each reader reads a whole section, latches what is wrong with it, and may have
// put what stood before that into the module. Internal to the front end.
#pragma once

#include "frontend/Module.h"
#include "frontend/Reader.h"

#include <functional>

namespace wasmc::sections {

void readNames(Reader &reader, Module &module);
void readBranchHints(Reader &reader, Module &module);
void readTargetFeatures(Reader &reader, Module &module);
// Checked, and not kept: they mean nothing to a compiler.
void readProducers(Reader &reader, Module &module);
void readDynamicLinking(Reader &reader, Module &module);

// The reader of a subsection with the number `id`; null for a kind that is not known, which is skipped.
using SubsectionReader = void (*)(Reader &, Module &, uint8_t id);
void readSubsections(Reader &reader, Module &module, const std::function<SubsectionReader(uint8_t)> &readerOf);

}  // namespace wasmc::sections

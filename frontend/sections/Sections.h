// The contents of the module's sections (specification, 5.5), one function each. Internal to the front end.
//
// Each reads its section's contents, validates them against what earlier sections have put into the module, and appends to it.
// The first error latches in the reader; what the module holds then is of no use. Section order and sizes are
// ModuleReader.cpp's business.
#pragma once

#include "frontend/Module.h"
#include "frontend/Reader.h"

namespace wasmc::sections {

void readTypes(Reader &reader, Module &module);
void readImports(Reader &reader, Module &module);
void readFunctions(Reader &reader, Module &module);
void readTables(Reader &reader, Module &module);
void readMemories(Reader &reader, Module &module);
void readTags(Reader &reader, Module &module);
void readGlobals(Reader &reader, Module &module);
void readExports(Reader &reader, Module &module);
void readStart(Reader &reader, Module &module);
void readElements(Reader &reader, Module &module);
void readDataCount(Reader &reader, Module &module);
void readCode(Reader &reader, Module &module);
void readData(Reader &reader, Module &module);
// All that is left in the reader; `after` is for CustomSection. The section's name must be well-formed; a malformed content only
// adds a warning to the module.
void readCustom(Reader &reader, Module &module, uint8_t after);

}  // namespace wasmc::sections

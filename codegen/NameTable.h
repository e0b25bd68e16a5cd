// The section wasmc_names (rt/abi/Layout.h), from which the runtime names the functions of a backtrace.
//
// What was inlined where, and to which addresses, is known only once LLVM has generated the code: the table is made from the debug
// information of the finished object, which is then removed.
#pragma once

#include <llvm/Object/ObjectFile.h>
#include <span>
#include <string>

namespace wasmc {

// The object, compiled from a module with DebugInfo, with a table of names and without debug information.
std::string addNameTable(const std::string &object);

// The same, if it is to have names, of an object that comes from elsewhere, without the section `mark`. The error is what of it is
// damaged; damaged debug information costs names only.
llvm::Expected<std::string> finishSeparate(llvm::object::ObjectFile &object, llvm::StringRef mark, bool hasNames);

// `joined`, which the linker has made of the objects in this order, with one table in place of theirs, if they have any, and with
// those symbols local that are not the runtime's.
std::string finishJoined(const std::string &joined, std::span<const std::string> objects);

}  // namespace wasmc

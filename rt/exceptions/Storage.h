// Where exceptions are that are not the collector's, and when they are gone: those to which only locals refer (codegen's
// analysis/ExceptionUse), so that a program needs no collector for them.
//
// Who may refer to one is told by generated code: a handler that takes the values and no reference releases it; one that takes a
// reference holds it: then only locals refer to it, that is the thread's stack and registers. From time to time these are searched
// for held exceptions, conservatively, and those not found are freed.
#pragma once

#include "rt/abi/Exception.h"

namespace wasmc::rt {

// A new exception with the tag's number of values, which the caller fills in: an object of the collector's where the
// program's exceptions are. Traps where the heap, or the limit, leaves no room.
abi::Exception &allocateException(const abi::Tag &tag);

// Nobody has a reference to it, unless it has been held or is the collector's. To be called by whoever took its values, or an end.
void releaseException(abi::Exception &exception);

// From now on locals of the calling thread, and nothing else, may refer to it.
void holdException(abi::Exception &exception);

// From now on the caller, and nobody else, may refer to it, from anywhere: no local does any more. It is to be released, or thrown.
void takeException(abi::Exception &exception);

// How many exceptions are there, for tests: memory stays bounded.
uint64_t exceptionCount();

}  // namespace wasmc::rt

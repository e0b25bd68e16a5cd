// How an exception is shown.
#pragma once

#include "rt/abi/Exception.h"
#include "rt/traps/ReportText.h"

namespace wasmc::rt {

// Its tag and its values: "tag failure (i32 42)".
void describeException(ReportText &text, const abi::Exception &exception);

}  // namespace wasmc::rt

// Arguments and expected results of a script's actions.
#pragma once

#include "frontend/text/Cursor.h"
#include "frontend/text/Script.h"

namespace wasmc::text {

// Errors latch in the cursor.
ScriptValue argument(Cursor &cursor);
ResultPattern resultPattern(Cursor &cursor);

}  // namespace wasmc::text

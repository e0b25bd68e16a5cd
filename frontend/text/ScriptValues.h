// Arguments and expected results of a script's actions.
#pragma once

#include "frontend/text/Script.h"
#include "frontend/text/ScriptCursor.h"

namespace wasmc::text {

// Errors latch in the cursor.
ScriptValue argument(ScriptCursor &cursor);
ResultPattern resultPattern(ScriptCursor &cursor);

}  // namespace wasmc::text

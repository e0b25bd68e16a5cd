#include "rt/exceptions/UncaughtReport.h"

#include "rt/core/Format.h"
#include "rt/exceptions/ThrowTrace.h"
#include "rt/traps/TrapReport.h"

namespace wasmc::rt {

namespace {

constexpr size_t maxTagLength = 512;
constexpr uint64_t maxShownValues = 16;

StringView nameOf(abi::ValueKind kind) {
  switch (kind) {
  case abi::ValueKind::I32: return "i32";
  case abi::ValueKind::I64: return "i64";
  case abi::ValueKind::F32: return "f32";
  case abi::ValueKind::F64: return "f64";
  case abi::ValueKind::V128: return "v128";
  case abi::ValueKind::Ref: break;
  }
  return "ref";
}

// Integers with their values, which are what languages put there: numbers and addresses.
void appendValue(ReportText &text, abi::ValueKind kind, const abi::Value &value) {
  text.append(nameOf(kind));
  if (kind != abi::ValueKind::I32 && kind != abi::ValueKind::I64)
    return;
  text.append(" ");
  text.append(kind == abi::ValueKind::I32 ? Decimal(static_cast<int32_t>(value.i32)) : Decimal(static_cast<int64_t>(value.i64)));
}

void describe(ReportText &text, const abi::Exception &exception) {
  const abi::Tag &tag = *exception.tag;
  text.append("tag ");
  text.appendEscaped(StringView(tag.name), maxTagLength);
  if (tag.parameterCount == 0)
    return;
  for (uint64_t i = 0; i < tag.parameterCount && i < maxShownValues; ++i) {
    text.append(i == 0 ? " (" : ", ");
    appendValue(text, tag.kinds[i], valueOf(exception, i));
  }
  text.append(tag.parameterCount > maxShownValues ? ", ...)" : ")");
}

}  // namespace

void endWithException(const abi::Exception &exception, const ThrowTrace &trace) {
  ReportText &text = beginReport();
  describe(text, exception);
  appendGuestFrames(trace.frames, trace.count, ThrowTrace::capacity);
  endReport("uncaught exception: ");
}

}  // namespace wasmc::rt

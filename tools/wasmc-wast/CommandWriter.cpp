#include "tools/wasmc-wast/CommandWriter.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace wasmc {
namespace {

using driver::NanCode;
using driver::PatternCode;
using driver::ValueCode;
using text::ResultPattern;
using text::ScriptValue;

ValueCode codeOf(ScriptValue::Kind kind) {
  switch (kind) {
  case ScriptValue::Kind::I32: return ValueCode::I32;
  case ScriptValue::Kind::I64: return ValueCode::I64;
  case ScriptValue::Kind::F32: return ValueCode::F32;
  case ScriptValue::Kind::F64: return ValueCode::F64;
  case ScriptValue::Kind::V128: return ValueCode::V128;
  case ScriptValue::Kind::NullRef: return ValueCode::NullRef;
  case ScriptValue::Kind::ExternRef: return ValueCode::ExternRef;
  case ScriptValue::Kind::HostRef: return ValueCode::HostRef;
  }
  return ValueCode::NullRef;
}

PatternCode codeOfReference(const std::string &heapType) {
  constexpr std::pair<std::string_view, PatternCode> codes[] = {
      {"any", PatternCode::AnyRef},       {"eq", PatternCode::EqRef},       {"i31", PatternCode::I31Ref},
      {"struct", PatternCode::StructRef}, {"array", PatternCode::ArrayRef}, {"exn", PatternCode::ExnRef},
  };
  for (auto [name, code] : codes)
    if (name == heapType)
      return code;
  return PatternCode::FuncRef;
}

PatternCode codeOf(const ResultPattern &pattern) {
  switch (pattern.kind) {
  case ResultPattern::Kind::I32: return PatternCode::I32;
  case ResultPattern::Kind::I64: return PatternCode::I64;
  case ResultPattern::Kind::F32: return PatternCode::F32;
  case ResultPattern::Kind::F64: return PatternCode::F64;
  case ResultPattern::Kind::V128: return PatternCode::V128;
  case ResultPattern::Kind::NullRef: return PatternCode::NullRef;
  case ResultPattern::Kind::ExternRef: return PatternCode::ExternRef;
  case ResultPattern::Kind::HostRef: return PatternCode::HostRef;
  case ResultPattern::Kind::Ref: return codeOfReference(pattern.heapType);
  case ResultPattern::Kind::Either: return PatternCode::Either;
  }
  return PatternCode::Either;
}

// Bytes per lane: those of the type, or of the sixteen that the lanes of a vector share.
unsigned laneSize(const ResultPattern &pattern) {
  switch (pattern.kind) {
  case ResultPattern::Kind::I32:
  case ResultPattern::Kind::F32: return 4;
  case ResultPattern::Kind::I64:
  case ResultPattern::Kind::F64: return 8;
  default: return 16 / static_cast<unsigned>(pattern.lanes.size());
  }
}

std::string_view typeName(const ResultPattern &pattern) {
  switch (pattern.kind) {
  case ResultPattern::Kind::I32: return "i32";
  case ResultPattern::Kind::I64: return "i64";
  case ResultPattern::Kind::F32: return "f32";
  case ResultPattern::Kind::F64: return "f64";
  default: return "v128";
  }
}

std::string describeLane(const ResultPattern::Lane &lane) {
  switch (lane.nan) {
  case ResultPattern::Nan::Canonical: return "nan:canonical";
  case ResultPattern::Nan::Arithmetic: return "nan:arithmetic";
  case ResultPattern::Nan::No: break;
  }
  return fmt::format("0x{:x}", lane.bits);
}

std::string describe(const ResultPattern &pattern) {
  switch (pattern.kind) {
  case ResultPattern::Kind::NullRef: return "ref.null";
  case ResultPattern::Kind::ExternRef:
  case ResultPattern::Kind::HostRef:
    return pattern.lanes.empty() ? "ref.extern" : fmt::format("ref.extern:{}", pattern.lanes[0].bits);
  case ResultPattern::Kind::Ref: return "ref." + pattern.heapType;
  case ResultPattern::Kind::Either: {
    std::vector<std::string> alternatives;
    for (const ResultPattern &alternative : pattern.alternatives)
      alternatives.push_back(describe(alternative));
    return fmt::format("one of {}", fmt::join(alternatives, " | "));
  }
  default: break;
  }
  std::vector<std::string> lanes;
  for (const ResultPattern::Lane &lane : pattern.lanes)
    lanes.push_back(describeLane(lane));
  return fmt::format("{}:{}", typeName(pattern), fmt::join(lanes, ","));
}

}  // namespace

void CommandWriter::integer(uint64_t value, unsigned size) {
  for (unsigned i = 0; i < size; ++i)
    bytes.push_back(static_cast<uint8_t>(value >> (8 * i)));
}

void CommandWriter::string(std::string_view text) {
  u32(static_cast<uint32_t>(text.size()));
  bytes.insert(bytes.end(), text.begin(), text.end());
}

void CommandWriter::command(uint32_t number, driver::CommandCode code) {
  u32(number);
  u8(static_cast<uint8_t>(code));
}

void CommandWriter::link(uint32_t module, const std::vector<uint32_t> &providers) {
  u32(module);
  u32(static_cast<uint32_t>(providers.size()));
  for (uint32_t provider : providers)
    u32(provider);
}

void CommandWriter::value(const ScriptValue &value) {
  u8(static_cast<uint8_t>(codeOf(value.kind)));
  bytes.insert(bytes.end(), value.bits.begin(), value.bits.end());
}

void CommandWriter::action(const text::ScriptAction &action, uint32_t instance) {
  u8(action.kind == text::ScriptAction::Kind::Get);
  u32(instance);
  string(action.name);
  u32(static_cast<uint32_t>(action.arguments.size()));
  for (const ScriptValue &argument : action.arguments)
    value(argument);
}

void CommandWriter::pattern(const ResultPattern &pattern) {
  PatternCode code = codeOf(pattern);
  u8(static_cast<uint8_t>(code));
  switch (code) {
  case PatternCode::NullRef:
  case PatternCode::FuncRef:
  case PatternCode::AnyRef:
  case PatternCode::EqRef:
  case PatternCode::I31Ref:
  case PatternCode::StructRef:
  case PatternCode::ArrayRef:
  case PatternCode::ExnRef: return;
  case PatternCode::ExternRef:
  case PatternCode::HostRef: u8(pattern.lanes.empty()); return integer(pattern.lanes.empty() ? 0 : pattern.lanes[0].bits, 8);
  case PatternCode::Either: return patterns(pattern.alternatives);
  default: break;
  }
  u8(static_cast<uint8_t>(laneSize(pattern)));
  u8(static_cast<uint8_t>(pattern.lanes.size()));
  for (const ResultPattern::Lane &lane : pattern.lanes) {
    u8(static_cast<uint8_t>(lane.nan));
    integer(lane.bits, 8);
  }
}

void CommandWriter::patterns(const std::vector<ResultPattern> &patterns) {
  u32(static_cast<uint32_t>(patterns.size()));
  for (const ResultPattern &each : patterns)
    pattern(each);
}

void CommandWriter::nested(const CommandWriter &commands) {
  u32(static_cast<uint32_t>(commands.bytes.size()));
  bytes.insert(bytes.end(), commands.bytes.begin(), commands.bytes.end());
}

std::string describe(const std::vector<ResultPattern> &patterns) {
  std::vector<std::string> parts;
  for (const ResultPattern &pattern : patterns)
    parts.push_back(describe(pattern));
  return parts.empty() ? "nothing" : fmt::format("{}", fmt::join(parts, " "));
}

}  // namespace wasmc

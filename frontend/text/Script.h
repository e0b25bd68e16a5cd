// Scripts of the official test suite (.wast): modules, actions on them, and assertions about both. The grammar is that of the
// reference interpreter (interpreter/README.md in WebAssembly/spec, "Scripts") with `thread` and `wait` of the threads proposal.
// Modules are assembled on the way; that one can't be is for the runner to judge.
#pragma once

#include "frontend/text/Assembler.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wasmc::text {

struct ScriptModule {
  enum class Form : uint8_t { Text, Binary, Quote } form = Form::Text;
  // As it stands in the script if it is binary, without a map; else assembled, or what is wrong with it, at the offset in the
  // script for Text, in the contents of the strings for Quote.
  Result<Assembled> binary;
};

// An argument: numbers by their bits, the rest zero.
struct ScriptValue {
  enum class Kind : uint8_t { I32, I64, F32, F64, V128, NullRef, ExternRef, HostRef } kind;
  std::array<uint8_t, 16> bits{};  // little-endian; for ExternRef and HostRef the host's number for it
  std::string heapType;            // NullRef: as written
};

// What one result must be.
struct ResultPattern {
  enum class Kind : uint8_t {
    I32,
    I64,
    F32,
    F64,
    V128,
    NullRef,    // of any type, or of `heapType`
    ExternRef,  // with the number in `lanes`, if there is one
    HostRef,
    Ref,     // not null, of the heap type `heapType` (func, i31, struct, ...)
    Either,  // one of the alternatives
  } kind;
  enum class Nan : uint8_t { No, Canonical, Arithmetic };
  struct Lane {
    uint64_t bits = 0;
    Nan nan = Nan::No;  // otherwise bits do not matter
  };
  std::vector<Lane> lanes;  // one for scalars; 16, 8, 4 or 2 of equal width for V128
  std::string heapType;
  std::vector<ResultPattern> alternatives;
};

struct ScriptAction {
  enum class Kind : uint8_t { Invoke, Get } kind = Kind::Invoke;
  std::string module;  // its identifier; empty: the last one
  std::string name;    // of the export
  std::vector<ScriptValue> arguments;
};

struct ScriptCommand {
  enum class Kind : uint8_t {
    Module,            // instantiates `module`
    ModuleDefinition,  // names it for later instances
    ModuleInstance,    // of the definition `definition`
    Register,          // makes instance `id` importable as `name`
    Action,
    AssertReturn,
    AssertTrap,
    AssertUninstantiable,  // assert_trap of a module
    AssertException,
    AssertExhaustion,
    AssertInvalid,
    AssertMalformed,
    AssertUnlinkable,
    AssertInvalidCustom,
    AssertMalformedCustom,
    Thread,  // runs `commands` on a thread of its own, with the instance `definition` shared
    Wait,    // for thread `id`
  } kind;
  uint64_t offset = 0;  // of its parenthesis
  std::string id;       // with its `$`; may be empty
  std::string definition;
  std::string name;
  std::string text;  // what the assertion's message must begin with
  std::optional<ScriptModule> module;
  std::optional<ScriptAction> action;
  std::vector<ResultPattern> results;
  std::vector<ScriptCommand> commands;
};

// As the script spells it: `assert_return`, `module`.
std::string_view commandName(ScriptCommand::Kind kind);

// A script, or the fields of a module alone: one Module command. The features are for assembleModule.
Result<std::vector<ScriptCommand>> parseScript(std::string_view source, FeatureSet features);

}  // namespace wasmc::text

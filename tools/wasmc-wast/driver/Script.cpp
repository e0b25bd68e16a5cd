#include "tools/wasmc-wast/driver/Script.h"

#include "rt/core/Message.h"
#include "tools/wasmc-wast/driver/Guest.h"
#include "tools/wasmc-wast/driver/Threads.h"

namespace wasmc::driver {

using namespace rt;

namespace {

// A name for what became of a command, as the report says it.
void describe(Line &line, const Outcome &outcome) {
  switch (outcome.kind) {
  case Outcome::Kind::Done: return line.append("no trap");
  case Outcome::Kind::Trapped: line.append("trap: "); break;
  case Outcome::Kind::Threw: break;
  case Outcome::Kind::Unlinked: line.append("refused: "); break;
  case Outcome::Kind::Wrong: break;
  }
  line.append(outcome.text);
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

// What the reference interpreter says of an element ends in its index (`uninitialized element 2`), which our traps don't know.
StringView withoutIndex(StringView text) {
  size_t end = text.size();
  while (end > 0 && isDigit(text[end - 1]))
    --end;
  bool isIndex = end > 0 && end < text.size() && text[end - 1] == ' ';
  return isIndex ? text.substr(0, end - 1) : text;
}

class Commands {
public:
  explicit Commands(Span<const uint8_t> bytes) : in(bytes) {}

  void runHeader() {
    prepareInstances(in.u32());
    prepareThreads(in.u32());
  }

  void run() {
    while (in.ok() && !in.atEnd())
      command();
    if (!in.ok())
      internalError("the script's commands are damaged");
  }

private:
  void command() {
    number = in.u32();
    reportRun(number);
    switch (static_cast<CommandCode>(in.u8())) {
    case CommandCode::Instantiate: {
      uint32_t instance = in.u32();
      return expectDone(link(instance));
    }
    case CommandCode::AssertUninstantiable: return expect(link(noInstance), Outcome::Kind::Trapped);
    case CommandCode::AssertUnlinkable: return expect(link(noInstance), Outcome::Kind::Unlinked);
    case CommandCode::Action: return expectDone(action());
    case CommandCode::AssertReturn: return expectResults(action());
    case CommandCode::AssertTrap:
    case CommandCode::AssertExhaustion: return expect(action(), Outcome::Kind::Trapped);
    case CommandCode::AssertException: return expectException(action());
    case CommandCode::Thread: {
      uint32_t thread = in.u32();
      return startCommands(thread, in.take(in.u32()));
    }
    case CommandCode::Wait: return waitForCommands(in.u32());
    }
    internalError("the script has an unknown command");
  }

  Outcome link(uint32_t instance) {
    uint32_t module = in.u32();
    uint32_t count = in.u32();
    if (count > maxImports)
      internalError("a module with too many imports");
    uint32_t providers[maxImports];
    for (uint32_t i = 0; i < count; ++i)
      providers[i] = in.u32();
    return instantiate(module, {providers, count}, instance);
  }

  Outcome action() {
    bool isGet = in.u8() != 0;
    uint32_t instance = in.u32();
    StringView name = in.string();
    values.count = in.u32();
    if (values.count > Values::capacity)
      internalError("a call with too many arguments");
    for (uint32_t i = 0; i < values.count; ++i)
      values.values[i] = argument();
    return isGet ? get(instance, name, values) : invoke(instance, name, values);
  }

  TypedValue argument() {
    auto code = static_cast<ValueCode>(in.u8());
    Span<const uint8_t> bits = in.take(sizeof(abi::Value));
    TypedValue result = {TypedValue::Type::I32, {}};
    if (bits.empty())
      return result;
    memcpy(&result.value, bits.data(), sizeof result.value);
    switch (code) {
    case ValueCode::I32: result.type = TypedValue::Type::I32; break;
    case ValueCode::I64: result.type = TypedValue::Type::I64; break;
    case ValueCode::F32: result.type = TypedValue::Type::F32; break;
    case ValueCode::F64: result.type = TypedValue::Type::F64; break;
    case ValueCode::V128: result.type = TypedValue::Type::V128; break;
    case ValueCode::NullRef: result.type = TypedValue::Type::NullRef; break;
    case ValueCode::ExternRef:
      result.type = TypedValue::Type::ExternRef;
      result.value.reference = hostReference(result.value.i64);
      break;
    case ValueCode::HostRef:
      result.type = TypedValue::Type::AnyRef;
      result.value.reference = hostReference(result.value.i64);
      break;
    }
    return result;
  }

  void expectDone(const Outcome &outcome) {
    if (outcome.kind != Outcome::Kind::Done)
      fail(outcome);
  }

  void expectException(const Outcome &outcome) {
    if (outcome.kind != Outcome::Kind::Threw)
      fail(outcome);
  }

  // The suite's convention: the text expected is the beginning of the one found.
  void expect(const Outcome &outcome, Outcome::Kind kind) {
    StringView text = withoutIndex(in.string());
    if (outcome.kind != kind || !outcome.text.startsWith(text))
      fail(outcome);
  }

  void expectResults(const Outcome &outcome) {
    bool isDone = outcome.kind == Outcome::Kind::Done;
    uint32_t count = in.u32();
    bool isSame = isDone && count == values.count;
    for (uint32_t i = 0; i < count && in.ok(); ++i) {
      TypedValue actual = isSame ? values.values[i] : TypedValue{};
      isSame &= matches(in, actual);
    }
    if (!isDone)
      fail(outcome);
    else if (!isSame)
      failResults();
  }

  void fail(const Outcome &outcome) {
    Line line = beginFailure(number);
    describe(line, outcome);
    line.write();
  }

  void failResults() {
    Line line = beginFailure(number);
    for (uint32_t i = 0; i < values.count; ++i) {
      line.append(i == 0 ? "" : " ");
      describe(line, values.values[i]);
    }
    line.append(values.count == 0 ? "nothing" : "");
    line.write();
  }

  Reader in;
  uint32_t number = 0;
  Values values;
};

}  // namespace

void runScript(Span<const uint8_t> bytes) {
  Commands commands(bytes);
  commands.runHeader();
  commands.run();
}

void runCommands(Span<const uint8_t> bytes) { Commands(bytes).run(); }

}  // namespace wasmc::driver

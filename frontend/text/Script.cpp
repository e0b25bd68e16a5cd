#include "frontend/text/Script.h"

#include "frontend/text/ScriptCursor.h"
#include "frontend/text/ScriptValues.h"
#include "frontend/text/Strings.h"

#include <algorithm>

namespace wasmc::text {
namespace {

using Kind = ScriptCommand::Kind;

struct CommandName {
  std::string_view name;
  Kind kind;
};
constexpr CommandName commandNames[] = {
    {"module", Kind::Module},
    {"module definition", Kind::ModuleDefinition},
    {"module instance", Kind::ModuleInstance},
    {"register", Kind::Register},
    {"action", Kind::Action},
    {"assert_return", Kind::AssertReturn},
    {"assert_trap", Kind::AssertTrap},
    {"assert_uninstantiable", Kind::AssertUninstantiable},
    {"assert_exception", Kind::AssertException},
    {"assert_exhaustion", Kind::AssertExhaustion},
    {"assert_invalid", Kind::AssertInvalid},
    {"assert_malformed", Kind::AssertMalformed},
    {"assert_unlinkable", Kind::AssertUnlinkable},
    {"assert_invalid_custom", Kind::AssertInvalidCustom},
    {"assert_malformed_custom", Kind::AssertMalformedCustom},
    {"thread", Kind::Thread},
    {"wait", Kind::Wait},
};

class ScriptParser {
public:
  explicit ScriptParser(const TokenList &tokens) : cursor(tokens) {}

  Result<std::vector<ScriptCommand>> run() {
    std::vector<ScriptCommand> commands;
    while (cursor.ok() && !cursor.is(TokenKind::End))
      commands.push_back(command());
    if (!cursor.ok())
      return std::unexpected(cursor.diagnostic());
    return commands;
  }

private:
  // Only a thread has commands in it, and no thread starts another one: that bounds the recursion.
  ScriptCommand command() { return cursor.isOpen("thread") ? thread() : simpleCommand(); }

  ScriptCommand thread() {
    ScriptCommand result = begin(Kind::Thread);
    cursor.expectOpen("thread");
    result.id = cursor.requiredId();
    if (cursor.isOpen("shared")) {
      cursor.expectOpen("shared");
      cursor.expectOpen("module");
      result.definition = cursor.requiredId();
      cursor.close();
      cursor.close();
    }
    while (cursor.ok() && cursor.is(TokenKind::LeftParen))
      result.commands.push_back(simpleCommand());
    cursor.close();
    return result;
  }

  ScriptCommand simpleCommand() {
    if (cursor.isOpen("module"))
      return moduleCommand();
    if (cursor.isOpen("invoke") || cursor.isOpen("get")) {
      ScriptCommand result = begin(Kind::Action);
      result.action = action();
      return result;
    }
    if (cursor.isOpen("register"))
      return registration();
    if (cursor.isOpen("wait")) {
      ScriptCommand result = begin(Kind::Wait);
      cursor.expectOpen("wait");
      result.id = cursor.requiredId();
      cursor.close();
      return result;
    }
    return assertion();
  }

  ScriptCommand registration() {
    ScriptCommand result = begin(Kind::Register);
    cursor.expectOpen("register");
    result.name = cursor.string();
    result.id = cursor.id();
    cursor.close();
    return result;
  }

  ScriptCommand assertion() {
    auto known = std::ranges::find_if(
        commandNames, [&](const CommandName &each) { return each.name.starts_with("assert_") && cursor.isOpen(each.name); });
    if (known == std::end(commandNames) || known->kind == Kind::AssertUninstantiable) {
      cursor.unexpected();
      return begin(Kind::Action);
    }
    ScriptCommand result = begin(known->kind);
    cursor.expectOpen(known->name);
    if (cursor.isOpen("module"))
      assertAboutModule(result);
    else
      assertAboutAction(result);
    if (result.kind != Kind::AssertReturn && result.kind != Kind::AssertException)
      result.text = cursor.string();
    cursor.close();
    return result;
  }

  void assertAboutModule(ScriptCommand &result) {
    switch (result.kind) {
    case Kind::AssertTrap: result.kind = Kind::AssertUninstantiable; break;
    case Kind::AssertInvalid:
    case Kind::AssertMalformed:
    case Kind::AssertUnlinkable:
    case Kind::AssertInvalidCustom:
    case Kind::AssertMalformedCustom: break;
    default: cursor.unexpected();
    }
    bool isDefinition = false;
    result.module = module(result.id, isDefinition);
  }

  void assertAboutAction(ScriptCommand &result) {
    switch (result.kind) {
    case Kind::AssertReturn:
    case Kind::AssertTrap:
    case Kind::AssertException:
    case Kind::AssertExhaustion: break;
    default: cursor.unexpected();
    }
    result.action = action();
    while (result.kind == Kind::AssertReturn && cursor.ok() && cursor.is(TokenKind::LeftParen))
      result.results.push_back(resultPattern(cursor));
  }

  ScriptAction action() {
    ScriptAction result;
    result.kind = cursor.isOpen("get") ? ScriptAction::Kind::Get : ScriptAction::Kind::Invoke;
    bool isGet = result.kind == ScriptAction::Kind::Get;
    cursor.expectOpen(isGet ? "get" : "invoke");
    result.module = cursor.id();
    result.name = cursor.string();
    while (!isGet && cursor.ok() && cursor.is(TokenKind::LeftParen))
      result.arguments.push_back(argument(cursor));
    cursor.close();
    return result;
  }

  ScriptCommand moduleCommand() {
    ScriptCommand result = begin(Kind::Module);
    if (cursor.peekText(2) == "instance") {
      result.kind = Kind::ModuleInstance;
      cursor.expectOpen("module");
      cursor.keyword("instance");
      result.id = cursor.id();
      result.definition = cursor.id();
      cursor.close();
      return result;
    }
    bool isDefinition = false;
    result.module = module(result.id, isDefinition);
    if (isDefinition)
      result.kind = Kind::ModuleDefinition;
    return result;
  }

  ScriptModule module(std::string &id, bool &isDefinition) {
    ScriptModule result;
    Token open = cursor.token();
    result.offset = open.offset;
    cursor.expectOpen("module");
    Token definition = cursor.token();
    isDefinition = cursor.text() == "definition";
    if (isDefinition)
      cursor.keyword("definition");
    id = cursor.id();
    if (cursor.text() == "binary" || cursor.text() == "quote") {
      quoted(result);
      return result;
    }
    cursor.skipToClose();
    result.source = cursor.sourceFrom(open);
    if (isDefinition)
      std::fill_n(result.source.begin() + (definition.offset - open.offset), definition.length, ' ');
    return result;
  }

  void quoted(ScriptModule &result) {
    bool isBinary = cursor.text() == "binary";
    cursor.keyword(cursor.text());
    std::string contents;
    while (cursor.ok() && cursor.is(TokenKind::String))
      contents += cursor.string();
    cursor.close();
    result.form = isBinary ? ScriptModule::Form::Binary : ScriptModule::Form::Quote;
    if (isBinary)
      result.bytes.assign(contents.begin(), contents.end());
    else
      result.source = std::move(contents);
  }

  ScriptCommand begin(Kind kind) const {
    ScriptCommand result{.kind = kind};
    result.offset = cursor.token().offset;
    return result;
  }

  ScriptCursor cursor;
};

// Whether the source is a script, rather than a module without its parentheses.
bool isScript(const TokenList &list) {
  if (list.tokens.size() < 2 || list.tokens[0].kind != TokenKind::LeftParen)
    return true;
  std::string_view keyword = list.text(list.tokens[1]);
  return keyword == "invoke" || keyword == "get" ||
         std::ranges::find(commandNames, keyword, &CommandName::name) != std::end(commandNames);
}

}  // namespace

std::string_view commandName(Kind kind) { return std::ranges::find(commandNames, kind, &CommandName::kind)->name; }

Result<std::vector<ScriptCommand>> parseScript(std::string_view source) {
  Result<TokenList> tokens = tokenize(source);
  if (!tokens)
    return std::unexpected(tokens.error());
  if (isScript(*tokens))
    return ScriptParser(*tokens).run();
  ScriptCommand module{.kind = Kind::Module};
  module.module.emplace().source = source;
  std::vector<ScriptCommand> commands;
  commands.push_back(std::move(module));
  return commands;
}

Result<Assembled> assemble(const ScriptModule &module) {
  Result<Assembled> result = assembleModule(module.source);
  if (!result)
    return failure(result.error().offset + module.offset, result.error().message);
  return result;
}

}  // namespace wasmc::text

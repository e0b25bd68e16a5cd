#include "frontend/text/Script.h"

#include "frontend/text/Cursor.h"
#include "frontend/text/ScriptValues.h"

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
  ScriptParser(const TokenList &tokens, FeatureSet features) : cursor(tokens), features(features) {}

  Result<std::vector<ScriptCommand>> run() {
    std::vector<ScriptCommand> commands;
    while (cursor.ok() && !cursor.atEnd())
      commands.push_back(command());
    if (!cursor.ok())
      return std::unexpected(cursor.diagnostic());
    return commands;
  }

private:
  // Only a thread has commands in it, and no thread starts another one: that bounds the recursion.
  ScriptCommand command() { return cursor.atGroup("thread") ? thread() : simpleCommand(); }

  ScriptCommand thread() {
    ScriptCommand result = begin(Kind::Thread);
    cursor.expectGroup("thread");
    result.id = requiredId();
    if (cursor.atGroup("shared")) {
      cursor.expectGroup("shared");
      cursor.expectGroup("module");
      result.definition = requiredId();
      cursor.close();
      cursor.close();
    }
    while (cursor.at(TokenKind::LeftParen))
      result.commands.push_back(simpleCommand());
    cursor.close();
    return result;
  }

  ScriptCommand simpleCommand() {
    if (cursor.atGroup("module"))
      return moduleCommand();
    if (cursor.atGroup("invoke") || cursor.atGroup("get")) {
      ScriptCommand result = begin(Kind::Action);
      result.action = action();
      return result;
    }
    if (cursor.atGroup("register"))
      return registration();
    if (cursor.atGroup("wait")) {
      ScriptCommand result = begin(Kind::Wait);
      cursor.expectGroup("wait");
      result.id = requiredId();
      cursor.close();
      return result;
    }
    return assertion();
  }

  ScriptCommand registration() {
    ScriptCommand result = begin(Kind::Register);
    cursor.expectGroup("register");
    result.name = cursor.string();
    result.id = id();
    cursor.close();
    return result;
  }

  ScriptCommand assertion() {
    auto known = std::ranges::find_if(
        commandNames, [&](const CommandName &each) { return each.name.starts_with("assert_") && cursor.atGroup(each.name); });
    if (known == std::end(commandNames) || known->kind == Kind::AssertUninstantiable) {
      cursor.failUnexpected();
      return begin(Kind::Action);
    }
    ScriptCommand result = begin(known->kind);
    cursor.expectGroup(known->name);
    if (cursor.atGroup("module"))
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
    default: cursor.failUnexpected();
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
    default: cursor.failUnexpected();
    }
    result.action = action();
    while (result.kind == Kind::AssertReturn && cursor.at(TokenKind::LeftParen))
      result.results.push_back(resultPattern(cursor));
  }

  ScriptAction action() {
    ScriptAction result;
    result.kind = cursor.atGroup("get") ? ScriptAction::Kind::Get : ScriptAction::Kind::Invoke;
    bool isGet = result.kind == ScriptAction::Kind::Get;
    cursor.expectGroup(isGet ? "get" : "invoke");
    result.module = id();
    result.name = cursor.string();
    while (!isGet && cursor.at(TokenKind::LeftParen))
      result.arguments.push_back(argument(cursor));
    cursor.close();
    return result;
  }

  ScriptCommand moduleCommand() {
    ScriptCommand result = begin(Kind::Module);
    if (cursor.atKeyword("instance", 2)) {
      result.kind = Kind::ModuleInstance;
      cursor.expectGroup("module");
      cursor.expectKeyword("instance");
      result.id = id();
      result.definition = id();
      cursor.close();
      return result;
    }
    bool isDefinition = false;
    result.module = module(result.id, isDefinition);
    if (isDefinition)
      result.kind = Kind::ModuleDefinition;
    return result;
  }

  ScriptModule module(std::string &name, bool &isDefinition) {
    uint32_t begin = cursor.tell();
    cursor.expectGroup("module");
    isDefinition = cursor.takeKeyword("definition");
    name = id();
    if (cursor.atKeyword("binary") || cursor.atKeyword("quote"))
      return quoted();
    cursor.seek(begin);
    Cursor own = cursor;  // an error in the module is no error of the script
    cursor.skipGroup();
    return {ScriptModule::Form::Text, assembleModule(own, features)};
  }

  ScriptModule quoted() {
    bool isBinary = cursor.takeKeyword("binary");
    if (!isBinary)
      cursor.expectKeyword("quote");
    std::string contents;
    while (cursor.at(TokenKind::String))
      contents += cursor.string();
    cursor.close();
    if (isBinary)
      return {ScriptModule::Form::Binary, Assembled{{contents.begin(), contents.end()}, {}}};
    return {ScriptModule::Form::Quote, assembleModule(contents, features)};
  }

  // With its `$`; empty if there is none.
  std::string id() {
    std::optional<std::string_view> name = cursor.takeId();
    return name ? "$" + std::string(*name) : "";
  }

  std::string requiredId() {
    if (!cursor.at(TokenKind::Id))
      cursor.failUnexpected();
    return id();
  }

  ScriptCommand begin(Kind kind) const {
    ScriptCommand result{.kind = kind};
    result.offset = cursor.peek().offset;
    return result;
  }

  Cursor cursor;
  FeatureSet features;
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

Result<std::vector<ScriptCommand>> parseScript(std::string_view source, FeatureSet features) {
  Result<TokenList> tokens = tokenize(source);
  if (!tokens)
    return std::unexpected(tokens.error());
  if (isScript(*tokens))
    return ScriptParser(*tokens, features).run();
  ScriptCommand module{.kind = Kind::Module};
  module.module = {ScriptModule::Form::Text, assembleModule(source, features)};
  std::vector<ScriptCommand> commands;
  commands.push_back(std::move(module));
  return commands;
}

}  // namespace wasmc::text

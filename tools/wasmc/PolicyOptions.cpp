#include "tools/wasmc/PolicyOptions.h"

#include "rt/sandbox/Policy.h"
#include "rt/wasi/preview1/SocketAddress.h"
#include "tools/common/CodeOptions.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <llvm/Support/MemoryBuffer.h>
#include <memory>

namespace wasmc {
namespace {

using rt::sandbox::PolicyError;

struct Option {
  std::string name, value, help;
};

const Option options[] = {
#define WASMC_POLICY_OPTION(name, value, apply, help) {name, value, help},
#include "rt/sandbox/PolicyOptions.def"
#undef WASMC_POLICY_OPTION
};
constexpr size_t optionCount = std::size(options);

const char *const fileOption = "--policy";

std::string textOf(const PolicyError &error) {
  std::string text;
  for (rt::StringView part : {error.before, error.quoted, error.after})
    text.append(part.data(), part.size());
  return text;
}

// The policy of words that end with a null character each; `objection` is what is wrong with them, empty for nothing.
std::unique_ptr<rt::sandbox::Policy> parse(const std::string &words, std::string &objection) {
  auto policy = std::make_unique<rt::sandbox::Policy>();
  objection = textOf(rt::sandbox::parsePolicy({words.data(), words.size()}, *policy));
  return policy;
}

void checkAddresses(rt::Span<const rt::sandbox::SocketGrant> grants, const std::string &source) {
  rt::wasi::SocketAddress address;
  for (const rt::sandbox::SocketGrant &grant : grants)
    if (!address.parse(grant.host, grant.port))
      throw UsageError{source + textOf({"", grant.text, rt::wasi::SocketAddress::unresolved})};
}

std::string join(const std::vector<std::string> &words) {
  std::string text;
  for (const std::string &word : words)
    (text += word) += '\0';
  return text;
}

// Of words that have been checked.
std::unique_ptr<rt::sandbox::Policy> parse(const std::vector<std::string> &words) {
  std::string objection;
  return parse(join(words), objection);
}

void check(const std::string &words, const std::string &source) {
  std::string objection;
  auto policy = parse(words, objection);
  if (!objection.empty())
    throw UsageError{source + objection};
  checkAddresses(policy->grantedListeners(), source + "--listen ");
  checkAddresses(policy->grantedConnections(), source + "--connect ");
}

// A file's options, each with the null character that ends it.
std::string readPolicyFile(const std::string &path) {
  auto buffer = llvm::MemoryBuffer::getFileOrSTDIN(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!buffer)
    throw UsageError{fmt::format("--policy {}: {}", path, buffer.getError().message())};
  llvm::StringRef text = (*buffer)->getBuffer();
  std::string words(text.size() + 1, '\0');
  size_t size, line;
  if (PolicyError error = rt::sandbox::splitPolicyFile({text.data(), text.size()}, words.data(), size, line); error.any())
    throw UsageError{fmt::format("{}:{}: {}", path, line, textOf(error))};
  words.resize(size);
  check(words, path + ": ");
  return words;
}

std::vector<std::string> split(const std::string &words) {
  std::vector<std::string> list;
  for (size_t begin = 0; begin < words.size(); begin = words.find('\0', begin) + 1)
    list.emplace_back(words.c_str() + begin);
  return list;
}

}  // namespace

void declarePolicy(CLI::App &app, RawPolicy &raw) {
  raw.values.resize(optionCount);
  raw.flags.resize(optionCount);
  for (size_t i = 0; i < optionCount; ++i) {
    const Option &option = options[i];
    if (option.value.empty())
      app.add_flag_callback(option.name, [&raw, i] { raw.flags[i] = true; }, option.help)->group("Policy");
    else
      app.add_option(option.name, raw.values[i], option.help)->type_name(option.value)->allow_extra_args(false)->group("Policy");
  }
}

std::vector<std::string> policyWords(const RawPolicy &raw) {
  std::string words, fileWords;
  for (size_t i = 0; i < optionCount; ++i) {
    const Option &option = options[i];
    if (raw.flags[i])
      (words += option.name) += '\0';
    for (const std::string &value : raw.values[i]) {
      if (option.name == fileOption)
        fileWords += readPolicyFile(value);
      else
        (words += option.name + "=" + value) += '\0';
    }
  }
  words += fileWords;
  check(words, "");
  return split(words);
}

std::string objectionToPolicy(const std::vector<std::string> &words) {
  std::string objection;
  parse(join(words), objection);
  return objection;
}

bool givesFuel(const std::vector<std::string> &words) { return parse(words)->fuel != 0; }

bool mayGrantDirectories(const std::vector<std::string> &words) {
  auto policy = parse(words);
  return !policy->isSealed || policy->directoryCount != 0;
}

}  // namespace wasmc

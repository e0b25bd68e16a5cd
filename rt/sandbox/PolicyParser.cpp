#include "rt/sandbox/Policy.h"

#include "rt/sandbox/PolicyNumbers.h"

namespace wasmc::rt::sandbox {

namespace {

constexpr StringView readOnlySuffix = ":ro";

PolicyError addDirectory(StringView value, Policy &policy) {
  DirectoryGrant grant = {value, {}, value.endsWith(readOnlySuffix)};
  if (grant.readOnly)
    grant.host = value.substr(0, value.size() - readOnlySuffix.size());
  if (size_t separator = grant.host.find("::"); separator != StringView::npos) {
    grant.guest = grant.host.substr(separator + 2);
    grant.host = grant.host.substr(0, separator);
  } else {
    grant.guest = grant.host;
  }
  if (grant.host.empty() || grant.guest.empty())
    return {"--dir needs HOST[::GUEST][:ro], not '", value, "'"};
  size_t slot = 0;
  while (slot < policy.directoryCount && !(policy.directories[slot].guest == grant.guest))
    ++slot;
  if (slot == Policy::maxDirectories)
    return {"too many directories: no room for '", value, "'"};
  policy.directories[slot] = grant;
  if (slot == policy.directoryCount)
    ++policy.directoryCount;
  return {};
}

PolicyError addVariable(StringView value, Policy &policy) {
  size_t equals = value.find('=');
  VariableGrant grant = {value.substr(0, equals), value.substr(equals == StringView::npos ? equals : equals + 1),
                         equals == StringView::npos};
  if (grant.name.empty())
    return {"--env needs NAME or NAME=VALUE, not '", value, "'"};
  size_t slot = 0;
  while (slot < policy.variableCount && !(policy.variables[slot].name == grant.name))
    ++slot;
  if (slot == Policy::maxVariables)
    return {"too many variables: no room for '", grant.name, "'"};
  policy.variables[slot] = grant;
  if (slot == policy.variableCount)
    ++policy.variableCount;
  return {};
}

PolicyError inheritEnvironment(StringView, Policy &policy) {
  policy.inheritsEnvironment = true;
  return {};
}

// Cuts `HOST:PORT`; an IPv6 address stands in brackets.
bool parseSocket(StringView text, SocketGrant &grant) {
  size_t colon = text.findLast(':');
  if (colon == StringView::npos || !parsePort(text.substr(colon + 1), grant.port))
    return false;
  grant.text = text;
  grant.host = text.substr(0, colon);
  bool bracketed = grant.host.startsWith("[") && grant.host.endsWith("]");
  if (bracketed)
    grant.host = grant.host.substr(1, grant.host.size() - 2);
  return !grant.host.empty() && (bracketed || grant.host.find(':') == StringView::npos);
}

PolicyError addListener(StringView value, Policy &policy) {
  SocketGrant grant = {};
  if (!parseSocket(value, grant))
    return {"--listen needs ADDR:PORT, not '", value, "'"};
  if (policy.listenerCount == Policy::maxSockets)
    return {"too many listeners: no room for '", value, "'"};
  policy.listeners[policy.listenerCount++] = grant;
  return {};
}

PolicyError addConnection(StringView value, Policy &policy) {
  SocketGrant grant = {};
  if (!parseSocket(value, grant) || grant.port == 0)
    return {"--connect needs HOST:PORT, not '", value, "'"};
  if (policy.connectionCount == Policy::maxSockets)
    return {"too many connections: no room for '", value, "'"};
  policy.connections[policy.connectionCount++] = grant;
  return {};
}

PolicyError limitMemory(StringView value, Policy &policy) {
  return parseSize(value, policy.maxMemory) ? PolicyError() : PolicyError{"--max-memory needs a size like 64M, not '", value, "'"};
}

PolicyError limitStack(StringView value, Policy &policy) {
  uint64_t size;
  if (!parseSize(value, size) || size < Policy::leastStack || size > Policy::mostStack)
    return {"--max-stack needs a size from 64K to 64G, not '", value, "'"};
  policy.maxStack = size;
  return {};
}

PolicyError limitTable(StringView value, Policy &policy) {
  return parseCount(value, UINT32_MAX, policy.maxTable) ? PolicyError()
                                                        : PolicyError{"--max-table needs a number from 1, not '", value, "'"};
}

PolicyError limitHeap(StringView value, Policy &policy) {
  return parseSize(value, policy.maxHeap) ? PolicyError() : PolicyError{"--max-gc-heap needs a size like 64M, not '", value, "'"};
}

PolicyError limitDescriptors(StringView value, Policy &policy) {
  return parseCount(value, UINT32_MAX, policy.maxDescriptors) ? PolicyError()
                                                              : PolicyError{"--max-fds needs a number from 1, not '", value, "'"};
}

PolicyError setTimeout(StringView value, Policy &policy) {
  return parseDuration(value, policy.timeout) ? PolicyError()
                                              : PolicyError{"--timeout needs a duration like 500ms or 10s, not '", value, "'"};
}

PolicyError setFuel(StringView value, Policy &policy) {
  return parseCount(value, INT64_MAX, policy.fuel) ? PolicyError()
                                                   : PolicyError{"--fuel needs a number from 1 to 2^63 - 1, not '", value, "'"};
}

PolicyError avoidHugePages(StringView, Policy &policy) {
  policy.avoidsHugePages = true;
  return {};
}

PolicyError stressCollector(StringView, Policy &policy) {
  policy.stressesCollector = true;
  return {};
}

PolicyError requireKernelSandbox(StringView, Policy &policy) {
  policy.requiresKernelSandbox = true;
  return {};
}

PolicyError seal(StringView, Policy &policy) {
  policy.isSealed = true;
  return {};
}

PolicyError nameFile(StringView value, Policy &policy) {
  policy.file = value;
  return value.empty() ? PolicyError{"--policy needs the name of a file", {}, {}} : PolicyError();
}

struct Option {
  StringView name;
  bool takesValue;
  PolicyError (*apply)(StringView value, Policy &policy);
};

constexpr Option options[] = {
#define WASMC_POLICY_OPTION(name, value, apply, help) {name, sizeof value > 1, apply},
#include "rt/sandbox/PolicyOptions.def"
#undef WASMC_POLICY_OPTION
};

const Option *findOption(StringView name) {
  for (const Option &option : options)
    if (option.name == name)
      return &option;
  return nullptr;
}

// Removes the first word from `words`.
StringView takeWord(StringView &words) {
  size_t end = 0;
  while (end < words.size() && words[end] != '\0')
    ++end;
  StringView word = words.substr(0, end);
  words = words.substr(end + 1);
  return word;
}

}  // namespace

PolicyError parseOption(StringView &words, Policy &policy) {
  StringView word = takeWord(words);
  size_t equals = word.startsWith("--") ? word.find('=') : StringView::npos;
  StringView name = word.substr(0, equals);
  const Option *option = findOption(name);
  if (!option)
    return {"unknown option '", name, "'"};
  bool hasValue = equals != StringView::npos;
  if (hasValue && !option->takesValue)
    return {"option '", name, "' takes no value"};
  StringView value = hasValue ? word.substr(equals + 1) : StringView();
  if (option->takesValue && !hasValue) {
    if (words.empty())
      return {"option '", name, "' needs a value"};
    value = takeWord(words);
  }
  return option->apply(value, policy);
}

PolicyError parsePolicy(StringView words, Policy &policy) {
  while (!words.empty()) {
    if (PolicyError error = parseOption(words, policy); error.any())
      return error;
    if (!policy.file.empty())
      return {"a policy file cannot be named here: '", policy.file, "'"};
  }
  return {};
}

}  // namespace wasmc::rt::sandbox

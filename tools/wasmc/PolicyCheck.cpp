#include "tools/wasmc/PolicyCheck.h"

#include "rt/sandbox/Policy.h"

#include <memory>

namespace wasmc {

std::string checkPolicy(const std::vector<std::string> &words) {
  std::string text;
  for (const std::string &word : words) {
    text += word;
    text += '\0';
  }
  auto policy = std::make_unique<rt::sandbox::Policy>();
  rt::sandbox::PolicyError error = rt::sandbox::parsePolicy({text.data(), text.size()}, *policy);
  std::string message;
  for (rt::StringView part : {error.before, error.quoted, error.after})
    message.append(part.data(), part.size());
  return message;
}

}  // namespace wasmc

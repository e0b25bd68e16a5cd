#include "codegen/units/JoinObjects.h"

#include "codegen/NameTable.h"
#include "codegen/link/LinkJob.h"

namespace wasmc {

std::expected<std::string, std::string> joinObjects(std::span<const std::string> objects) {
  if (objects.size() == 1)
    return objects[0];
  LinkJob job;
  job.addOptions({"-r"});
  for (const std::string &object : objects)
    job.addInput({LinkInput::Kind::Object, object, ""});
  auto joined = job.run();
  if (!joined)
    return joined;
  return finishJoined(*joined, objects);
}

}  // namespace wasmc

#include "codegen/units/JoinObjects.h"

#include "codegen/NameTable.h"
#include "codegen/link/LinkJob.h"

#include <llvm/ADT/Twine.h>
#include <llvm/Support/ErrorHandling.h>

namespace wasmc {

std::string joinObjects(std::span<const std::string> objects) {
  LinkJob job;
  job.addOptions({"-r"});
  for (const std::string &object : objects)
    job.addInput({LinkInput::Kind::Object, object, ""});
  auto joined = job.run();
  if (!joined)
    llvm::report_fatal_error(llvm::Twine("units of code can't be joined: ") + joined.error());
  return finishJoined(*joined, objects);
}

}  // namespace wasmc

#include "tools/wasmc/units/UnitFolder.h"

#include "tools/common/OutputFile.h"
#include "tools/wasmc/Compilation.h"
#include "tools/wasmc/Diagnostics.h"
#include "tools/wasmc/OutputKinds.h"
#include "tools/wasmc/units/Manifest.h"

#include <filesystem>
#include <fmt/format.h>
#include <map>
#include <set>
#include <span>

namespace wasmc {
namespace {

namespace fs = std::filesystem;

// What is written, by name.
using Files = std::map<std::string, std::string>;

Manifest describe(const Options &options, const LoadedProgram &program, std::span<const SeparateUnit> units) {
  Manifest manifest{.model = options.model, .code = options.codegen, .policyWords = options.policyWords};
  for (size_t m = 0; m < program.sources.size(); ++m)
    manifest.modules.push_back({fs::path(program.sources[m].path).filename().string(), program.input.modules[m].importName,
                                hashOf(program.sources[m].fileContents())});
  for (const SeparateUnit &unit : units)
    manifest.units.push_back({unit.key, unit.level});
  return manifest;
}

Files filesOf(const LoadedProgram &program, std::span<const SeparateUnit> units) {
  Files files;
  for (const ModuleSource &source : program.sources)
    files[fileName(hashOf(source.fileContents()), moduleEnding)] = source.fileContents();
  for (const SeparateUnit &unit : units)
    files[fileName(unit.key, unitEnding)] = unit.file;
  return files;
}

// A new folder, an empty one, or one of units.
std::string objectionTo(const fs::path &folder) {
  std::error_code error;
  if (!fs::exists(folder, error))
    return fs::create_directories(folder, error) || !error ? "" : error.message();
  if (!fs::is_directory(folder, error))
    return "units of code go into a folder, this is another kind of file";
  if (fs::exists(folder / manifestName, error) || fs::is_empty(folder, error))
    return "";
  return "this folder has other files than units of code in it";
}

std::expected<void, int> writeChanged(const fs::path &file, const std::string &contents) {
  if (auto known = readFile(file.string()); known && *known == contents)
    return {};
  if (auto done = writeOutput(file.string(), contents, /*executable=*/false); !done)
    return refused(file, done.error());
  return {};
}

// Units that are no longer any, and what was compiled from them.
void removeOthers(const fs::path &folder, const Files &files) {
  std::set<std::string> stems;
  for (const auto &[name, contents] : files)
    stems.insert(name.substr(0, name.find('.')));
  std::error_code error;
  for (const fs::directory_entry &entry : fs::directory_iterator(folder, error))
    if (std::string name = entry.path().filename().string(); isFileName(name) && !stems.contains(name.substr(0, name.find('.'))))
      fs::remove(entry.path(), error);
}

// The manifest comes last: it names no file that is not there.
std::expected<void, int> writeFolder(const fs::path &folder, const Files &files, const std::string &manifest) {
  if (std::string objection = objectionTo(folder); !objection.empty())
    return refused(folder, objection);
  for (const auto &[name, contents] : files)
    if (auto done = writeChanged(folder / name, contents); !done)
      return done;
  if (auto done = writeChanged(folder / manifestName, manifest); !done)
    return done;
  removeOthers(folder, files);
  return {};
}

}  // namespace

bool emitUnits(const Options &options, LoadedProgram &program) {
  if (!decode(options, program))
    return false;
  auto units = options.model == ModelKind::Library ? saveLibrary({program.input.modules}, options.codegen)
                                                   : saveProgram(program.input, options.codegen);
  if (!units) {
    reportError(program, units.error());
    return false;
  }
  fs::path folder = outputPath(options, EmitKind::Units);
  auto manifest = printManifest(describe(options, program, *units));
  if (!manifest) {
    reportError(folder.string(), manifest.error());
    return false;
  }
  if (!writeFolder(folder, filesOf(program, *units), *manifest))
    return false;
  if (options.verbose)
    fmt::print(stderr, "wasmc: wrote {} units into {}\n", units->size(), folder.string());
  return true;
}

}  // namespace wasmc

#include "tools/wasmc-wast/Execution.h"

#include "codegen/link/WorkDirectory.h"
#include "tools/common/Link.h"
#include "tools/common/OutputFile.h"
#include "tools/wasmc-wast/CommandWriter.h"

#include <filesystem>
#include <fmt/format.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/Program.h>

extern "C" const char driverX86_64Begin[], driverX86_64End[], driverAArch64Begin[], driverAArch64End[];

namespace wasmc {
namespace {

using text::ScriptCommand;
using Kind = ScriptCommand::Kind;

// Long enough for the longest script under an emulator on a busy machine.
constexpr unsigned timeLimitSeconds = 600;

std::string_view driverArchive(TargetCpu target) {
  if (target == TargetCpu::AArch64)
    return {driverAArch64Begin, driverAArch64End};
  return {driverX86_64Begin, driverX86_64End};
}

// What the driver has reported (driver/Report.h).
struct Transcript {
  std::vector<bool> begun;            // by number
  std::vector<std::string> failures;  // by number; empty: none
  uint32_t last = 0;                  // the one that began last
  bool hasEnded = false;
};

Transcript parseTranscript(llvm::StringRef output, size_t commandCount) {
  Transcript transcript{std::vector<bool>(commandCount), std::vector<std::string>(commandCount)};
  for (llvm::StringRef line : llvm::split(output, '\n')) {
    auto [word, rest] = line.split(' ');
    auto [digits, text] = rest.split(' ');
    transcript.hasEnded |= word == "end";
    uint32_t number;
    if (digits.getAsInteger(10, number) || number >= commandCount)
      continue;
    if (word == "run") {
      transcript.begun[number] = true;
      transcript.last = number;
    } else if (word == "failed") {
      transcript.failures[number] = text.str();
    }
  }
  return transcript;
}

// What a command should have done, for a report.
std::string expectation(const ScriptCommand &command) {
  switch (command.kind) {
  case Kind::AssertReturn: return describe(command.results);
  case Kind::AssertTrap:
  case Kind::AssertUninstantiable:
  case Kind::AssertExhaustion: return "trap: " + command.text;
  case Kind::AssertUnlinkable: return "refused: " + command.text;
  case Kind::AssertException: return "an uncaught exception";
  default: return "no trap";
  }
}

// How a process ended.
struct Ending {
  std::string output;
  std::string problem;  // empty: with status 0
};

class Execution {
public:
  explicit Execution(const ExecutionOptions &options) : options(options) {}

  std::expected<ScriptReport, std::string> run(const std::string &stem, const std::vector<ScriptCommand> &commands,
                                               FeatureSet features) {
    plan = planScript(commands, features);
    report = plan.report;
    if (plan.numbers.size() == 1)  // spectest alone
      return std::move(report);
    if (options.model == ModelKind::Program && !plan.isProgram)
      return skipAll("needs the library model: not one module alone");
    auto compiled = compile();
    if (!compiled)
      return refuse(compiled.error());
    auto executable = link(compiled->object);
    if (!executable)
      return std::unexpected(executable.error());
    auto ending = execute(*executable, stem);
    if (!ending)
      return std::unexpected(ending.error());
    judge(*ending);
    return std::move(report);
  }

private:
  ScriptReport skipAll(const std::string &reason) {
    for (const ScriptCommand *command : plan.numbers)
      if (command)
        report.skip(*command, reason);
    return std::move(report);
  }

  // Uses up the plan's modules.
  std::expected<CompiledProgram, ModuleError> compile() {
    if (options.model == ModelKind::Library)
      return compileLibrary({std::move(plan.modules)}, options.codegen, {.object = true});
    ProgramInput input;
    input.modules = std::move(plan.modules);
    input.exportsForHost = true;
    return compileProgram(input, options.codegen, {.object = true});
  }

  // A valid module that isn't compiled: an error in the compiler.
  ScriptReport refuse(const ModuleError &error) {
    for (const ScriptCommand *command : plan.numbers) {
      if (command && command == plan.sources[error.module])
        report.fail(*command, "not compiled: " + error.diagnostic.message);
      else if (command)
        report.skip(*command, "another module of the script was not compiled");
    }
    return std::move(report);
  }

  std::expected<std::string, std::string> link(std::string_view object) const {
    std::string_view commands(reinterpret_cast<const char *>(plan.commands.data()), plan.commands.size());
    if (!options.linker.empty())
      return linkApart(object, commands);
    const LinkInput inputs[] = {{LinkInput::Kind::Object, object, ""},
                                {LinkInput::Kind::Archive, driverArchive(options.codegen.target), ""},
                                {LinkInput::Kind::Data, commands, "wasmc_script"}};
    return linkExecutable(inputs, options.codegen);
  }

  std::expected<std::string, std::string> linkApart(std::string_view object, std::string_view commands) const {
    WorkDirectory directory;
    if (directory.error)
      return std::unexpected("no temporary directory: " + directory.error.message());
    auto program = findProgram(options.linker);
    if (!program)
      return std::unexpected(program.error());
    const std::string paths[] = {directory.file("object.o"), directory.file("commands"), directory.file("executable")};
    for (auto [path, contents] : {std::pair(paths[0], object), std::pair(paths[1], commands)})
      if (auto done = writeOutput(path, contents, false); !done)
        return std::unexpected(path + ": " + done.error());
    std::string problem;
    if (int status =
            llvm::sys::ExecuteAndWait(*program, {*program, paths[0], paths[1], paths[2]}, std::nullopt, {}, timeLimitSeconds,
                                      /*MemoryLimit=*/0, &problem))
      return std::unexpected(
          fmt::format("{}: {}", options.linker, problem.empty() ? fmt::format("exit status {}", status) : problem));
    return readFile(paths[2]);
  }

  static std::expected<std::string, std::string> findProgram(const std::string &name) {
    auto found = llvm::sys::findProgramByName(name);
    if (!found)
      return std::unexpected(name + ": " + found.getError().message());
    return *found;
  }

  std::expected<Ending, std::string> execute(const std::string &executable, const std::string &stem) const {
    WorkDirectory directory;
    if (directory.error)
      return std::unexpected("no temporary directory: " + directory.error.message());
    std::string path = options.keep.empty() ? directory.file("script") : fmt::format("{}/{}.exe", options.keep, stem);
    std::string output = options.keep.empty() ? directory.file("output") : path + ".stdout";
    std::string messages = options.keep.empty() ? directory.file("messages") : path + ".stderr";
    if (auto done = writeOutput(path, executable, true); !done)
      return std::unexpected(path + ": " + done.error());
    std::vector<llvm::StringRef> arguments = {path};
    std::string program = path;
    if (!options.emulator.empty()) {
      auto found = findProgram(options.emulator);
      if (!found)
        return std::unexpected(found.error());
      program = *found;
      arguments.insert(arguments.begin(), program);
    }
    if (options.stressesCollector)
      arguments.push_back("gc-stress");
    const std::optional<llvm::StringRef> redirects[] = {"", output, messages};
    std::string problem;
    int status = llvm::sys::ExecuteAndWait(program, arguments, llvm::ArrayRef<llvm::StringRef>{}, redirects, timeLimitSeconds,
                                           /*MemoryLimit=*/0, &problem);
    return Ending{readFile(output).value_or(""), problemOf(status, problem, readFile(messages).value_or(""))};
  }

  static std::string problemOf(int status, const std::string &problem, llvm::StringRef messages) {
    if (status == 0)
      return "";
    std::string how = problem.empty() ? fmt::format("exit status {}", status) : problem;
    return messages.empty() ? how : fmt::format("{}: {}", how, messages.rtrim().str());
  }

  void judge(const Ending &ending) {
    Transcript transcript = parseTranscript(ending.output, plan.numbers.size());
    std::string crash = !ending.problem.empty() ? ending.problem : transcript.hasEnded ? "" : "ended too early";
    for (uint32_t number = 0; number < plan.numbers.size(); ++number) {
      // spectest's instance is no command of the script: what goes wrong with it is told by the commands after it.
      const ScriptCommand *command = plan.numbers[number];
      if (!command)
        continue;
      if (const std::string &got = transcript.failures[number]; !got.empty())
        report.fail(*command, fmt::format("got {}; should be {}", got, expectation(*command)));
      else if (!crash.empty() && number == transcript.last)
        report.fail(*command, "the executable did not survive it: " + crash);
      else if (!transcript.begun[number])
        report.fail(*command, transcript.last == 0 ? "was not reached: " + crash : "was not reached");
      else
        report.hold(*command);
    }
  }

  const ExecutionOptions &options;
  ScriptPlan plan;
  ScriptReport report;
};

}  // namespace

std::expected<ScriptReport, std::string> runExecution(const std::string &path, const std::vector<ScriptCommand> &commands,
                                                      FeatureSet features, const ExecutionOptions &options) {
  return Execution(options).run(std::filesystem::path(path).stem().string(), commands, features);
}

}  // namespace wasmc

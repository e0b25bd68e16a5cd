#include "tools/wasmc/Options.h"

#include "codegen/Codegen.h"
#include "rt/sandbox/PolicyNumbers.h"
#include "tools/common/CodeOptions.h"
#include "tools/common/Suggestions.h"
#include "tools/wasmc/PolicyOptions.h"
#include "tools/wasmc/reference/Reference.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <fmt/format.h>
#include <llvm/Config/llvm-config.h>
#include <set>
#include <span>
#include <thread>

namespace wasmc {
namespace {

constexpr const char *description = R"(wasmc compiles a WebAssembly module to a sandboxed native executable.

  wasmc app.wasm -o app && ./app       compile, run
  wasmc app.wasm --dir . -o app        let it use the files below this folder, and nothing else
  wasmc app.wasm --target=aarch64-linux -o app.arm
  wasmc codec.wasm --emit=static-lib,header -o codec
                                       codec.a and codec.h, for a host that links libwasmc
  wasmc app.wasm --emit=units -o app.units
                                       units of code, to compile elsewhere; then wasmc app.units -o app
  wasmc run app.wasm ARGS...           compile, unless the cache has it already, and run
  wasmc inspect app                    what a module needs, or an executable may do
)";

constexpr const char *footer = R"(
The executable is denied everything but standard input and output, its arguments, clocks and randomness, except what the options
under Policy grant: here, or when it starts, in the environment variable WASMC_OPTS (same options, later ones win).

Profile-guided optimisation, in four steps (the executable writes to the file that LLVM_PROFILE_FILE names, where %p is its process):
  wasmc app.wasm --pgo-instrument -o app && ./app typical input
  llvm-profdata merge -o app.profdata default.profraw
  wasmc app.wasm --pgo-use app.profdata -o app      with otherwise the same options

Exit status: 0 done; 1 the input was refused; 2 the command line was wrong; 3 an internal error.
Exit status of the executable: the guest's own; 134 after a trap; 125 when its policy can't be put into effect.
)";

constexpr const char *runDescription =
    R"(wasmc run compiles a module, unless the cache has it already, and executes it: what follows INPUT are its arguments.)";

constexpr const char *runFooter = R"(
As the runner of other tools, which then run programs for Wasm as if they were native:
  Cargo    CARGO_TARGET_WASM32_WASIP1_RUNNER="wasmc run --dir ." cargo run --target wasm32-wasip1
  CMake    set(CMAKE_CROSSCOMPILING_EMULATOR wasmc;run;--dir;.) in the toolchain file
  Go       GOOS=wasip1 GOARCH=wasm go run -exec "wasmc run --dir .::/" .

Exit status: the guest's own; 134 after a trap; 125 when the policy can't be put into effect; and before it runs, 1 the input was
refused; 2 the command line was wrong; 3 an internal error.
)";

const std::map<std::string, EmitKind> emitKinds = {{"exe", EmitKind::Executable},
                                                   {"static-lib", EmitKind::StaticLibrary},
                                                   {"shared", EmitKind::Shared},
                                                   {"header", EmitKind::Header},
                                                   {"units", EmitKind::Units},
                                                   {"obj", EmitKind::Object},
                                                   {"asm", EmitKind::Assembly},
                                                   {"llvm-ir", EmitKind::LlvmIr},
                                                   {"llvm-bc", EmitKind::LlvmBitcode},
                                                   {"wasm", EmitKind::Wasm},
                                                   {"wat", EmitKind::Wat}};

struct RunFormatter : CLI::Formatter {
  std::string make_usage(const CLI::App *, std::string) const override { return "Usage: wasmc run [OPTIONS] INPUT [ARGS...]\n"; }
};

// What the parser fills in before it is checked and turned into Options.
struct RawOptions {
  RawCodeOptions code;
  std::string features;
  std::vector<std::string> emit, preloads;
  std::string cacheDirectory, cacheLimit;
  RawPolicy policy;
  bool object = false, assembly = false;
};

constexpr const char *featureNames[] = {
#define WASMC_FEATURE(name, option, edition, initially, base) option,
#include "frontend/Features.def"
#undef WASMC_FEATURE
};

std::string featuresHelp() {
  std::string text = "proposals to accept: +NAME,-NAME, wasm1, wasm2, wasm3, all (the default); NAME is one of";
  for (size_t i = 0; const char *name : featureNames) {
    text += fmt::format("{}{}{}", i == 0 ? "" : ",", i % 6 == 0 ? "\n" : " ", name);
    ++i;
  }
  return text;
}

// What may be typed behind --features.
std::string featureWords() {
  std::string words = "wasm1,wasm2,wasm3,all";
  for (const char *name : featureNames)
    words += fmt::format(",+{0},-{0}", name);
  return words;
}

void declareFiles(CLI::App &app, Options &options, RawOptions &raw) {
  app.add_option("INPUT", options.inputs, "Wasm module, binary or text; - reads standard input; a folder of units, or one of them")
      ->required();
  app.add_option("-o", options.output, "output file (the input's name without its ending); - is standard output, for text")
      ->type_name("FILE");
  app.add_option("--emit", raw.emit,
                 "what to write: exe (the default), static-lib, shared, header, units, obj, asm, llvm-ir, llvm-bc, wasm, wat; "
                 "several with commas")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("LIST")
      ->check(CLI::IsMember(emitKinds));
  app.add_flag("-c", raw.object, "the same as --emit=obj");
  app.add_flag("-S", raw.assembly, "the same as --emit=asm");
  app.add_flag("--validate", options.validateOnly, "check the modules, write nothing");
  app.add_option("--model", options.model, "what units, or code for reading, are part of: program (the default) or library")
      ->type_name("MODEL")
      ->transform(CLI::CheckedTransformer(modelKinds).description("{program,library}"))
      ->group("Code");
  app.add_option("--link-object", options.linkedObjects)->allow_extra_args(false)->group("");  // hidden: for test/rt/sandbox
}

void declareCache(CLI::App &app, Options &options, RawOptions &raw) {
  app.add_option("--cache-dir", raw.cacheDirectory, "keep what was compiled in DIR ($XDG_CACHE_HOME/wasmc, ~/.cache/wasmc)")
      ->type_name("DIR")
      ->group("Cache");
  app.add_option("--cache-limit", raw.cacheLimit, "remove what was not used for longest when there is more than SIZE (2G)")
      ->type_name("SIZE")
      ->group("Cache");
  app.add_flag("--no-cache", options.cache.isOff, "compile everything, and keep nothing")->group("Cache");
}

// What every way of compiling takes.
void declareOptions(CLI::App &app, Options &options, RawOptions &raw) {
  options.threads = std::max(1u, std::thread::hardware_concurrency());
  app.add_option("-j", options.threads, "threads to compile with (all cores); the output is the same for any number")
      ->type_name("N")
      ->check(CLI::Range(1u, 1024u));

  declareCodeOptions(app, raw.code, options.codegen);
  app.add_flag("--strip", options.codegen.strip, "no function names in the output")->group("Code");
  auto *instrument = app.add_flag("--pgo-instrument", options.codegen.pgoInstrument,
                                  "profile-guided optimisation, 1: the executable records what it does in default.profraw")
                         ->group("Code");
  app.add_option("--pgo-use", options.profilePath, "profile-guided optimisation, 2: compile for what llvm-profdata merged")
      ->type_name("FILE")
      ->excludes(instrument)
      ->group("Code");
  app.add_option("--unit-size", options.codegen.unitSize,
                 "bytes of function bodies in a unit of code (98304; modules up to 256K: all)")
      ->type_name("BYTES")
      ->group("Code");
  // Hidden, for measurements: gives up traps; each of the others turns a technique of codegen off.
  app.add_flag("--drop-dead-loads", options.codegen.dropDeadLoads)->group("");
#define WASMC_TECHNIQUE(name, option, description) \
  app.add_flag_callback(option, [&techniques = options.codegen.techniques] { techniques.name = false; }, description)->group("");
#include "codegen/Techniques.def"
#undef WASMC_TECHNIQUE

  app.add_option("--features", raw.features, featuresHelp())->type_name("LIST")->check(suggest(featureWords()))->group("Modules");
  app.add_option("--preload", raw.preloads, "link another module; its exports satisfy imports from NAME")
      ->type_name("NAME=FILE")
      ->allow_extra_args(false)
      ->group("Modules");
  app.add_flag("--allow-undefined", options.codegen.allowUndefined,
               "calling an import that nothing provides is a trap, not an error")
      ->group("Modules");

  declarePolicy(app, raw.policy);
  declareCache(app, options, raw);

  app.add_flag("-v,--verbose", options.verbose, "say what is done");
  app.add_flag("--time-report", options.reportsTimes,
               "print what the phases of the compilation cost: time, and the peak of memory");
  app.add_flag("--stats", options.stats, "say how much was compiled, and which functions were too large for the level");
  app.set_version_flag("--version", fmt::format("wasmc {}\nLLVM {}", WASMC_VERSION, LLVM_VERSION_STRING));
}

// --- From raw to checked

std::vector<EmitKind> parseEmit(const RawOptions &raw) {
  std::vector<EmitKind> kinds;
  for (const std::string &kind : raw.emit)
    kinds.push_back(emitKinds.at(kind));
  if (raw.object)
    kinds.push_back(EmitKind::Object);
  if (raw.assembly)
    kinds.push_back(EmitKind::Assembly);
  if (kinds.empty())
    kinds.push_back(EmitKind::Executable);
  return kinds;
}

std::vector<Preload> parsePreloads(const std::vector<std::string> &values) {
  std::vector<Preload> preloads;
  for (const std::string &value : values) {
    size_t equals = value.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == value.size())
      throw UsageError{fmt::format("--preload needs NAME=FILE, not '{}'", value)};
    preloads.push_back({value.substr(0, equals), value.substr(equals + 1)});
  }
  return preloads;
}

// What has a meaning for executables alone.
void checkLibrary(Options &options) {
  if (std::ranges::find(options.emit, EmitKind::Executable) != options.emit.end())
    throw UsageError{"--emit=exe goes with no kind of library: the code of an executable is another"};
  if (options.codegen.pgoInstrument || !options.profilePath.empty())
    throw UsageError{"--pgo-instrument and --pgo-use are for executables only"};
  if (options.codegen.allowUndefined)
    throw UsageError{"--allow-undefined is for executables only: what a library imports its host defines"};
  if (!options.linkedObjects.empty())
    throw UsageError{"--link-object is for executables only"};
  for (const std::string &word : options.policyWords)  // that code counts is the compiler's business, the number is not
    if (std::string option = word.substr(0, word.find('=')); option != "--fuel")
      throw UsageError{fmt::format("{} is for executables only: the host of a library gives each instance its policy "
                                   "(wasmc_policy_add in wasmc.h)",
                                   option)};
  options.policyWords.clear();
}

// Where the command line says nothing, the environment may.
void checkCache(const RawOptions &raw, cache::CacheOptions &cache) {
  const char *directory = std::getenv("WASMC_CACHE_DIR");
  if (!raw.cacheDirectory.empty())
    cache.directory = raw.cacheDirectory;
  else if (directory && *directory)
    cache.directory = directory;
  else if (directory)
    cache.isOff = true;
  const char *limit = std::getenv("WASMC_CACHE_LIMIT");
  std::string size = !raw.cacheLimit.empty() ? raw.cacheLimit : limit ? limit : "";
  if (!size.empty() && !rt::sandbox::parseSize({size.data(), size.size()}, cache.limit))
    throw UsageError{fmt::format("the cache's limit is no size such as 500M or 2G: '{}'", size)};
}

// Options that say where outputs go, or how to get at them: they reach no code, or Options has their effect.
const std::set<std::string> aboutOutputs = {
    "INPUT", "o", "emit", "c", "S", "validate", "j", "verbose", "cache-dir", "cache-limit", "no-cache", "time-report", "stats",
};
// Options about code whose effect Options has: files are identified by their contents. Whatever is in none of these lists makes another
// key, so that an option that is new can be forgotten here at the cost of some compilations only.
const std::set<std::string> knownByEffect = {"target", "cpu", "pgo-use", "preload", "policy"};

void listGiven(CLI::App &app, Options &options) {
  for (const CLI::Option *option : app.get_options()) {
    const std::string &name = option->get_single_name();  // without dashes; get_name() knows none of a hidden option
    if (option->count() == 0 || aboutOutputs.contains(name))
      continue;
    options.codeOption = (name.size() == 1 ? "-" : "--") + name;
    if (knownByEffect.contains(name))
      continue;
    options.given += name;
    for (const std::string &value : option->results())
      options.given += fmt::format(" {}:{}", value.size(), value);
    options.given += '\n';
  }
}

// Units are for other processes, which see no more than one of them.
void checkUnits(const Options &options) {
  if (options.emit.size() > 1)
    throw UsageError{"--emit=units goes with no other kind: what units are linked to is made of their folder"};
  if (options.codegen.pgoInstrument || !options.profilePath.empty())
    throw UsageError{"--pgo-instrument and --pgo-use do not go with --emit=units: a profile is of the whole program"};
  if (!options.linkedObjects.empty())
    throw UsageError{"--link-object does not go with --emit=units"};
}

void check(Options &options, const RawOptions &raw) {
  checkCodeOptions(raw.code, options.codegen);
  options.emit = parseEmit(raw);
  options.preloads = parsePreloads(raw.preloads);
  options.policyWords = policyWords(raw.policy);
  options.codegen.countFuel = givesFuel(options.policyWords);
  options.codegen.threads = options.threads;
  auto isForHosts = [](EmitKind kind) {
    return kind == EmitKind::StaticLibrary || kind == EmitKind::Shared || kind == EmitKind::Header;
  };
  options.isLibrary = std::ranges::any_of(options.emit, isForHosts);
  if (options.isLibrary)
    options.model = ModelKind::Library;
  if (options.model == ModelKind::Library)
    checkLibrary(options);
  if (std::ranges::find(options.emit, EmitKind::Units) != options.emit.end())
    checkUnits(options);
  auto features = FeatureSet::parse(raw.features);
  if (!features)
    throw UsageError{"--features: " + features.error()};
  options.features = *features;
  checkCache(raw, options.cache);
  if (options.inputs.size() > 1 && !options.validateOnly)
    throw UsageError{"one INPUT at a time, except with --validate"};
  bool binary = options.emit.size() > 1;
  for (EmitKind kind : options.emit)
    binary |= kind != EmitKind::Assembly && kind != EmitKind::LlvmIr && kind != EmitKind::Wat && kind != EmitKind::Header;
  if (options.output == "-" && binary)
    throw UsageError{"-o -: only one text output (asm, llvm-ir, wat, header) can go to standard output"};
}

// --- Commands: what each is called and declares

void declareCompile(CLI::App &app, Options &options, RawOptions &raw) {
  app.name("wasmc");
  app.description(description);
  app.footer(footer);
  app.get_formatter()->column_width(38);
  declareFiles(app, options, raw);
  declareOptions(app, options, raw);
}

void declareRun(CLI::App &app, Options &options, RawOptions &raw) {
  app.name("wasmc run");
  app.description(runDescription);
  app.footer(runFooter);
  app.formatter(std::make_shared<RunFormatter>());
  app.get_formatter()->column_width(38);
  app.prefix_command();  // leaves everything from INPUT on alone: CLI11 takes brackets in the guest's words for lists of its own
  declareOptions(app, options, raw);
}

// What takeWords() reads, for describing it.
void declareWords(CLI::App &app, Options &options) {
  app.add_option("INPUT", options.inputs, "Wasm module, binary or text; - reads standard input")->required()->expected(1);
  app.add_option("ARGS", options.inputs, "the program's arguments")->expected(0, 1 << 20);
}

void declareInspect(CLI::App &app, InspectOptions &options) {
  app.name("wasmc inspect");
  app.description("wasmc inspect prints what a module needs, or what was baked into an executable made by wasmc.");
  options.threads = std::max(1u, std::thread::hardware_concurrency());
  app.add_option("FILE", options.input, "module, binary or text, or executable for any target; - is standard input")->required();
  app.add_flag("--json", options.asJson, "the same for programs");
}

// All of them, for manual page and completion: wasmc itself first.
std::vector<Command> describeCommands() {
  CLI::App compile, run, inspect;
  Options options;
  RawOptions raw;
  declareCompile(compile, options, raw);
  Options runOptions;
  RawOptions rawRun;
  declareRun(run, runOptions, rawRun);
  declareWords(run, runOptions);
  InspectOptions inspectOptions;
  declareInspect(inspect, inspectOptions);
  return {describeCommand(compile), describeCommand(run), describeCommand(inspect)};
}

const std::map<std::string, std::string (*)(Commands)> references = {{"synopsis", manualSynopsis}, {"options", manualOptions},
                                                                     {"commands", manualCommands}, {"bash", bashCompletion},
                                                                     {"zsh", zshCompletion},       {"fish", fishCompletion}};

// Hidden, for tools/package: prints a part of the manual page, or completion for a shell.
void declareReference(CLI::App &app) {
  auto print = [](const std::string &kind) {
    fmt::print("{}", references.at(kind)(describeCommands()));
    throw CLI::Success();
  };
  app.add_option_function<std::string>("--reference", print)->trigger_on_parse()->check(CLI::IsMember(references))->group("");
}

// INPUT and ARGS, behind `--` or not. CLI11 hands over an option that it does not know as if it were INPUT.
void takeWords(std::span<const std::string> words, RunOptions &options) {
  bool isMarked = !words.empty() && words[0] == "--";
  if (!isMarked && !words.empty() && words[0].size() > 1 && words[0][0] == '-')
    throw UsageError{"unknown option " + words[0]};
  words = words.subspan(isMarked);
  if (words.empty())
    throw UsageError{"INPUT is missing"};
  options.compile.inputs = {words[0]};
  options.arguments.assign(words.begin() + 1, words.end());
}

// What `parse` gives, or the status to exit with: what it throws becomes a message.
template <typename Result, typename Parse>
std::variant<Result, int> reportMistakes(CLI::App &app, std::string_view command, Parse parse) {
  try {
    return parse();
  } catch (const CLI::ParseError &error) {
    if (error.get_exit_code() == 0) {
      app.exit(error);
      return 0;
    }
    fmt::print(stderr, "wasmc: error: {}\n  '{} --help' lists the options\n", error.what(), command);
  } catch (const UsageError &error) {
    fmt::print(stderr, "wasmc: error: {}\n", error.message);
  }
  return statusUsage;
}

// Whether the list of CPUs is all that is asked for; it has been printed then.
bool listsCpus(const RawCodeOptions &raw) {
  if (raw.cpu != "help")
    return false;
  fmt::print("{}", listCpus(parseTarget(raw.target)));
  return true;
}

}  // namespace

std::variant<Options, int> parseOptions(int argc, char **argv) {
  CLI::App app;
  Options options;
  RawOptions raw;
  declareCompile(app, options, raw);
  declareReference(app);
  return reportMistakes<Options>(app, "wasmc", [&]() -> std::variant<Options, int> {
    // --cpu=help needs no input.
    for (int i = 1; i < argc; ++i)
      if (std::string_view(argv[i]) == "--cpu=help")
        app.get_option("INPUT")->required(false);
    app.parse(argc, argv);
    if (listsCpus(raw.code))
      return 0;
    check(options, raw);
    listGiven(app, options);
    return std::move(options);
  });
}

std::variant<RunOptions, int> parseRunOptions(int argc, char **argv) {
  CLI::App app;
  RunOptions options;
  RawOptions raw;
  declareRun(app, options.compile, raw);
  return reportMistakes<RunOptions>(app, "wasmc run", [&]() -> std::variant<RunOptions, int> {
    app.parse(argc, argv);
    if (listsCpus(raw.code))
      return 0;
    takeWords(app.remaining(), options);
    check(options.compile, raw);
    listGiven(app, options.compile);
    return std::move(options);
  });
}

std::variant<InspectOptions, int> parseInspectOptions(int argc, char **argv) {
  CLI::App app;
  InspectOptions options;
  declareInspect(app, options);
  return reportMistakes<InspectOptions>(app, "wasmc inspect", [&]() -> std::variant<InspectOptions, int> {
    app.parse(argc, argv);
    return std::move(options);
  });
}

}  // namespace wasmc

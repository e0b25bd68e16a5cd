// Source: seccomp(2); Documentation/userspace-api/seccomp_filter.rst in the kernel.
#include "tools/common/SystemCallFilter.h"

#include "rt/abi/SystemCallFilter.h"
#include "tools/common/DataObject.h"

#include <fmt/format.h>
#include <llvm/Object/ELF.h>
#include <llvm/Support/Endian.h>
#include <set>

// Behind LLVM's headers, some of whose names these define as macros.
#include <asm/prctl.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/futex.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

namespace wasmc {
namespace {

enum class Rule : uint8_t {
  Free,
  StartOnly,
  Descriptor,
  Directory,
  TwoDirectories,
  LinkDirectory,
  DataMapping,
  DataProtection,
  FileFlags,
  ReadableBytes,
  Futex,
  Thread,
  ThreadPointer,
  OwnProcess,
};

struct Row {
  const char *name;
  int x86_64, aarch64;
  Rule rule;

  uint32_t number(TargetCpu target) const { return static_cast<uint32_t>(target == TargetCpu::AArch64 ? aarch64 : x86_64); }
};

constexpr Row rows[] = {
#define WASMC_SYSTEM_CALL(name, x86_64, aarch64, rule) {#name, x86_64, aarch64, Rule::rule},
#include "rt/sandbox/SystemCalls.def"
#undef WASMC_SYSTEM_CALL
};

// A condition on an argument: its lower 32 bits, in which the kernel's own parameter lies (an int, or flags) are, after masking, one
// of `values`.
struct Condition {
  unsigned argument;
  uint32_t mask;
  std::vector<uint32_t> values;
};

constexpr uint32_t all = UINT32_MAX, signBit = uint32_t{1} << 31;
constexpr uint32_t threadFlags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM | CLONE_SETTLS |
                                 CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID;

struct RuleMeaning {
  const char *text;
  std::vector<Condition> conditions;
};

RuleMeaning meaningOf(Rule rule) {
  switch (rule) {
  case Rule::Free:
  case Rule::StartOnly: return {"", {}};
  case Rule::Descriptor: return {"of a descriptor", {{0, signBit, {0}}}};
  case Rule::Directory: return {"from a descriptor", {{0, signBit, {0}}}};
  case Rule::TwoDirectories: return {"from descriptors", {{0, signBit, {0}}, {2, signBit, {0}}}};
  case Rule::LinkDirectory: return {"from a descriptor", {{1, signBit, {0}}}};
  case Rule::DataMapping: return {"anonymous, not executable", {{2, PROT_EXEC, {0}}, {3, MAP_ANONYMOUS, {MAP_ANONYMOUS}}}};
  case Rule::DataProtection: return {"not executable", {{2, PROT_EXEC, {0}}}};
  case Rule::FileFlags: return {"F_GETFL, F_SETFL, F_DUPFD_CLOEXEC", {{1, all, {F_GETFL, F_SETFL, F_DUPFD_CLOEXEC}}}};
  case Rule::ReadableBytes: return {"FIONREAD", {{1, all, {FIONREAD}}}};
  case Rule::Futex: return {"wait, wake", {{1, ~uint32_t{FUTEX_PRIVATE_FLAG}, {FUTEX_WAIT_BITSET, FUTEX_WAKE}}}};
  case Rule::Thread: return {"a thread", {{0, all, {threadFlags}}}};
  case Rule::ThreadPointer: return {"ARCH_SET_FS", {{0, all, {ARCH_SET_FS}}}};
  case Rule::OwnProcess: return {"this process", {{0, all, {0}}}};  // the id is filled in at run time
  }
  return {"", {}};
}

bool takesPath(Rule rule) { return rule == Rule::Directory || rule == Rule::TwoDirectories || rule == Rule::LinkDirectory; }

bool changesMappings(std::string_view name) {
  return name == "mmap" || name == "mprotect" || name == "munmap" || name == "madvise";
}

// --- The program that the kernel runs

class FilterWriter {
public:
  explicit FilterWriter(TargetCpu target) : target(target) {
    // A call by another table of numbers (int 0x80 on x86-64) is refused; so is one of the x32 table, whose numbers match no row.
    load(offsetof(seccomp_data, arch));
    add(BPF_JMP | BPF_JEQ | BPF_K, target == TargetCpu::AArch64 ? AUDIT_ARCH_AARCH64 : AUDIT_ARCH_X86_64, 1, 0);
    refuse();
    load(offsetof(seccomp_data, nr));
  }

  // From one call to the next only the number is kept: what a call's own instructions load ends in a decision.
  void permit(const Row &row) {
    size_t test = instructions.size();
    add(BPF_JMP | BPF_JEQ | BPF_K, row.number(target), 0, 0);
    for (const Condition &condition : meaningOf(row.rule).conditions)
      require(condition, row.rule == Rule::OwnProcess);
    add(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    instructions[test].ifFalse = static_cast<uint8_t>(instructions.size() - test - 1);
  }

  void beginPaths() { pathsBegin = static_cast<uint32_t>(instructions.size()); }

  std::string finish(bool changesMappings) {
    refuse();
    abi::SystemCallFilter header = {static_cast<uint32_t>(instructions.size()), pathsBegin, processId, changesMappings};
    std::string data(reinterpret_cast<const char *>(&header), sizeof header);
    return data.append(reinterpret_cast<const char *>(instructions.data()), instructions.size() * sizeof instructions[0]);
  }

  size_t size() const { return instructions.size(); }

private:
  void add(uint16_t code, uint32_t operand, uint8_t ifTrue = 0, uint8_t ifFalse = 0) {
    instructions.push_back({code, ifTrue, ifFalse, operand});
  }
  void load(size_t offset) { add(BPF_LD | BPF_W | BPF_ABS, static_cast<uint32_t>(offset)); }
  // Not SECCOMP_RET_TRAP, which could report the call: its handler would be part of the process that can't be trusted any more.
  void refuse() { add(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS); }

  void require(const Condition &condition, bool isProcessId) {
    load(offsetof(seccomp_data, args) + condition.argument * sizeof(uint64_t));  // little-endian: the lower half comes first
    if (condition.mask != all)
      add(BPF_ALU | BPF_AND | BPF_K, condition.mask);
    size_t count = condition.values.size();
    if (isProcessId)
      processId = static_cast<uint32_t>(instructions.size());
    for (size_t i = 0; i < count; ++i)
      add(BPF_JMP | BPF_JEQ | BPF_K, condition.values[i], static_cast<uint8_t>(count - i), 0);
    refuse();
  }

  TargetCpu target;
  std::vector<abi::FilterInstruction> instructions;
  uint32_t pathsBegin = 0, processId = 0;
};

// --- What the linked code can ask for

std::expected<std::set<uint32_t>, std::string> recordedNumbers(std::string_view executable) {
  auto failed = [](llvm::Error error) { return std::unexpected(llvm::toString(std::move(error))); };
  auto file = llvm::object::ELFFile<llvm::object::ELF64LE>::create({executable.data(), executable.size()});
  if (!file)
    return failed(file.takeError());
  auto sections = file->sections();
  if (!sections)
    return failed(sections.takeError());
  std::set<uint32_t> numbers;
  for (const auto &section : *sections) {
    auto name = file->getSectionName(section);
    if (!name)
      return failed(name.takeError());
    if (*name != "wasmc_syscalls")
      continue;
    auto contents = file->getSectionContents(section);
    if (!contents)
      return failed(contents.takeError());
    for (size_t i = 0; i + 4 <= contents->size(); i += 4)
      numbers.insert(llvm::support::endian::read32le(contents->data() + i));
  }
  return numbers;
}

// The rows in the order of the table, which is that of the names.
std::expected<std::vector<Row>, std::string> rowsOf(std::set<uint32_t> numbers, TargetCpu target) {
  std::vector<Row> found;
  for (const Row &row : rows) {
    if (numbers.erase(row.number(target)) == 0)
      continue;
    if (row.rule == Rule::StartOnly)
      return std::unexpected(fmt::format("system call {} is for start-up only, and guest code can reach it", row.name));
    found.push_back(row);
  }
  if (!numbers.empty())
    return std::unexpected(fmt::format("system call number {} is not in SystemCalls.def", *numbers.begin()));
  return found;
}

// With the guest as its root a link keeps what the guest can reach, without what only leads to its first instruction. The reference
// to _start brings in the same parts of the archive as in the real link, of which the signal handlers are roots of their own.
std::expected<std::string, std::string> linkGuest(std::span<const LinkInput> inputs, const CodegenOptions &options) {
  std::string start = makeDataObject(options.target, {}, "_start");
  std::vector<LinkInput> guest(inputs.begin(), inputs.end());
  guest.push_back({LinkInput::Kind::Object, start, ""});
  return linkExecutable(guest, options, "wasmc_program");
}

}  // namespace

std::expected<SystemCallFilter, std::string> computeFilter(std::span<const LinkInput> inputs, const CodegenOptions &options,
                                                           bool hasDirectories) {
  auto guest = linkGuest(inputs, options);
  if (!guest)
    return std::unexpected(guest.error());
  auto numbers = recordedNumbers(*guest);
  if (!numbers)
    return std::unexpected(numbers.error());
  auto found = rowsOf(*numbers, options.target);
  if (!found)
    return std::unexpected(found.error());
  SystemCallFilter filter;
  FilterWriter writer(options.target);
  for (bool paths : {false, true}) {
    if (paths)
      writer.beginPaths();
    for (const Row &row : *found)
      if (takesPath(row.rule) == paths && (!paths || hasDirectories))
        writer.permit(row);
  }
  for (const Row &row : *found) {
    if (takesPath(row.rule) && !hasDirectories)
      continue;
    filter.calls.push_back({row.name, meaningOf(row.rule).text});
    filter.opensFiles |= takesPath(row.rule);
    filter.changesMappings |= changesMappings(row.name);
  }
  if (writer.size() >= abi::maxFilterInstructions)
    return std::unexpected("the system call filter is too long");
  filter.data = writer.finish(filter.changesMappings);
  return filter;
}

}  // namespace wasmc

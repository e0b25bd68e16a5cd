// Source: seccomp(2); Documentation/userspace-api/seccomp_filter.rst in the kernel.
#include "tools/common/SystemCallFilter.h"

#include "rt/abi/SystemCallFilter.h"
#include "tools/common/DataObject.h"

#include <algorithm>
#include <array>
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
  HugePages,
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
// If another condition follows there is one value.
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
  case Rule::HugePages: return {"MADV_HUGEPAGE", {{2, all, {MADV_HUGEPAGE}}}};
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

// Compared with first: what a guest may well ask for a million times.
constexpr std::string_view frequentCalls[] = {"read", "write", "writev", "readv", "pread64", "pwrite64", "lseek", "futex", "clock_gettime"};

class FilterWriter {
public:
  explicit FilterWriter(TargetCpu target) : target(target) {}

  // At least one row. Empty if it would be longer than its jumps reach.
  std::string write(std::span<const Row> rows, bool changesMappings) {
    leaveUnevaluated();
    // A call by another table of numbers (int 0x80 on x86-64) is refused; so is one of the x32 table, whose numbers match no row.
    load(offsetof(seccomp_data, arch));
    test(BPF_JEQ, target == TargetCpu::AArch64 ? AUDIT_ARCH_AARCH64 : AUDIT_ARCH_X86_64, Next, Refuse);
    load(offsetof(seccomp_data, nr));
    judge(rows);
    std::array<uint32_t, 3> decisions = decide();
    for (const Jump &jump : jumps) {
      uint32_t distance = decisions[jump.to] - jump.from - 1;
      isTooLong |= distance > UINT8_MAX;
      (jump.ifTrue ? instructions[jump.from].ifTrue : instructions[jump.from].ifFalse) = static_cast<uint8_t>(distance);
    }
    if (isTooLong)
      return "";
    abi::SystemCallFilter header = {size(), decisions[PermitPath], processId, changesMappings};
    std::string data(reinterpret_cast<const char *>(&header), sizeof header);
    return data.append(reinterpret_cast<const char *>(instructions.data()), instructions.size() * sizeof instructions[0]);
  }

private:
  // Where a test leads: to one of the decisions at the end, or to the next instruction.
  enum Target : uint8_t { Refuse, Permit, PermitPath, Next };

  struct Jump {
    uint32_t from;
    bool ifTrue;
    Target to;
  };

  uint32_t size() const { return static_cast<uint32_t>(instructions.size()); }

  // When a filter is installed the kernel runs it for every number that it knows, to remember which ones are always permitted
  // (kernel/seccomp.c, seccomp_cache_prepare). That takes 10 to 20 us of some 45, and saves 14 ns of each later system call (x86-64,
  // Linux 6.18): a program would have to make a thousand. It stops at an instruction that it does not know, such as this one.
  void leaveUnevaluated() { instructions.push_back({BPF_LD | BPF_IMM, 0, 0, 0}); }

  // In turn; at least one.
  void judge(std::span<const Row> rows) {
    for (const Row &row : rows) {
      bool isLast = &row == &rows.back();
      const std::vector<Condition> conditions = meaningOf(row.rule).conditions;
      uint32_t begin = size();
      test(BPF_JEQ, row.number(target), conditions.empty() ? Permit : Next, isLast ? Refuse : Next);
      for (size_t i = 0; i < conditions.size(); ++i)
        require(conditions[i], i + 1 < conditions.size() ? Next : takesPath(row.rule) ? PermitPath : Permit, row.rule);
      if (!isLast)
        instructions[begin].ifFalse = distanceFrom(begin);
    }
  }

  void require(const Condition &condition, Target satisfied, Rule rule) {
    load(offsetof(seccomp_data, args) + condition.argument * sizeof(uint64_t));  // little-endian: the lower half comes first
    if (condition.mask != all)
      instructions.push_back({BPF_ALU | BPF_AND | BPF_K, 0, 0, condition.mask});
    if (rule == Rule::OwnProcess)
      processId = size();
    for (size_t i = 0; i < condition.values.size(); ++i)
      test(BPF_JEQ, condition.values[i], satisfied, i + 1 < condition.values.size() ? Next : Refuse);
  }

  // The indices of the decisions. Not SECCOMP_RET_TRAP, which could report the call: its handler would be part of the process that
  // can't be trusted any more.
  std::array<uint32_t, 3> decide() {
    bool hasPaths = std::ranges::any_of(jumps, [](const Jump &jump) { return jump.to == PermitPath; });
    uint32_t first = size();
    instructions.push_back({BPF_RET | BPF_K, 0, 0, SECCOMP_RET_KILL_PROCESS});
    instructions.push_back({BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW});
    if (hasPaths)
      instructions.push_back({BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW});
    return {first, first + 1, hasPaths ? first + 2 : 0};
  }

  // A jump's operand, from that instruction to the next one to be written.
  uint8_t distanceFrom(uint32_t from) {
    uint32_t distance = size() - from - 1;
    isTooLong |= distance > UINT8_MAX;
    return static_cast<uint8_t>(distance);
  }

  void load(size_t offset) { instructions.push_back({BPF_LD | BPF_W | BPF_ABS, 0, 0, static_cast<uint32_t>(offset)}); }

  void test(uint16_t comparison, uint32_t operand, Target ifTrue, Target ifFalse) {
    if (ifTrue != Next)
      jumps.push_back({size(), true, ifTrue});
    if (ifFalse != Next)
      jumps.push_back({size(), false, ifFalse});
    instructions.push_back({static_cast<uint16_t>(BPF_JMP | comparison | BPF_K), 0, 0, operand});
  }

  TargetCpu target;
  std::vector<abi::FilterInstruction> instructions;
  std::vector<Jump> jumps;
  uint32_t processId = 0;
  bool isTooLong = false;
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
  if (!hasDirectories)
    std::erase_if(*found, [](const Row &row) { return takesPath(row.rule); });
  SystemCallFilter filter;
  for (const Row &row : *found) {
    filter.calls.push_back({row.name, meaningOf(row.rule).text});
    filter.opensFiles |= takesPath(row.rule);
    filter.changesMappings |= changesMappings(row.name);
  }
  auto rank = [](const Row &row) { return std::ranges::find(frequentCalls, row.name) - frequentCalls; };
  std::ranges::sort(*found, {}, [&](const Row &row) { return std::pair(rank(row), std::string_view(row.name)); });
  filter.data = FilterWriter(options.target).write(*found, filter.changesMappings);
  if (filter.data.empty())
    return std::unexpected("the system call filter is too long");
  return filter;
}

}  // namespace wasmc

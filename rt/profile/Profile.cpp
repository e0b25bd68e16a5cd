// The profile of an instrumented executable: a file that is opened before guest code runs, and written at the end of the process.
#include "rt/core/MemoryFunctions.h"
#include "rt/core/Message.h"
#include "rt/core/Process.h"
#include "rt/profile/RawProfile.h"
#include "rt/sys/linux/openat.h"
#include "rt/sys/linux/retry.h"
#include "rt/sys/linux/write.h"

#include <linux/auxvec.h>
#include <linux/limits.h>

namespace wasmc::rt::profile {

namespace {

extern "C" {
// Defined by the linker: the ends of the sections that instrumented code fills.
[[gnu::visibility("hidden")]] extern const FunctionData __start___llvm_prf_data[], __stop___llvm_prf_data[];
[[gnu::visibility("hidden")]] extern const uint64_t __start___llvm_prf_cnts[], __stop___llvm_prf_cnts[];
[[gnu::visibility("hidden")]] extern const char __start___llvm_prf_names[], __stop___llvm_prf_names[];
// Defined by instrumented code: the version with the kind of instrumentation.
[[gnu::visibility("hidden")]] extern const uint64_t INSTR_PROF_RAW_VERSION_VAR;
// What the linker is told to look for in an instrumented program; so it finds this file.
[[gnu::used]] int INSTR_PROF_PROFILE_RUNTIME_VAR;
}

constexpr StringView fileVariable = "LLVM_PROFILE_FILE";
constexpr StringView defaultFile = "default.profraw";

int file = -1;

// --- The file's name

StringView filePattern() {
  for (char **entry = process().envp; *entry; ++entry) {
    StringView::Halves variable = StringView(*entry).split('=');
    if (variable.before == fileVariable && !variable.after.empty())
      return variable.after;
  }
  return defaultFile;
}

class FileName {
public:
  // %p stands for the process's number, %% for a %.
  explicit FileName(StringView pattern) {
    for (size_t i = 0; i < pattern.size(); ++i) {
      if (pattern[i] != '%') {
        append(pattern.substr(i, 1));
        continue;
      }
      StringView what = pattern.substr(++i, 1);
      if (what == "p")
        append(Decimal(process().id));
      else if (what == "%")
        append(what);
      else
        fatalError(fileVariable, ": '%", what, "' means nothing here; there are %p (the process's number) and %%");
    }
    text[size] = '\0';
  }

  const char *c_str() const { return text; }

private:
  void append(StringView part) {
    if (part.size() >= sizeof text - size)
      fatalError(fileVariable, ": name too long");
    memcpy(text + size, part.data(), part.size());
    size += part.size();
  }

  char text[PATH_MAX];
  size_t size = 0;
};

// --- Its contents

// Collects what is written to larger pieces. Not on the stack, which may be a signal handler's.
struct Output {
  void append(const void *bytes, size_t count) {
    for (const char *next = static_cast<const char *>(bytes); count != 0;) {
      size_t piece = count < sizeof buffer - size ? count : sizeof buffer - size;
      memcpy(buffer + size, next, piece);
      size += piece, next += piece, count -= piece;
      if (size == sizeof buffer)
        flush();
    }
  }

  template <typename T> void append(const T &value) { append(&value, sizeof value); }

  // To the next multiple of 8 bytes after `written` ones.
  void pad(size_t written) {
    static constexpr char zeros[8] = {};
    append(zeros, -written % sizeof zeros);
  }

  void flush() {
    for (size_t done = 0; done < size && error == 0;) {
      Result<size_t> written = sys::retryInterrupted([&] { return sys::write(file, buffer + done, size - done); });
      if (written)
        done += *written;
      else
        error = written.errorNumber().code;
    }
    size = 0;
  }

  size_t size = 0;
  int error = 0;  // the kernel's number; nothing is written after one
  char buffer[1 << 16];
};

constinit Output output = {};

template <typename T> size_t distance(const T *begin, const T *end) { return static_cast<size_t>(end - begin); }

size_t functionCount() { return distance(__start___llvm_prf_data, __stop___llvm_prf_data); }
size_t counterCount() { return distance(__start___llvm_prf_cnts, __stop___llvm_prf_cnts); }
size_t namesSize() { return distance(__start___llvm_prf_names, __stop___llvm_prf_names); }

void writeHeader() {
  Header header = {};
  header.Magic = INSTR_PROF_RAW_MAGIC_64;
  header.Version = INSTR_PROF_RAW_VERSION_VAR;
  header.NumData = functionCount();
  header.NumCounters = counterCount();
  header.NamesSize = namesSize();
  header.CountersDelta = reinterpret_cast<uint64_t>(__start___llvm_prf_cnts) - reinterpret_cast<uint64_t>(__start___llvm_prf_data);
  header.BitmapDelta = -reinterpret_cast<uint64_t>(__start___llvm_prf_data);  // there are no bitmaps
  header.NamesDelta = reinterpret_cast<uint64_t>(__start___llvm_prf_names);
  header.ValueKindLast = IPVK_Last;
  output.append(header);
}

uint8_t lengthOf(const ValueNode *list) {
  uint8_t length = 0;
  for (; list; list = list->Next)
    ++length;
  return length;
}

// The sites of one kind: how many values each has, then the values.
void writeSites(uint32_t kind, ValueNode *const *sites, uint32_t count) {
  output.append(kind);
  output.append(count);
  for (uint32_t i = 0; i < count; ++i)
    output.append(lengthOf(sites[i]));
  output.pad(count);
  for (uint32_t i = 0; i < count; ++i)
    for (const ValueNode *node = sites[i]; node; node = node->Next)
      output.append(InstrProfValueData{node->Value, node->Count});
}

// The size of what writeSites() makes.
uint32_t sizeOfSites(ValueNode *const *sites, uint32_t count) {
  uint32_t size = 2 * sizeof(uint32_t) + (count + 7) / 8 * 8;
  for (uint32_t i = 0; i < count; ++i)
    size += lengthOf(sites[i]) * static_cast<uint32_t>(sizeof(InstrProfValueData));
  return size;
}

void writeValues(const FunctionData &function) {
  uint32_t kinds = 0, size = 2 * sizeof(uint32_t);
  ValueNode **sites = sitesOf(function);
  for (uint16_t count : function.NumValueSites) {
    kinds += count != 0;
    size += count ? sizeOfSites(sites, count) : 0;
    sites += count;
  }
  if (kinds == 0)
    return;
  output.append(size);
  output.append(kinds);
  sites = sitesOf(function);
  for (uint32_t kind = 0; kind < valueKinds; ++kind) {
    uint32_t count = function.NumValueSites[kind];
    if (count)
      writeSites(kind, sites, count);
    sites += count;
  }
}

void writeContents() {
  writeHeader();
  output.append(__start___llvm_prf_data, functionCount() * sizeof(FunctionData));
  output.append(__start___llvm_prf_cnts, counterCount() * sizeof(uint64_t));
  output.append(__start___llvm_prf_names, namesSize());
  output.pad(namesSize());
  for (size_t i = 0; i < functionCount(); ++i)
    writeValues(__start___llvm_prf_data[i]);
  output.flush();
}

void openFile() {
  if (auxiliaryValue(AT_SECURE, 0) != 0)  // it must write no file that its caller names
    return;
  FileName name(filePattern());
  Result<int> opened = sys::openat(AT_FDCWD, name.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (!opened)
    fatalError("profile ", name.c_str(), ": cannot be written (error ", Decimal(opened.errorNumber().code), ")");
  file = *opened;
}

void writeFile() {
  static uint32_t isBegun = 0;
  if (file < 0 || __atomic_exchange_n(&isBegun, 1, __ATOMIC_RELAXED) != 0)
    return;
  stopRecording();
  writeContents();
  if (output.error)
    writeMessage("warning: the profile cannot be written (error ", Decimal(output.error), ")");
}

}  // namespace

// What the linker puts in the places of startProgram (start/Start.cpp) and exitProcess (core/Process.cpp), which it renames
// (--wrap in tools/common/Link.cpp).
extern "C" {

[[noreturn]] void __real_startProgram(uint64_t *initialStack);
[[noreturn]] void __wrap_startProgram(uint64_t *initialStack) {
  setProcess(initialStack);
  openFile();
  __real_startProgram(initialStack);
}

[[noreturn]] void exitForReal(int status) asm("__real__ZN5wasmc2rt11exitProcessEi");
[[noreturn]] void exitWithProfile(int status) asm("__wrap__ZN5wasmc2rt11exitProcessEi");
void exitWithProfile(int status) {
  writeFile();
  exitForReal(status);
}

}  // extern "C"

}  // namespace wasmc::rt::profile

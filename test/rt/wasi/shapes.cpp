// What each path_ call answers for each shape of path.
//
// RUN: %rtcc-x86_64 %s -o %t && bash %S/Inputs/withDirectory.sh %t.d %t 2>&1 | FileCheck %s
// RUN: bash %S/Inputs/withDirectory.sh %t.d %t no-openat2 2>&1 | FileCheck %s
// RUN: %rtcc-aarch64 %s -o %t.aarch64 && bash %S/Inputs/withDirectory.sh %t.d %qemu-aarch64 %t.aarch64 2>&1 | FileCheck %s
#include "test/rt/wasi/ErrnoNames.h"
#include "test/rt/wasi/Guest.h"

namespace wasmc::rt::wasi {
namespace {

struct Call {
  StringView name;
  uint32_t (*run)(uint32_t length);  // of a path at firstPath
};

uint32_t openAs(uint32_t length, uint32_t lookup, uint32_t oflags, uint64_t rights) {
  uint32_t status = path_open(memory, root, lookup, firstPath, length, oflags, rights, 0, 0, resultPointer);
  if (status == success)
    expectStatus(fd_close(memory, load<uint32_t>(resultPointer)), success, "fd_close");
  return status;
}

const Call calls[] = {
    {"path_open", [](uint32_t length) { return openAs(length, noFollow, 0, rightFdRead); }},
    {"path_open following", [](uint32_t length) { return openAs(length, follow, 0, rightFdRead); }},
    {"path_open directory", [](uint32_t length) { return openAs(length, noFollow, directory, rightFdRead); }},
    {"path_open to write", [](uint32_t length) { return openAs(length, noFollow, 0, rightFdWrite); }},
    {"path_open exclusively", [](uint32_t length) { return openAs(length, noFollow, creat | excl, rightFdWrite); }},
    {"path_filestat_get", [](uint32_t length) { return path_filestat_get(memory, root, noFollow, firstPath, length, buffer); }},
    {"path_filestat_get following",
     [](uint32_t length) { return path_filestat_get(memory, root, follow, firstPath, length, buffer); }},
    {"path_filestat_set_times",
     [](uint32_t length) { return path_filestat_set_times(memory, root, noFollow, firstPath, length, 0, 0, 10); }},
    {"path_readlink", [](uint32_t length) { return path_readlink(memory, root, firstPath, length, buffer, 10, resultPointer); }},
    {"path_create_directory", [](uint32_t length) { return path_create_directory(memory, root, firstPath, length); }},
    {"path_symlink",
     [](uint32_t length) { return path_symlink(memory, secondPath, put(secondPath, "target"), root, firstPath, length); }},
    {"path_link to",
     [](uint32_t length) { return path_link(memory, root, 0, secondPath, put(secondPath, "other"), root, firstPath, length); }},
    {"path_rename to",
     [](uint32_t length) { return path_rename(memory, root, secondPath, put(secondPath, "other"), root, firstPath, length); }},
    {"path_link from",
     [](uint32_t length) { return path_link(memory, root, 0, firstPath, length, root, secondPath, put(secondPath, "new")); }},
    {"path_rename from",
     [](uint32_t length) { return path_rename(memory, root, firstPath, length, root, secondPath, put(secondPath, "new")); }},
    {"path_remove_directory", [](uint32_t length) { return path_remove_directory(memory, root, firstPath, length); }},
    {"path_unlink_file", [](uint32_t length) { return path_unlink_file(memory, root, firstPath, length); }},
};

constexpr uint32_t longest = 4096;  // PATH_MAX, with the null byte

struct Shape {
  StringView name;
  StringView path;  // empty: `repeated` times an x
  uint32_t repeated;
};
const Shape shapes[] = {
    {"empty path", "", 0},
    {"file", "file", 0},
    {"file/", "file/", 0},
    {"file/below", "file/below", 0},
    {"empty", "empty", 0},
    {"empty/", "empty/", 0},
    {"full", "full", 0},
    {"toFile", "toFile", 0},
    {"toFile/", "toFile/", 0},
    {"toEmpty", "toEmpty", 0},
    {"toEmpty/", "toEmpty/", 0},
    {"dangling", "dangling", 0},
    {"circle", "circle", 0},
    {"out", "out", 0},
    {"missing", "missing", 0},
    {"missing/", "missing/", 0},
    {"missing/below", "missing/below", 0},
    {".", ".", 0},
    {"..", "..", 0},
    {"back", "full/../file", 0},
    {"../file", "../file", 0},
    {"/file", "/file", 0},
    {"nul", StringView("fi\0e", 4), 0},
    {"x255", "", 255},
    {"x256", "", 256},
    {"x4095", "", longest - 1},
    {"x4096", "", longest},
};

// Makes everything anew, whatever the call before it left.
void prepare() {
  memset(memoryBytes + firstPath, 'x', 255);
  (void)path_unlink_file(memory, root, firstPath, 255);
  (void)path_remove_directory(memory, root, firstPath, 255);
  for (StringView each : (const StringView[]){"new/below", "new", "file", "other", "missing", "toFile", "toEmpty", "dangling",
                                              "circle", "out", "full/below", "empty", "full"}) {
    uint32_t length = put(firstPath, each);
    (void)path_unlink_file(memory, root, firstPath, length);
    (void)path_remove_directory(memory, root, firstPath, length);
  }
  for (StringView each : (const StringView[]){"empty", "full"})
    expectStatus(path_create_directory(memory, root, firstPath, put(firstPath, each)), success, "path_create_directory", each);
  for (StringView each : (const StringView[]){"file", "other", "full/below"})
    expectStatus(fd_close(memory, open(each, creat, rightFdWrite)), success, "fd_close");
  struct {
    StringView name, target;
  } const links[] = {{"toFile", "file"}, {"toEmpty", "empty"}, {"dangling", "nowhere"}, {"circle", "circle"}, {"out", "../out"}};
  for (const auto &link : links)
    expectStatus(path_symlink(memory, secondPath, put(secondPath, link.target), root, firstPath, put(firstPath, link.name)),
                 success, "path_symlink", link.name);
}

uint32_t putShape(const Shape &shape) {
  if (shape.repeated == 0)
    return put(firstPath, shape.path);
  memset(memoryBytes + firstPath, 'x', shape.repeated);
  return shape.repeated;
}

// Prints, for each answer of a call's, the shapes that get it.
void tabulate(const Call &call) {
  uint32_t answers[sizeof shapes / sizeof *shapes];
  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; ++i) {
    prepare();
    answers[i] = call.run(putShape(shapes[i]));
  }
  for (uint32_t status = 0; status <= 76; ++status) {
    char line[1000];
    size_t size = 0;
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; ++i)
      if (answers[i] == status) {
        line[size++] = ' ';
        memcpy(line + size, shapes[i].name.data(), shapes[i].name.size());
        size += shapes[i].name.size();
      }
    if (size > 0)
      writeMessage(call.name, " ", errnoName(status), ":", StringView(line, size));
  }
}

// CHECK:      path_open success: file empty empty/ full toEmpty/ . back{{$}}
// CHECK-NEXT: path_open inval: nul{{$}}
// CHECK-NEXT: path_open loop: toFile toEmpty dangling circle out{{$}}
// CHECK-NEXT: path_open nametoolong: x256 x4095 x4096{{$}}
// CHECK-NEXT: path_open noent: empty path missing missing/ missing/below x255{{$}}
// CHECK-NEXT: path_open notdir: file/ file/below toFile/{{$}}
// CHECK-NEXT: path_open perm: .. ../file /file{{$}}
// CHECK-NEXT: path_open following success: file empty empty/ full toFile toEmpty toEmpty/ . back{{$}}
// CHECK-NEXT: path_open following inval: nul{{$}}
// CHECK-NEXT: path_open following loop: circle{{$}}
// CHECK-NEXT: path_open following nametoolong: x256 x4095 x4096{{$}}
// CHECK-NEXT: path_open following noent: empty path dangling missing missing/ missing/below x255{{$}}
// CHECK-NEXT: path_open following notdir: file/ file/below toFile/{{$}}
// CHECK-NEXT: path_open following perm: out .. ../file /file{{$}}
// CHECK-NEXT: path_open directory success: empty empty/ full toEmpty/ .{{$}}
// CHECK-NEXT: path_open directory inval: nul{{$}}
// CHECK-NEXT: path_open directory nametoolong: x256 x4095 x4096{{$}}
// CHECK-NEXT: path_open directory noent: empty path missing missing/ missing/below x255{{$}}
// CHECK-NEXT: path_open directory notdir: file file/ file/below toFile toFile/ toEmpty dangling circle out back{{$}}
// CHECK-NEXT: path_open directory perm: .. ../file /file{{$}}
// CHECK-NEXT: path_open to write success: file back{{$}}
// CHECK-NEXT: path_open to write inval: nul{{$}}
// CHECK-NEXT: path_open to write isdir: empty empty/ full toEmpty/ .{{$}}
// CHECK-NEXT: path_open to write loop: toFile toEmpty dangling circle out{{$}}
// CHECK-NEXT: path_open to write nametoolong: x256 x4095 x4096{{$}}
// CHECK-NEXT: path_open to write noent: empty path missing missing/ missing/below x255{{$}}
// CHECK-NEXT: path_open to write notdir: file/ file/below toFile/{{$}}
// CHECK-NEXT: path_open to write perm: .. ../file /file{{$}}
// CHECK-NEXT: path_open exclusively success: missing x255{{$}}
// CHECK-NEXT: path_open exclusively exist: file empty full toFile toEmpty dangling circle out . back{{$}}
// CHECK-NEXT: path_open exclusively inval: nul{{$}}
// CHECK-NEXT: path_open exclusively isdir: file/ empty/ toFile/ toEmpty/ missing/{{$}}
// CHECK-NEXT: path_open exclusively nametoolong: x256 x4095 x4096{{$}}
// CHECK-NEXT: path_open exclusively noent: empty path missing/below{{$}}
// CHECK-NEXT: path_open exclusively notdir: file/below{{$}}
// CHECK-NEXT: path_open exclusively perm: .. ../file /file{{$}}
// CHECK-NEXT: path_filestat_get success: file empty empty/ full toFile toEmpty toEmpty/ dangling circle out . back{{$}}
// CHECK-NEXT: path_filestat_get inval: nul{{$}}
// CHECK-NEXT: path_filestat_get nametoolong: x256 x4095 x4096{{$}}
// CHECK-NEXT: path_filestat_get noent: empty path missing missing/ missing/below x255{{$}}
// CHECK-NEXT: path_filestat_get notdir: file/ file/below toFile/{{$}}
// CHECK-NEXT: path_filestat_get perm: .. ../file /file{{$}}
// CHECK-NEXT: path_filestat_get following success: file empty empty/ full toFile toEmpty toEmpty/ . back{{$}}
// CHECK-NEXT: path_filestat_get following inval: nul{{$}}
// CHECK-NEXT: path_filestat_get following loop: circle{{$}}
// CHECK-NEXT: path_filestat_get following nametoolong: x256 x4095 x4096{{$}}
// CHECK-NEXT: path_filestat_get following noent: empty path dangling missing missing/ missing/below x255{{$}}
// CHECK-NEXT: path_filestat_get following notdir: file/ file/below toFile/{{$}}
// CHECK-NEXT: path_filestat_get following perm: out .. ../file /file{{$}}
// CHECK-NEXT: path_filestat_set_times success: file empty empty/ full toFile toEmpty toEmpty/ dangling circle out . back{{$}}
// CHECK-NEXT: path_filestat_set_times inval: nul{{$}}
// CHECK-NEXT: path_filestat_set_times nametoolong: x256 x4095 x4096{{$}}
// CHECK-NEXT: path_filestat_set_times noent: empty path missing missing/ missing/below x255{{$}}
// CHECK-NEXT: path_filestat_set_times notdir: file/ file/below toFile/{{$}}
// CHECK-NEXT: path_filestat_set_times perm: .. ../file /file{{$}}
// CHECK-NEXT: path_readlink success: toFile toEmpty dangling circle out{{$}}
// CHECK-NEXT: path_readlink inval: file empty empty/ full toEmpty/ . back nul{{$}}
// CHECK-NEXT: path_readlink nametoolong: x256 x4095 x4096{{$}}
// CHECK-NEXT: path_readlink noent: empty path missing missing/ missing/below x255{{$}}
// CHECK-NEXT: path_readlink notdir: file/ file/below toFile/{{$}}
// CHECK-NEXT: path_readlink perm: .. ../file /file{{$}}
// CHECK-NEXT: path_create_directory success: missing missing/ x255{{$}}
// CHECK-NEXT: path_create_directory exist: file file/ empty empty/ full toFile toFile/ toEmpty toEmpty/ dangling circle out . back{{$}}
// CHECK-NEXT: path_create_directory inval: nul{{$}}
// CHECK-NEXT: path_create_directory nametoolong: x256 x4095 x4096{{$}}
// CHECK-NEXT: path_create_directory noent: empty path missing/below{{$}}
// CHECK-NEXT: path_create_directory notdir: file/below{{$}}
// CHECK-NEXT: path_create_directory perm: .. ../file /file{{$}}
// CHECK-NEXT: path_symlink success: missing x255{{$}}
// CHECK-NEXT: path_symlink exist: file file/ empty empty/ full toFile toFile/ toEmpty toEmpty/ dangling circle out . back{{$}}
// CHECK-NEXT: path_symlink inval: nul{{$}}
// CHECK-NEXT: path_symlink nametoolong: x256 x4095 x4096{{$}}
// CHECK-NEXT: path_symlink noent: empty path missing/ missing/below{{$}}
// CHECK-NEXT: path_symlink notdir: file/below{{$}}
// CHECK-NEXT: path_symlink perm: .. ../file /file{{$}}
// CHECK-NEXT: path_link to success: missing x255{{$}}
// CHECK-NEXT: path_link to exist: file file/ empty empty/ full toFile toFile/ toEmpty toEmpty/ dangling circle out . back{{$}}
// CHECK-NEXT: path_link to inval: nul{{$}}
// CHECK-NEXT: path_link to nametoolong: x256 x4095 x4096{{$}}
// CHECK-NEXT: path_link to noent: empty path missing/ missing/below{{$}}
// CHECK-NEXT: path_link to notdir: file/below{{$}}
// CHECK-NEXT: path_link to perm: .. ../file /file{{$}}
// CHECK-NEXT: path_rename to success: file toFile toEmpty dangling circle out missing back x255{{$}}
// CHECK-NEXT: path_rename to busy: .{{$}}
// CHECK-NEXT: path_rename to inval: nul{{$}}
// CHECK-NEXT: path_rename to isdir: empty full{{$}}
// CHECK-NEXT: path_rename to nametoolong: x256 x4095 x4096{{$}}
// CHECK-NEXT: path_rename to noent: empty path missing/below{{$}}
// CHECK-NEXT: path_rename to notdir: file/ file/below empty/ toFile/ toEmpty/ missing/{{$}}
// CHECK-NEXT: path_rename to perm: .. ../file /file{{$}}
// CHECK-NEXT: path_link from success: file toFile toEmpty dangling circle out back{{$}}
// CHECK-NEXT: path_link from inval: nul{{$}}
// CHECK-NEXT: path_link from nametoolong: x256 x4095 x4096{{$}}
// CHECK-NEXT: path_link from noent: empty path missing missing/ missing/below x255{{$}}
// CHECK-NEXT: path_link from notdir: file/ file/below toFile/{{$}}
// CHECK-NEXT: path_link from perm: empty empty/ full toEmpty/ . .. ../file /file{{$}}
// CHECK-NEXT: path_rename from success: file empty empty/ full toFile toEmpty dangling circle out back{{$}}
// CHECK-NEXT: path_rename from busy: .{{$}}
// CHECK-NEXT: path_rename from inval: nul{{$}}
// CHECK-NEXT: path_rename from nametoolong: x256 x4095 x4096{{$}}
// CHECK-NEXT: path_rename from noent: empty path missing missing/ missing/below x255{{$}}
// CHECK-NEXT: path_rename from notdir: file/ file/below toFile/ toEmpty/{{$}}
// CHECK-NEXT: path_rename from perm: .. ../file /file{{$}}
// CHECK-NEXT: path_remove_directory success: empty empty/{{$}}
// CHECK-NEXT: path_remove_directory inval: . nul{{$}}
// CHECK-NEXT: path_remove_directory nametoolong: x256 x4095 x4096{{$}}
// CHECK-NEXT: path_remove_directory noent: empty path missing missing/ missing/below x255{{$}}
// CHECK-NEXT: path_remove_directory notdir: file file/ file/below toFile toFile/ toEmpty toEmpty/ dangling circle out back{{$}}
// CHECK-NEXT: path_remove_directory notempty: full{{$}}
// CHECK-NEXT: path_remove_directory perm: .. ../file /file{{$}}
// CHECK-NEXT: path_unlink_file success: file toFile toEmpty dangling circle out back{{$}}
// CHECK-NEXT: path_unlink_file inval: nul{{$}}
// CHECK-NEXT: path_unlink_file isdir: empty empty/ full .{{$}}
// CHECK-NEXT: path_unlink_file nametoolong: x256 x4095 x4096{{$}}
// CHECK-NEXT: path_unlink_file noent: empty path missing missing/ missing/below x255{{$}}
// CHECK-NEXT: path_unlink_file notdir: file/ file/below toFile/ toEmpty/{{$}}
// CHECK-NEXT: path_unlink_file perm: .. ../file /file{{$}}
void run() {
  honourArguments();
  for (const Call &call : calls)
    tabulate(call);
}

}  // namespace
}  // namespace wasmc::rt::wasi

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::wasi::run);

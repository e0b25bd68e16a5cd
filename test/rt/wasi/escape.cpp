// No path leaves the granted directory: every call that takes a path, through every way out. What lies outside is compared
// afterwards.
//
// RUN: %rtcc-x86_64 %s -o %t && %rtcc-aarch64 %s -o %t.aarch64
// RUN: bash %S/Inputs/escape.sh %t.d %t
// RUN: bash %S/Inputs/escape.sh %t.d %t no-openat2
// RUN: bash %S/Inputs/escape.sh %t.d %qemu-aarch64 %t.aarch64
#include "test/rt/wasi/Guest.h"

namespace wasmc::rt::wasi {
namespace {

using Call = uint32_t(uint32_t path, uint32_t length);

struct NamedCall {
  StringView name;
  Call *call;
};

constexpr uint64_t readWrite = rightFdRead | rightFdWrite;
uint32_t other() { return put(secondPath, "inside"); }

// Each call with the path in every role. `inside` is a file that exists, `new` is a name that doesn't.
const NamedCall calls[] = {
    {"open", [](uint32_t p, uint32_t n) { return path_open(memory, root, follow, p, n, 0, rightFdRead, 0, 0, resultPointer); }},
    {"open nofollow", [](uint32_t p, uint32_t n) { return path_open(memory, root, 0, p, n, 0, rightFdRead, 0, 0, resultPointer); }},
    {"open creat",
     [](uint32_t p, uint32_t n) { return path_open(memory, root, follow, p, n, creat, readWrite, 0, 0, resultPointer); }},
    {"open trunc",
     [](uint32_t p, uint32_t n) { return path_open(memory, root, follow, p, n, trunc, readWrite, 0, 0, resultPointer); }},
    {"filestat_get", [](uint32_t p, uint32_t n) { return path_filestat_get(memory, root, follow, p, n, buffer); }},
    {"filestat_get nofollow", [](uint32_t p, uint32_t n) { return path_filestat_get(memory, root, 0, p, n, buffer); }},
    {"unstable filestat_get",
     [](uint32_t p, uint32_t n) { return unstable_path_filestat_get(memory, root, follow, p, n, buffer); }},
    {"set_times", [](uint32_t p, uint32_t n) { return path_filestat_set_times(memory, root, follow, p, n, 1, 1, 5); }},
    {"set_times nofollow", [](uint32_t p, uint32_t n) { return path_filestat_set_times(memory, root, 0, p, n, 1, 1, 5); }},
    {"create_directory", [](uint32_t p, uint32_t n) { return path_create_directory(memory, root, p, n); }},
    {"remove_directory", [](uint32_t p, uint32_t n) { return path_remove_directory(memory, root, p, n); }},
    {"unlink_file", [](uint32_t p, uint32_t n) { return path_unlink_file(memory, root, p, n); }},
    {"rename from",
     [](uint32_t p, uint32_t n) { return path_rename(memory, root, p, n, root, secondPath, put(secondPath, "new")); }},
    {"rename to", [](uint32_t p, uint32_t n) { return path_rename(memory, root, secondPath, other(), root, p, n); }},
    {"link from",
     [](uint32_t p, uint32_t n) { return path_link(memory, root, 0, p, n, root, secondPath, put(secondPath, "new")); }},
    {"link to", [](uint32_t p, uint32_t n) { return path_link(memory, root, 0, secondPath, other(), root, p, n); }},
    {"symlink", [](uint32_t p, uint32_t n) { return path_symlink(memory, secondPath, other(), root, p, n); }},
    {"readlink", [](uint32_t p, uint32_t n) { return path_readlink(memory, root, p, n, buffer, 100, resultPointer); }},
};

// Ways out, as the script made them: links to the parent, outside (relative, absolute, over other links) and up from below.
const StringView waysOut[] = {
    "",          "..",         "../out",          "sub/../..",   "./sub/.././../out", "/",      "//",
    "outlink",   "abslink",    "chain",           "sub/up",      "sub/up/out",        "uplink", "sub/back/..",
    "outlink/.", "abslink/..", "sub/../outlink/", "chain/../out"};

void refuseThrough(StringView way, StringView last) {
  for (const NamedCall &each : calls) {
    uint32_t length = put(firstPath, way);
    length += put(firstPath + length, "/");
    length += put(firstPath + length, last);
    expectStatus(each.call(firstPath, length), perm, each.name, way);
  }
}

// A link out as the last component: not following it is not leaving, so some calls may succeed; the script sees that nothing
// changed.
void refuseToFollow(StringView link) {
  const StringView following[] = {"open", "open creat", "open trunc", "filestat_get", "unstable filestat_get", "set_times"};
  for (const NamedCall &each : calls)
    for (StringView name : following)
      if (each.name == name)
        expectStatus(each.call(firstPath, put(firstPath, link)), perm, each.name, link);
}

// With a slash behind it a link is followed by some system calls, whatever the flags say: here by none.
void refuseSlash(StringView link) {
  for (const NamedCall &each : calls)
    expect(each.call(firstPath, put(firstPath, link)) != success, link);
}

const StringView lastNames[] = {"secret", "new", "dir", "secret/", "dir/."};
// Out as a whole: no call may even tell what is there.
const StringView outside[] = {"..", "../", "../.", "sub/../..", "/", "//", "uplink/..", "outlink/..", "outlink/."};
const StringView linksOut[] = {"filelink", "dangling", "outlink", "absfile"};
const StringView slashed[] = {"filelink/", "dangling/", "outlink/", "outlink//.", "..", "../", "/", "sub/../..", "chain/"};

void run() {
  honourArguments();
  for (StringView way : waysOut)
    for (StringView last : lastNames)
      refuseThrough(way, last);
  for (StringView link : linksOut)
    refuseToFollow(link);
  for (StringView link : slashed)
    refuseSlash(link);
  for (StringView path : outside)
    for (const NamedCall &each : calls)
      expectStatus(each.call(firstPath, put(firstPath, path)), perm, each.name, path);
  for (StringView link : (const StringView[]){"outlink/", "dangling/", "filelink/"})
    expectStatus(path_link(memory, root, 0, firstPath, put(firstPath, link), root, secondPath, put(secondPath, "new")), perm,
                 "link", link);
  expectStatus(path_symlink(memory, secondPath, put(secondPath, "/etc"), root, firstPath, put(firstPath, "new")), perm, "symlink");
  expectStatus(path_readlink(memory, root, firstPath, put(firstPath, "abslink"), buffer, 100, resultPointer), perm, "readlink");
  writeMessage("all held");
}

}  // namespace
}  // namespace wasmc::rt::wasi

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::wasi::run);

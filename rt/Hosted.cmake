# How the runtime, and what runs on it, is compiled as part of a program with a C library. The sources stay freestanding code; those
# in a folder named hosted take the place of others.
include(${CMAKE_CURRENT_LIST_DIR}/Archive.cmake)

# The C library's: the way from exec to main, memcpy and its kin, the first thread's pointer, clone(2). Profiles are for executables.
set(rtFreestandingSources "^start/|^profile/|^plugin/|^core/(CurrentThread|MemoryFunctions)|^threads/Thread(Locals)?\\.")

set(rtSanitizers -fsanitize=address,undefined -fno-sanitize-recover=undefined)
# References must not hide on stacks that AddressSanitizer keeps apart.
set(rtSanitizerFlags -g1 ${rtSanitizers} -fsanitize-address-use-after-return=never -fno-omit-frame-pointer)

# Makes the archive, a path, for one CPU of the SOURCES, which are relative to the current folder, with further FLAGS.
function(hostedArchive cpu archive)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "FLAGS;SOURCES")
  cmake_path(GET archive STEM objects)
  compileArchive(${cpu} ${archive} OBJECTS ${objects} FLAGS ${arg_FLAGS} SOURCES ${arg_SOURCES})
endfunction()

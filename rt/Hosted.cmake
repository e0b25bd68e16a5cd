# How the runtime, and what runs on it, is compiled as part of a program with a C library, for the machine that builds it: that is
# where sanitizers work. The sources stay freestanding code; those in a folder named hosted take the place of others.
include(${CMAKE_CURRENT_LIST_DIR}/Archive.cmake)

# The C library's: the way from exec to main, memcpy and its kin, the first thread's pointer, clone(2). Profiles are for executables.
set(rtFreestandingSources "^start/|^profile/|^core/(CurrentThread|MemoryFunctions)|^threads/Thread(Locals)?\\.")

set(rtSanitizers -fsanitize=address,undefined -fno-sanitize-recover=undefined)
# References must not hide on stacks that AddressSanitizer keeps apart.
set(rtSanitizerFlags -g1 ${rtSanitizers} -fsanitize-address-use-after-return=never -fno-omit-frame-pointer)

# Makes the archive, a path, of the SOURCES, which are relative to the current folder, with further FLAGS.
function(hostedArchive archive)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "FLAGS;SOURCES")
  cmake_path(GET archive STEM objects)
  compileArchive(${CMAKE_HOST_SYSTEM_PROCESSOR} ${archive} OBJECTS ${objects} FLAGS ${arg_FLAGS} SOURCES ${arg_SOURCES})
endfunction()

# libwasmc: NAME.a, of one object in which only what wasmc.h declares is global, and NAME.so. A source in host/ takes the place of
# those of the same name in other folders.
find_program(WASMC_RT_LLD ld.lld-${WASMC_LLVM_VERSION} REQUIRED)
find_program(WASMC_RT_OBJCOPY llvm-objcopy-${WASMC_LLVM_VERSION} REQUIRED)
set(rtHostFlags -g1 -fPIC -ftls-model=initial-exec -DWASMC_HOSTED -DWASMC_VERSION=\"${PROJECT_VERSION}\")
set(rtHostUnusedSources "${rtFreestandingSources}|^wasi/|^gc/|^hosted/|^sys/|^sandbox/(Policy|KernelSandbox|Landlock|Sealing)\\.|^instance/Instance\\.|^traps/Deadline\\.")

function(hostLibrary name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "FLAGS;SOURCES")
  cmake_path(GET name FILENAME base)
  set(sources ${arg_SOURCES})
  list(FILTER sources EXCLUDE REGEX "${rtHostUnusedSources}")
  foreach(source IN LISTS arg_SOURCES)
    if(source MATCHES "^host/(.+)\\.cpp$")
      list(FILTER sources EXCLUDE REGEX "^[a-gi-z][a-z]*/${CMAKE_MATCH_1}\\.cpp$")
    endif()
  endforeach()
  set(object ${name}.o)
  hostedArchive(${name}-parts.a FLAGS ${rtHostFlags} ${arg_FLAGS} SOURCES ${sources})
  add_custom_command(OUTPUT ${object} ${name}.a
    COMMAND ${WASMC_RT_LLD} -r --whole-archive ${name}-parts.a -o ${object}
    COMMAND ${WASMC_RT_OBJCOPY} --localize-hidden ${object}
    COMMAND ${CMAKE_COMMAND} -E rm -f ${name}.a
    COMMAND ${WASMC_RT_AR} rcsD ${name}.a ${object}
    DEPENDS ${name}-parts.a COMMENT "${base}.a" VERBATIM)
  add_custom_command(OUTPUT ${name}.so
    COMMAND ${WASMC_RT_CLANG} -shared -nostdlib++ -fuse-ld=lld-${WASMC_LLVM_VERSION} -Wl,-soname,${base}.so -Wl,-z,defs -Wl,-z,now
      ${arg_FLAGS} ${object} -o ${name}.so
    DEPENDS ${object} COMMENT "${base}.so" VERBATIM)
  add_custom_target(${base} ALL DEPENDS ${name}.a ${name}.so)
endfunction()

# libwasmc: NAME.a, of one object in which only what wasmc.h declares is global, and NAME.so. A source in this folder takes the place
# of the one of the same name elsewhere.
find_program(WASMC_RT_LLD ld.lld-${WASMC_LLVM_VERSION} REQUIRED)
set(WASMC_INTERRUPTION_SIGNAL 58 CACHE STRING "The real-time signal by which libwasmc interrupts guests (rt/host)")
# Signal handlers read thread-local variables: reaching them must not allocate.
set(rtHostFlags -fPIC -ftls-model=initial-exec -DWASMC_HOSTED -DWASMC_INTERRUPTION_SIGNAL=${WASMC_INTERRUPTION_SIGNAL}
  -DWASMC_VERSION=\"${PROJECT_VERSION}\")
# What is for executables alone.
set(rtExecutableSources "^gc/ProgramHeap|^hosted/|^plugin/|^sys/|^instance/Instance\\.|^traps/(Deadline|TrapReport)\\.|^wasi/(threads|preview1/Program)"
  "|^sandbox/(Policy|KernelSandbox|Landlock|Sealing)\\.")
string(JOIN "" rtExecutableSources ${rtExecutableSources})

# Makes them, and a target of the file's name, for one CPU of the SOURCES, which are relative to the current folder, with further
# FLAGS.
function(hostLibrary cpu name)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "FLAGS;SOURCES")
  cmake_path(GET name FILENAME base)
  set(sources ${arg_SOURCES})
  list(FILTER sources EXCLUDE REGEX "${rtFreestandingSources}|${rtExecutableSources}")
  set(replacements ${arg_SOURCES})
  list(FILTER replacements INCLUDE REGEX "^host/")
  foreach(replacement IN LISTS replacements)
    cmake_path(GET replacement FILENAME file)
    list(FILTER sources EXCLUDE REGEX "/${file}$")
  endforeach()
  hostedArchive(${cpu} ${name}-parts.a FLAGS ${rtHostFlags} ${arg_FLAGS} SOURCES ${sources} ${replacements})
  add_custom_command(OUTPUT ${name}.o ${name}.a
    COMMAND ${WASMC_RT_LLD} -r --whole-archive ${name}-parts.a -o ${name}.o
    COMMAND ${WASMC_RT_OBJCOPY} --localize-hidden ${name}.o
    COMMAND ${CMAKE_COMMAND} -E rm -f ${name}.a
    COMMAND ${WASMC_RT_AR} rcsD ${name}.a ${name}.o
    DEPENDS ${name}-parts.a COMMENT "${base}.a" VERBATIM)
  add_custom_command(OUTPUT ${name}.so
    COMMAND ${WASMC_RT_CLANG} --target=${cpu}-linux-gnu -shared -nostdlib++ -fuse-ld=lld-${WASMC_LLVM_VERSION}
      -Wl,-soname,libwasmc.so.${WASMC_HOST_ABI} -Wl,-z,now,-z,nodelete ${arg_FLAGS} ${name}.o -o ${name}.so
    DEPENDS ${name}.o COMMENT "${base}.so" VERBATIM)
  add_custom_target(${base} ALL DEPENDS ${name}.a ${name}.so)
endfunction()

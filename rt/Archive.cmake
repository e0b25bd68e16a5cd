# How freestanding code is compiled for each target CPU into an archive: the runtime, and what else runs without a C library.
#
# It is compiled by the clang of llvm-version.txt whatever compiler builds wasmc, for both CPUs: the only headers from outside are
# the kernel's, and LLVM's tables of the format of profiles. A source in a folder named after a CPU is compiled for that CPU alone.
find_program(WASMC_RT_CLANG clang++-${WASMC_LLVM_VERSION} REQUIRED)
find_program(WASMC_RT_AR llvm-ar-${WASMC_LLVM_VERSION} REQUIRED)
find_program(WASMC_RT_OBJCOPY llvm-objcopy-${WASMC_LLVM_VERSION} REQUIRED)
find_program(WASMC_RT_CCACHE ccache)
set(rtLauncher)
if(WASMC_RT_CCACHE)
  set(rtLauncher ${WASMC_RT_CCACHE})
endif()

set(rtTargets x86_64 aarch64)
set(rtCpuFlags_x86_64 -march=x86-64-v2)
# Out-of-line atomics, which clang assumes where it finds GCC for that CPU, would be calls into its library. x28: generated code
# has the base of memory 0 there (codegen/passes/BaseRegister).
set(rtCpuFlags_aarch64 -mno-outline-atomics -ffixed-x28)
set(rtFlags -O2 -g0 -ffreestanding -fPIE -fvisibility=hidden -ffunction-sections -fdata-sections
  -fno-stack-protector -fstack-clash-protection -fasynchronous-unwind-tables -nostdlibinc -Wall -Wextra -Werror)
# Code that runs once, at the start or at the end, had better be small.
set(rtSmallFolders "^(sandbox|start|instance|traps|unwind)/")
# Nothing runs constructors before main: there must be none.
set(rtCxxFlags -Wglobal-constructors -std=c++23 -fno-exceptions -fno-rtti -fno-threadsafe-statics)

# Debian keeps the kernel's headers for a foreign CPU under /usr/TRIPLE, those of the build machine under /usr/include.
function(rtKernelHeaders cpu result)
  set(triple ${cpu}-linux-gnu)
  find_path(WASMC_RT_ASM_HEADERS_${cpu} asm/unistd.h NO_DEFAULT_PATH REQUIRED
    PATHS /usr/${triple}/include /usr/include/${triple})
  find_path(WASMC_RT_LINUX_HEADERS_${cpu} linux/mman.h NO_DEFAULT_PATH REQUIRED
    PATHS /usr/${triple}/include /usr/include)
  # Searched last, so that stddef.h and its like are clang's own.
  # Behind them LLVM's, for the format of profiles, which is a header of macros alone.
  set(${result} -idirafter ${WASMC_RT_ASM_HEADERS_${cpu}} -idirafter ${WASMC_RT_LINUX_HEADERS_${cpu}}
    -idirafter ${LLVM_INCLUDE_DIR} PARENT_SCOPE)
endfunction()

# Makes the archive, a path, for one CPU of the SOURCES, which are relative to the current folder, with further FLAGS. Objects go
# to the folder that OBJECTS names within the current binary one.
function(compileArchive cpu archive)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" OBJECTS "FLAGS;SOURCES")
  rtKernelHeaders(${cpu} headers)
  list(TRANSFORM rtTargets REPLACE "(.+)" "/\\1/" OUTPUT_VARIABLE foreignFolders)
  list(REMOVE_ITEM foreignFolders /${cpu}/)
  list(JOIN foreignFolders "|" foreignFolders)
  set(objects)
  foreach(source IN LISTS arg_SOURCES)
    if("/${source}" MATCHES "${foreignFolders}")
      continue()
    endif()
    set(language)
    if(source MATCHES "\\.cpp$")
      set(language ${rtCxxFlags})
    endif()
    if(source MATCHES "${rtSmallFolders}")
      list(APPEND language -Os)
    endif()
    set(object ${CMAKE_CURRENT_BINARY_DIR}/${arg_OBJECTS}/${source}.o)
    cmake_path(GET object PARENT_PATH folder)
    file(MAKE_DIRECTORY ${folder})
    add_custom_command(OUTPUT ${object}
      COMMAND ${rtLauncher} ${WASMC_RT_CLANG} --target=${cpu}-linux-gnu ${rtCpuFlags_${cpu}} ${rtFlags} ${arg_FLAGS} ${language}
        ${headers} -I${PROJECT_SOURCE_DIR} -MD -MT ${object} -MF ${object}.d -c ${CMAKE_CURRENT_SOURCE_DIR}/${source} -o ${object}
      DEPENDS ${source} DEPFILE ${object}.d COMMENT "${arg_OBJECTS}: ${source}" VERBATIM)
    list(APPEND objects ${object})
  endforeach()
  add_custom_command(OUTPUT ${archive}
    COMMAND ${CMAKE_COMMAND} -E rm -f ${archive}
    COMMAND ${WASMC_RT_AR} rcsD ${archive} ${objects}
    # Mapping symbols, which tell code from data within a section: there is no such section, and they are a tenth of a small executable.
    COMMAND ${WASMC_RT_OBJCOPY} --wildcard "--strip-symbol=$[xd]" ${archive}
    DEPENDS ${objects} COMMENT "${arg_OBJECTS}: archive" VERBATIM)
endfunction()

function(freestandingArchive cpu archive)
  compileArchive(${cpu} ${archive} OBJECTS ${cpu} SOURCES ${ARGN})
endfunction()

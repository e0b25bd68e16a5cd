# guest_module(NAME SOURCE...): NAME.wasm in the binary folder, from C without a C library.
file(GLOB llvmFolders /usr/lib/llvm-*/bin)
find_program(GUEST_CLANG clang HINTS ${llvmFolders} REQUIRED)

function(guest_module name)
  list(TRANSFORM ARGN PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/ OUTPUT_VARIABLE sources)
  add_custom_command(OUTPUT ${name}.wasm
    COMMAND ${GUEST_CLANG} --target=wasm32 -O2 -nostdlib -Wl,--no-entry ${sources} -o ${name}.wasm
    DEPENDS ${sources} COMMENT "clang: ${name}.wasm" VERBATIM)
endfunction()

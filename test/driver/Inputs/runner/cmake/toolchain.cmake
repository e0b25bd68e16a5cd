# Debian's clang and wasi-libc; programs for Wasm run by CMAKE_CROSSCOMPILING_EMULATOR, which the command line sets.
set(CMAKE_SYSTEM_NAME WASI)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(CMAKE_C_COMPILER_TARGET wasm32-wasip1)
set(CMAKE_C_FLAGS_INIT "-isystem /usr/include/wasm32-wasi -B/usr/lib/wasm32-wasi")
set(CMAKE_EXE_LINKER_FLAGS_INIT "--sysroot=/usr -L/usr/lib/wasm32-wasi")
set(CMAKE_EXECUTABLE_SUFFIX .wasm)

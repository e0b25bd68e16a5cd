# The file for pkg-config, which finds the prefix from its own place. Also a script: cmake -D VARIABLE=... -P PkgConfig.cmake.
cmake_path(RELATIVE_PATH CMAKE_INSTALL_PREFIX BASE_DIRECTORY ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig
  OUTPUT_VARIABLE prefixFromPkgConfig)
configure_file(${CMAKE_CURRENT_LIST_DIR}/wasmc.pc.in ${CMAKE_CURRENT_BINARY_DIR}/wasmc.pc @ONLY)

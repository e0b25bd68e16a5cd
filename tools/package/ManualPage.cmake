# cmake -DWASMC=EXECUTABLE -DVERSION=VERSION -DINPUT=FILE -DOUTPUT=FILE -P ManualPage.cmake: the manual page, with what
# the executable says of its options.
foreach(part IN ITEMS SYNOPSIS OPTIONS COMMANDS)
  string(TOLOWER ${part} kind)
  execute_process(COMMAND ${WASMC} --reference=${kind} OUTPUT_VARIABLE ${part} OUTPUT_STRIP_TRAILING_WHITESPACE
    COMMAND_ERROR_IS_FATAL ANY)
endforeach()
configure_file(${INPUT} ${OUTPUT} @ONLY)

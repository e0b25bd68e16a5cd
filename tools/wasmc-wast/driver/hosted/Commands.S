// The script's bytes as wasmc_script and wasmc_scriptEnd: of the file COMMANDS, a string.
  .section .rodata
  .globl wasmc_script, wasmc_scriptEnd
  .hidden wasmc_script, wasmc_scriptEnd
wasmc_script:
  .incbin COMMANDS
wasmc_scriptEnd:
  .section .note.GNU-stack, "", %progbits

// The functions that generated code calls: of the runtime, each a jump to libwasmc's. No frame: to an unwinder the caller called that.
#if defined(__x86_64__)
#include "rt/plugin/x86_64/instructions.h"
#else
#include "rt/plugin/aarch64/instructions.h"
#endif

    .macro begin name
    .globl \name
    .hidden \name
    .type \name, %function
    .balign 16
\name:
    .cfi_startproc
    .endm

    .macro end name
    .cfi_endproc
    .size \name, . - \name
    .endm

    .macro stub name, number
    begin \name
    jumpToBuiltin \number
    end \name
    .endm

    .text
    .set .Lnext, 0
    .macro nextStub name
    .set .LnumberOf_\name, .Lnext
    stub wasmc_\name, .LnumberOf_\name
    .set .Lnext, .Lnext + 1
    .endm
#define WASMC_BUILTIN(name, result, ...) nextStub name;
#include "rt/abi/Builtins.def"

// What LLVM calls at the end of a landing pad that does not want the exception: it is thrown on.
    stub _Unwind_Resume, .LnumberOf_throw_exception

// In the tables of functions with landing pads. libwasmc does not call it, only unwinders of the host's may, on their way to frames
// farther out: _URC_CONTINUE_UNWIND (Itanium C++ ABI: Exception Handling, 1.1), nothing in a guest is for them.
    begin wasmc_personality
    returnNumber 8
    end wasmc_personality
    .section .note.GNU-stack, "", %progbits

// Where calls.S, of each CPU, finds what it reads and writes: bytes from the beginning of an object. Call.cpp compares them with
// the objects.
#pragma once

#define WASMC_FUNCTION_USUAL 0  // wasmc_function
#define WASMC_FUNCTION_REFERENCE 8
#define WASMC_FUNCTION_INVOKE 16
#define WASMC_FUNCTION_USUAL_IN_REGISTERS 24
#define WASMC_FUNCTION_CODE 32
#define WASMC_FUNCTION_CALLEE 40

#define WASMC_INSTANCE_STACK_SIZE 8  // wasmc_instance; its activity is at its beginning
#define WASMC_INSTANCE_CALL 16
#define WASMC_INSTANCE_USES_HOST 112

#define WASMC_CALL_IS_IN_HOST 65  // GuestCall; its stack pointer is at its beginning

#define WASMC_THREAD_TOP 16  // HostThread
#define WASMC_THREAD_LANDING 24
#define WASMC_THREAD_IS_INTERRUPTED 32
#define WASMC_THREAD_ID 36
#define WASMC_THREAD_GUEST_TOP 400
#define WASMC_THREAD_STACK_SIZE 416

#define WASMC_IMPORT_IMPORTER 48  // ImportedFunction
#define WASMC_IMPORT_DEFINITION 72

#define WASMC_DEFINITION_CALLBACK 32  // Definition
#define WASMC_DEFINITION_DATA 40

// What a call with values in registers returns (RegisterCall.cpp).
#define WASMC_RESULT_NONE 0
#define WASMC_RESULT_INTEGER 1
#define WASMC_RESULT_FLOAT 2

// What functions that guests call need of the guest stack before they leave it: HostFunction.cpp.
#define WASMC_LEAVING_RESERVE 16384

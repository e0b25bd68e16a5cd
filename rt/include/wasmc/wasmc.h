/* libwasmc: running modules that wasmc compiled (--emit=shared, --emit=static-lib) inside another program.

   The shape of things: a wasmc_module is code, loaded once; a wasmc_instance is what runs, with memory, tables and limits of its own;
   any number of instances live side by side. What a module may do is what its imports are given, and what its policy grants.

   Errors. What can fail answers with a wasmc_error, or null: the caller deletes it. A guest that traps, throws, exits or runs out of
   its time is such an error, too, and the host goes on. A null `error` parameter of a constructor means: not interested.

   Threads. Functions may be called from any thread. An instance runs on one thread at a time; a second one that calls it gets
   WASMC_BUSY. wasmc_instance_interrupt may be called by anybody.

   Signals. From the first module on this library handles SIGSEGV, SIGBUS and SIGILL (AArch64: SIGTRAP), and one real-time signal, by
   default 58, by which it stops guests. What is not a guest's doing goes to the handler that was there before, or does what it would
   have done. A handler that is installed later must pass on what is not its own to the one that it has replaced. Threads must not
   block these signals while they call guests.

   Time. Timeouts and interruptions end guest code anywhere, also in start functions and in calls of WASI that wait. A function of the
   host's is not ended: the guest's call ends when it returns; a system call that it waits in may fail with EINTR, once for a timeout
   and once for interruptions. Calls from one instance into another are part of the caller's: its timeout holds for them, and no other.

   fork. The child can use what it has inherited, except instances that other threads were running, resetting or making.

   Ownership. Whoever makes an object deletes it. Instances keep their module, and what they import, alive. Strings are UTF-8 and
   end with a zero byte; those that functions answer live as long as the object they were asked of.

   C99 and C++. All structures are stable within one WASMC_ABI_VERSION. */
#ifndef WASMC_WASMC_H
#define WASMC_WASMC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define WASMC_API __attribute__((visibility("default")))

/* Of the contract between a compiled module and this library. */
#define WASMC_ABI_VERSION 1

/* "0.1.0" */
WASMC_API const char *wasmc_version(void);

typedef struct wasmc_module wasmc_module;
typedef struct wasmc_imports wasmc_imports;
typedef struct wasmc_policy wasmc_policy;
typedef struct wasmc_instance wasmc_instance;
typedef struct wasmc_function wasmc_function;
typedef struct wasmc_memory wasmc_memory;
typedef struct wasmc_table wasmc_table;
typedef struct wasmc_global wasmc_global;
typedef struct wasmc_ref wasmc_ref;
typedef struct wasmc_pool wasmc_pool;
typedef struct wasmc_error wasmc_error;

/* --- Errors */

typedef enum wasmc_error_kind {
  WASMC_INVALID = 1,  /* wrong use of this library: an unknown name, another type, an option that is none */
  WASMC_SYSTEM,       /* the system refuses: no such file, no memory or address space */
  WASMC_INCOMPATIBLE, /* the file is no compiled module, or one for another version of this library or another CPU */
  WASMC_LINK,         /* an import is missing or has another type */
  WASMC_TRAP,         /* the guest trapped, a limit of its policy included */
  WASMC_EXCEPTION,    /* the guest threw what nobody caught */
  WASMC_EXIT,         /* the guest called proc_exit */
  WASMC_INTERRUPTED,  /* wasmc_instance_interrupt */
  WASMC_TIMEOUT,      /* the deadline has passed */
  WASMC_HOST,         /* a host function answered with this error */
  WASMC_BUSY,         /* the instance runs on another thread */
  WASMC_POISONED      /* the instance was stopped in the middle: only reset and delete are left */
} wasmc_error_kind;

WASMC_API wasmc_error_kind wasmc_error_kind_of(const wasmc_error *error);
/* One line: "out of bounds memory access", "env.log: unknown import (function (i32) -> ())". Never null. What could disturb a reader in
   names of the guest's, control characters for example, is shown as \xNN. */
WASMC_API const char *wasmc_error_message(const wasmc_error *error);
/* The guest's functions at a trap or a throw, the innermost first: each line is two spaces, "at", a name. Empty where there is none. */
WASMC_API const char *wasmc_error_backtrace(const wasmc_error *error);
/* Of WASMC_EXIT: the status. */
WASMC_API int wasmc_error_exit_status(const wasmc_error *error);
/* For host functions: what is to end the guest's call. WASMC_HOST. */
WASMC_API wasmc_error *wasmc_error_new(const char *message);
WASMC_API void wasmc_error_delete(wasmc_error *error);

/* --- Types and values */

typedef enum wasmc_kind {
  WASMC_I32 = 1,
  WASMC_I64,
  WASMC_F32,
  WASMC_F64,
  WASMC_V128,
  WASMC_FUNCREF,
  WASMC_EXTERNREF,
  WASMC_OTHERREF /* anyref, eqref, i31ref, structref, arrayref, exnref, and all references to types of the module's that are no functions */
} wasmc_kind;
typedef enum wasmc_extern_kind { WASMC_FUNCTION, WASMC_TABLE, WASMC_MEMORY, WASMC_GLOBAL, WASMC_TAG } wasmc_extern_kind;

/* An argument or a result; its type is the function's. Narrower ones lie at the beginning. */
typedef union wasmc_value {
  int32_t i32;
  int64_t i64;
  float f32;
  double f64;
  uint8_t v128[16];
  /* The host's own pointer, which the guest can only hand on: any address of a process, or a number below 2^62; others are refused. Null:
     ref.null. */
  void *externref;
  const wasmc_function *funcref; /* null: ref.null */
  wasmc_ref *ref;                /* of WASMC_OTHERREF; null: ref.null */
  uint8_t bytes[16] __attribute__((aligned(16)));
} wasmc_value;

typedef struct wasmc_extern_type {
  wasmc_extern_kind kind;
  const char *module; /* of an import: where from; else null. Bytes of a name that are zero or no UTF-8 are replaced */
  const char *name;
  /* As in the text format: "(i32, i32) -> (i64)", "memory 1 16", "mut i32", "table 10 funcref", "tag (i32)", "tag" of an unknown type. */
  const char *type;
} wasmc_extern_type;

/* --- Modules */

/* Loads a plugin (--emit=shared). Loading it twice is fine: both share the code. A file that has taken the place of another (rename(2)) is
   loaded beside that. A file that is in use must not be written to. Nothing of another shared object runs before it is refused. */
WASMC_API wasmc_module *wasmc_module_open(const char *path, wasmc_error **error);
/* A module that is linked into the program (--emit=static-lib): its header has the name of this object. */
struct wasmc_plugin;
WASMC_API wasmc_module *wasmc_module_linked(const struct wasmc_plugin *plugin, wasmc_error **error);
/* The code stays until the last instance is gone. */
WASMC_API void wasmc_module_delete(wasmc_module *module);

WASMC_API size_t wasmc_module_import_count(const wasmc_module *module);
WASMC_API wasmc_extern_type wasmc_module_import(const wasmc_module *module, size_t index);
WASMC_API size_t wasmc_module_export_count(const wasmc_module *module);
WASMC_API wasmc_extern_type wasmc_module_export(const wasmc_module *module, size_t index);

/* --- What a module's imports are */

WASMC_API wasmc_imports *wasmc_imports_new(void);
WASMC_API void wasmc_imports_delete(wasmc_imports *imports);

/* Arguments are in slots[0], slots[1], ..., results are to be left there; there is room for both. `caller` is the instance that calls,
   whose memory it may read and write, and whose functions it may call. An answer that is not null ends the guest's call with it.
   Must return: it may not be left by longjmp or a C++ exception. */
typedef wasmc_error *(*wasmc_callback)(void *data, wasmc_instance *caller, wasmc_value *slots);

/* A function of the host. `type` as in "(i32, i32) -> (i64)"; null: whatever the module declares. `drop`, if not null, is called with
   `data` when nothing refers to the function any more. A later definition of a name replaces an earlier one. */
WASMC_API wasmc_error *wasmc_imports_function(wasmc_imports *imports, const char *module, const char *name, const char *type,
                                              wasmc_callback callback, void *data, void (*drop)(void *data));
/* All exports of an instance, under the name `module`. */
WASMC_API wasmc_error *wasmc_imports_instance(wasmc_imports *imports, const char *module, wasmc_instance *instance);
/* One export of an instance, under a name of its own. */
WASMC_API wasmc_error *wasmc_imports_export(wasmc_imports *imports, const char *module, const char *name, wasmc_instance *instance,
                                            const char *exported);
/* Memories that instances on several threads share, and globals of the host's. `type` as in "memory 1 16 shared", "mut i64". */
WASMC_API wasmc_error *wasmc_imports_memory(wasmc_imports *imports, const char *module, const char *name, const char *type);
WASMC_API wasmc_error *wasmc_imports_global(wasmc_imports *imports, const char *module, const char *name, const char *type,
                                            const wasmc_value *value);
/* WASI (wasi_snapshot_preview1, wasi_unstable), with what the policy of the instance grants. Without this call importing it is refused
   as any unknown import. */
WASMC_API wasmc_error *wasmc_imports_wasi(wasmc_imports *imports);

/* --- Policies */

WASMC_API wasmc_policy *wasmc_policy_new(void);
WASMC_API void wasmc_policy_delete(wasmc_policy *policy);
/* An option as on wasmc's command line, "--max-memory=100M", "--timeout=5s", "--fuel=1000000", "--max-stack=1M", "--max-table=10000",
   "--max-gc-heap=10M", "--dir=data::/data:ro", "--env=A=B". The timeout counts from the beginning of each call into the instance, and of
   its instantiation, all modules together. --max-memory is for the memories that the instance defines, all together; those of wasmc_imports_memory, which
   are the host's, and those of other instances do not count. Exceptions count for themselves, against --max-gc-heap or, without one,
   --max-memory: when that much is used for those that are alive the guest traps. */
WASMC_API wasmc_error *wasmc_policy_add(wasmc_policy *policy, const char *option);
/* What WASI shows as the program's arguments, the program's name first. Copied. */
WASMC_API wasmc_error *wasmc_policy_arguments(wasmc_policy *policy, int count, const char *const *arguments);
/* Descriptors of the process that are the guest's standard input, output and error; -1: none, reading ends at once, writing goes
   nowhere. Without this call all three are -1. They stay the host's, which closes them after the instance. */
WASMC_API void wasmc_policy_streams(wasmc_policy *policy, int input, int output, int error);

/* --- Instances */

/* Instantiates, start function included. `imports` and `policy` may be null: none, no grants and no limits; they may be deleted or
   changed afterwards. A reactor's `_initialize` and a command's `_start` are exports like others, to be called by the host. */
WASMC_API wasmc_instance *wasmc_instance_new(wasmc_module *module, const wasmc_imports *imports, const wasmc_policy *policy,
                                             wasmc_error **error);
/* Not while it runs. What other instances have imported from it stays until they are gone, too. */
WASMC_API void wasmc_instance_delete(wasmc_instance *instance);
/* As if it had just been made, of the same imports and policy: memories, tables, globals, what WASI has opened, the budget of fuel.
   Handles stay valid. Nothing that the guest has written survives. What it imports is left as it is. WASMC_BUSY, and nothing
   happens, while it runs, on this thread or another one. */
WASMC_API wasmc_error *wasmc_instance_reset(wasmc_instance *instance);
/* Ends what runs in it, from any thread or signal handler: the call answers WASMC_INTERRUPTED. Nothing happens if nothing runs, or
   where the system has no room for a signal (RLIMIT_SIGPENDING): then it may be called again. */
WASMC_API void wasmc_instance_interrupt(wasmc_instance *instance);

/* Fuel, of modules compiled with --fuel: what is left, or INT64_MAX. */
WASMC_API int64_t wasmc_instance_fuel(const wasmc_instance *instance);
WASMC_API wasmc_error *wasmc_instance_set_fuel(wasmc_instance *instance, int64_t fuel);

/* A pointer of the host's, null at first. */
WASMC_API void wasmc_instance_set_data(wasmc_instance *instance, void *data);
WASMC_API void *wasmc_instance_data(const wasmc_instance *instance);

/* Exports by name; null if there is none of this kind. They belong to the instance, and stay the same as long as it lives. */
WASMC_API wasmc_function *wasmc_instance_function(wasmc_instance *instance, const char *name);
WASMC_API wasmc_memory *wasmc_instance_memory(wasmc_instance *instance, const char *name);
WASMC_API wasmc_table *wasmc_instance_table(wasmc_instance *instance, const char *name);
WASMC_API wasmc_global *wasmc_instance_global(wasmc_instance *instance, const char *name);

/* --- Calls */

WASMC_API size_t wasmc_function_parameter_count(const wasmc_function *function);
WASMC_API size_t wasmc_function_result_count(const wasmc_function *function);
WASMC_API wasmc_kind wasmc_function_parameter(const wasmc_function *function, size_t index);
WASMC_API wasmc_kind wasmc_function_result(const wasmc_function *function, size_t index);
/* Null if the function is of this type, "(i32) -> (i32)"; else an error that says what it is. To be asked once, so that calls need not. */
WASMC_API wasmc_error *wasmc_function_check(const wasmc_function *function, const char *type);

/* Calls it: arguments in slots[0], slots[1], ..., results left there; there must be room for the larger number of them. Looks at no
   types. From a host function, too, whatever instance called that. */
WASMC_API wasmc_error *wasmc_function_call(wasmc_function *function, wasmc_value *slots);
/* The same with values in registers, which is faster, for functions of up to five integers, eight floating-point numbers, one result or
   none, and no other values. Whoever calls declares it, once for each type: what it returns is one of the following with the macro's
   word for it, or a wasmc_error * with the word "none". wasmc_function_check tells whether a function is of the type.

     wasmc_f64_result call_pow(wasmc_function *, double, double) WASMC_TYPED_CALL(f64);
     wasmc_error *call_log(wasmc_function *, int32_t, int64_t) WASMC_TYPED_CALL(none);
*/
#define WASMC_TYPED_CALL(result) __asm__("wasmc_function_call_" #result) WASMC_API
/* `value` counts if there is no error. */
typedef struct wasmc_i32_result {
  int32_t value;
  wasmc_error *error;
} wasmc_i32_result;
typedef struct wasmc_i64_result {
  int64_t value;
  wasmc_error *error;
} wasmc_i64_result;
typedef struct wasmc_f32_result {
  float value;
  wasmc_error *error;
} wasmc_f32_result;
typedef struct wasmc_f64_result {
  double value;
  wasmc_error *error;
} wasmc_f64_result;

/* By name, counts checked. */
WASMC_API wasmc_error *wasmc_call(wasmc_instance *instance, const char *name, const wasmc_value *arguments, size_t argument_count,
                                  wasmc_value *results, size_t result_count);

/* --- Memories. The guest, on another thread, may change a shared one at any time. */

/* Where it begins: the same address as long as the instance lives. */
WASMC_API uint8_t *wasmc_memory_data(const wasmc_memory *memory);
/* Bytes. */
WASMC_API uint64_t wasmc_memory_size(const wasmc_memory *memory);
/* The address of so many bytes from `offset` on, or null if they aren't all there. */
WASMC_API void *wasmc_memory_at(const wasmc_memory *memory, uint64_t offset, uint64_t size);
/* Copies; false, and nothing is done, if they aren't all there. */
WASMC_API bool wasmc_memory_read(const wasmc_memory *memory, uint64_t offset, void *to, uint64_t size);
WASMC_API bool wasmc_memory_write(wasmc_memory *memory, uint64_t offset, const void *from, uint64_t size);
/* The previous size in pages, or -1 and no change. */
WASMC_API int64_t wasmc_memory_grow(wasmc_memory *memory, uint64_t pages);

/* --- Tables and globals */

WASMC_API uint64_t wasmc_table_size(const wasmc_table *table);
WASMC_API wasmc_error *wasmc_table_get(wasmc_table *table, uint64_t index, wasmc_value *value);
WASMC_API wasmc_error *wasmc_table_set(wasmc_table *table, uint64_t index, const wasmc_value *value);
WASMC_API wasmc_kind wasmc_global_kind(const wasmc_global *global);
WASMC_API void wasmc_global_get(const wasmc_global *global, wasmc_value *value);
/* An error if it can't be changed. */
WASMC_API wasmc_error *wasmc_global_set(wasmc_global *global, const wasmc_value *value);

/* --- References to a guest's objects: structures, arrays, exceptions; also what else an anyref may be

   The guest's collector leaves an object alone as long as there is a wasmc_ref to it. When the instance is reset or deleted its objects
   are gone: a wasmc_ref to one refers to nothing then, and is good for nothing but wasmc_ref_delete. It can be passed to no other
   instance, and only where its type fits; else the call fails.

   Arguments stay with whoever calls, results become the caller's. So what wasmc_function_call, wasmc_call, wasmc_table_get and
   wasmc_global_get answer is the host's to delete, and what they are given stays the host's. The other way round, in a callback:
   arguments are the library's and last until it returns (wasmc_ref_copy makes one that stays); results become the library's, but for
   those that are arguments of the same call, so who wants to keep one returns a copy. Nothing of a callback that answers an error is
   taken.

   A guest can make an externref of an object of its own (extern.convert_any). Such a one is nothing for the host, or for another
   instance: a call that would pass it fails. As an anyref the host can have it.

   From any thread; but only the thread that runs an instance, if one does, may read a table or a global of such references, and none
   may delete a reference while its instance is being reset or deleted. Where a constructor answers null there is no memory. */

/* Another one to the same object. */
WASMC_API wasmc_ref *wasmc_ref_copy(const wasmc_ref *ref);
WASMC_API void wasmc_ref_delete(wasmc_ref *ref);
/* As ref.eq: whether both are the same object, or the same i31. */
WASMC_API bool wasmc_ref_equal(const wasmc_ref *a, const wasmc_ref *b);
/* ref.i31, of the value's lower 31 bits, and i31.get_s; the latter is false if it is none. */
WASMC_API wasmc_ref *wasmc_ref_from_i31(wasmc_instance *instance, int32_t value);
WASMC_API bool wasmc_ref_i31(const wasmc_ref *ref, int32_t *value);
/* any.convert_extern of the host's own pointer, null for null and for one that can be no externref, and extern.convert_any; the latter
   is false if it is none. */
WASMC_API wasmc_ref *wasmc_ref_from_externref(wasmc_instance *instance, void *externref);
WASMC_API bool wasmc_ref_externref(const wasmc_ref *ref, void **externref);

/* --- Pools: instances that are made, and reset, in advance */

/* Keeps up to `capacity` instances ready. */
WASMC_API wasmc_pool *wasmc_pool_new(wasmc_module *module, const wasmc_imports *imports, const wasmc_policy *policy,
                                     size_t capacity, wasmc_error **error);
/* All instances that were taken must have been given back. */
WASMC_API void wasmc_pool_delete(wasmc_pool *pool);
/* A fresh instance. Beyond the capacity it is made anew. */
WASMC_API wasmc_instance *wasmc_pool_take(wasmc_pool *pool, wasmc_error **error);
/* Resets it, or deletes it if the pool is full or it can't be reset. Nothing happens while it runs: it stays taken. */
WASMC_API void wasmc_pool_give(wasmc_pool *pool, wasmc_instance *instance);

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* WASMC_WASMC_H */

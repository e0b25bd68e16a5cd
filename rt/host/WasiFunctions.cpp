#include "rt/host/WasiFunctions.h"

#include "rt/core/Span.h"
#include "rt/host/GuestCall.h"
#include "rt/host/WasiInstance.h"
#include "rt/wasi/preview1/Calls.h"

namespace wasmc::rt::wasi {

namespace {

uint32_t valueOf(const abi::Value &slot, uint32_t) { return slot.i32; }
uint64_t valueOf(const abi::Value &slot, uint64_t) { return slot.i64; }

// Unpacks the arguments, packs the result, and ends the guest if it has waited until it was to end.
template <auto function> struct Adaptor;
template <typename Answer, typename... Parameters, Answer (*function)(abi::Memory *, Parameters...)> struct Adaptor<function> {
  static void call(void *data, abi::Value *slots) {
    auto &caller = *static_cast<WasiCaller *>(data);
    enterContext(*caller.context);
    callWith(caller.memory, slots, __make_integer_seq<Indices, size_t, sizeof...(Parameters)>());
    if (__atomic_load_n(&hostThread.isInterrupted, __ATOMIC_RELAXED)) [[unlikely]]
      endIfInterrupted(hostThread);
  }

private:
  template <size_t... index> static void callWith(abi::Memory *memory, abi::Value *slots, Indices<size_t, index...>) {
    if constexpr (__is_void(Answer))
      function(memory, valueOf(slots[index], Parameters())...);
    else
      slots[0].i32 = function(memory, valueOf(slots[index], Parameters())...);
  }
};

constexpr WasiFunction functions[] = {
#define WASMC_WASI(name, parameters, results, unstable)                              \
  {"wasi_snapshot_preview1", #name, parameters, results, Adaptor<wasi::name>::call}, \
      WASMC_WASI_##unstable(name, parameters, results)
#define WASMC_WASI_Same(name, parameters, results) {"wasi_unstable", #name, parameters, results, Adaptor<wasi::name>::call},
#define WASMC_WASI_Absent(name, parameters, results)
#define WASMC_WASI_Differs(name, parameters, results) \
  {"wasi_unstable", #name, parameters, results, Adaptor<wasi::unstable_##name>::call},
#include "rt/wasi/preview1/Wasi.def"
#undef WASMC_WASI_Differs
#undef WASMC_WASI_Absent
#undef WASMC_WASI_Same
#undef WASMC_WASI
};

bool fits(StringView letters, Span<const abi::ValueType> types) {
  bool fitting = letters.size() == types.size();
  for (size_t i = 0; fitting && i < types.size(); ++i)
    fitting = types[i].kind == (letters[i] == 'l' ? abi::ValueKind::I64 : abi::ValueKind::I32);
  return fitting;
}

}  // namespace

const WasiFunction *findWasiFunction(StringView module, StringView name) {
  for (const WasiFunction &function : functions)
    if (function.name == name && function.module == module)
      return &function;
  return nullptr;
}

bool hasType(const WasiFunction &function, const abi::TypeDesc &type) {
  return fits(function.parameters, {type.parameters, type.parameterCount}) &&
         fits(function.results, {type.results, type.resultCount});
}

}  // namespace wasmc::rt::wasi

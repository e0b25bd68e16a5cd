#include "tools/wasmc-wast/Spectest.h"

#include "frontend/text/Assembler.h"

#include <string_view>

namespace wasmc {
namespace {

// Printing prints nothing: no script can tell.
constexpr std::string_view source = R"(
  (global (export "global_i32") i32 (i32.const 666))
  (global (export "global_i64") i64 (i64.const 666))
  (global (export "global_f32") f32 (f32.const 666.6))
  (global (export "global_f64") f64 (f64.const 666.6))
  (table (export "table") 10 20 funcref)
  (table (export "table64") i64 10 20 funcref)
  (memory (export "memory") 1 2)
  (memory (export "shared_memory") 1 2 shared)
  (func (export "print"))
  (func (export "print_i32") (param i32))
  (func (export "print_i64") (param i64))
  (func (export "print_f32") (param f32))
  (func (export "print_f64") (param f64))
  (func (export "print_i32_f32") (param i32 f32))
  (func (export "print_f64_f64") (param f64 f64))
)";

}  // namespace

std::span<const uint8_t> spectestModule() {
  static const std::vector<uint8_t> bytes = std::move(text::assembleModule(source)->bytes);
  return bytes;
}

}  // namespace wasmc

#include "tools/wasmc-wast/Spectest.h"

#include "frontend/text/Assembler.h"

#include <string>

namespace wasmc {
namespace {

// Printing prints nothing: no script can tell.
constexpr std::string_view always = R"(
  (global (export "global_i32") i32 (i32.const 666))
  (global (export "global_i64") i64 (i64.const 666))
  (global (export "global_f32") f32 (f32.const 666.6))
  (global (export "global_f64") f64 (f64.const 666.6))
  (table (export "table") 10 20 funcref)
  (memory (export "memory") 1 2)
  (func (export "print"))
  (func (export "print_i32") (param i32))
  (func (export "print_i64") (param i64))
  (func (export "print_f32") (param f32))
  (func (export "print_f64") (param f64))
  (func (export "print_i32_f32") (param i32 f32))
  (func (export "print_f64_f64") (param f64 f64))
)";

// What only modules can use that need these features; a compiler without them could not compile spectest with it.
struct Addition {
  Feature feature, second;
  std::string_view text;
};
constexpr Addition additions[] = {
    {Feature::Memory64, Feature::Core, R"((table (export "table64") i64 10 20 funcref))"},
    {Feature::Threads, Feature::MultiMemory, R"((memory (export "shared_memory") 1 2 shared))"},
};

std::vector<uint8_t> assemble() {
  std::string text(always);
  for (const Addition &addition : additions)
    if (isCompiled(addition.feature) && isCompiled(addition.second))
      text += addition.text;
  return std::move(text::assembleModule(text)->bytes);
}

}  // namespace

std::span<const uint8_t> spectestModule() {
  static const std::vector<uint8_t> bytes = assemble();
  return bytes;
}

}  // namespace wasmc

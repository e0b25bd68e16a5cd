#include "codegen/ObjectWriter.h"

#include "codegen/CompileObserver.h"
#include "codegen/NameTable.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/Bitcode/BitcodeWriter.h>
#include <llvm/IR/LegacyPassManager.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/Transforms/Utils/Cloning.h>

namespace wasmc {
namespace {

std::string generate(llvm::Module &ir, llvm::TargetMachine &machine, llvm::CodeGenFileType type, CompileObserver *observer) {
  PhaseTimer timer(observer, Phase::Generate);
  llvm::SmallString<0> buffer;
  llvm::raw_svector_ostream stream(buffer);
  llvm::legacy::PassManager passes;
  bool unsupported = machine.addPassesToEmitFile(passes, stream, nullptr, type);
  if (unsupported)
    llvm::report_fatal_error("the target can't write this kind of file");
  passes.run(ir);
  return std::string(buffer.str());
}

}  // namespace

CompiledProgram writeOutputs(Context &context, llvm::TargetMachine &machine, const CodegenOutputs &outputs) {
  CompiledProgram program;
  CompileObserver *observer = context.options.observer;
  if (outputs.llvmIr) {
    llvm::raw_string_ostream stream(program.llvmIr);
    context.ir.print(stream, nullptr);
  }
  if (outputs.llvmBitcode) {
    llvm::raw_string_ostream stream(program.llvmBitcode);
    llvm::WriteBitcodeToFile(context.ir, stream);
  }
  if (outputs.assembly)  // code generation changes the IR: work on a copy when another one follows
    program.assembly = generate(outputs.object ? *llvm::CloneModule(context.ir) : context.ir, machine,
                                llvm::CodeGenFileType::AssemblyFile, observer);
  if (outputs.object)
    program.object = generate(context.ir, machine, llvm::CodeGenFileType::ObjectFile, observer);
  if (outputs.object && context.debugInfo) {
    PhaseTimer timer(observer, Phase::Names);
    program.object = addNameTable(program.object);
  }
  return program;
}

}  // namespace wasmc

#include "codegen/target/NarrowAddresses.h"

#include "rt/abi/Layout.h"

#include <llvm/ADT/StringSwitch.h>
#include <llvm/CodeGen/MachineInstrBuilder.h>
#include <llvm/CodeGen/MachineRegisterInfo.h>
#include <llvm/CodeGen/TargetInstrInfo.h>
#include <llvm/CodeGen/TargetRegisterInfo.h>
#include <llvm/CodeGen/TargetSubtargetInfo.h>
#include <optional>

namespace wasmc {
namespace {

using llvm::MachineInstr;
using llvm::MachineOperand;
using llvm::Register;

// Operands of an address, from the first one on: X86's order.
enum AddressPart { baseRegister, scale, indexRegister, displacement, segmentRegister, addressParts };

// What a 32-bit value is: instructions of X86 by their names, for LLVM's header with their numbers is not a public one.
enum class Sum { None, OfRegisters, Address, Shift };

Sum sumNamed(llvm::StringRef name) {
  return llvm::StringSwitch<Sum>(name)
      .Cases({"ADD32rr", "ADD32rr_DB"}, Sum::OfRegisters)
      .Case("LEA64_32r", Sum::Address)
      .Case("SHL32ri", Sum::Shift)
      .Default(Sum::None);
}

// By number. Numbers are the same for all subtargets.
const std::vector<Sum> &sums(const llvm::TargetInstrInfo &instructions) {
  static const std::vector<Sum> table = [&] {
    std::vector<Sum> kinds(instructions.getNumOpcodes());
    for (unsigned opcode = 0; opcode < kinds.size(); ++opcode)
      kinds[opcode] = sumNamed(instructions.getName(opcode));
    return kinds;
  }();
  return table;
}

// Of base + index * scale + constant, modulo 2^32; of registers of 64 bits the lower halves. No register: nothing.
struct Value {
  Register reg;
  unsigned part = 0;  // of a virtual register: its lower half, if it has 64 bits
};
struct NarrowAddress {
  Value base, index;
  int64_t scale = 1;
  int64_t constant = 0;
};

class NarrowAddresses final : public llvm::MachineFunctionPass {
public:
  static char ID;
  NarrowAddresses() : MachineFunctionPass(ID) {}
  llvm::StringRef getPassName() const override { return "addresses of guest memory in 32 bits"; }
  bool runOnMachineFunction(llvm::MachineFunction &function) override;

private:
  bool narrow(MachineInstr &extension);
  std::optional<NarrowAddress> addressOf(const MachineInstr &sum, unsigned lowPart) const;
  std::optional<NarrowAddress> addressOfLea(const MachineInstr &lea, unsigned lowPart) const;
  std::optional<Value> lowPartOf(const MachineOperand &operand, unsigned lowPart) const;
  Register wideRegister(Value value, MachineInstr &access, const MachineInstr &extension);
  void put(const NarrowAddress &address, MachineInstr &access, const MachineInstr &extension);
  void setRegister(MachineOperand &operand, Register reg);
  void eraseUnused(Register reg);

  llvm::MachineRegisterInfo *registers = nullptr;
  const llvm::TargetInstrInfo *instructions = nullptr;
};

char NarrowAddresses::ID = 0;

// The number of an access's first operand of its address.
std::optional<unsigned> addressOperand(const MachineInstr &instruction) {
  if (!instruction.mayLoadOrStore() || instruction.isInlineAsm())
    return std::nullopt;
  auto operands = instruction.getDesc().operands();
  for (unsigned i = 0; i + addressParts <= operands.size(); ++i)
    if (operands[i].OperandType == llvm::MCOI::OPERAND_MEMORY)
      return i;
  return std::nullopt;
}

// Whether `use` is the whole address of an access without an offset.
bool isPlainAccess(const MachineOperand &use) {
  const MachineInstr &access = *use.getParent();
  std::optional<unsigned> first = addressOperand(access);
  if (!first || use.getSubReg() || access.getOperandNo(&use) != *first + baseRegister)
    return false;
  const MachineOperand &offset = access.getOperand(*first + displacement);
  return !access.getOperand(*first + indexRegister).getReg() && !access.getOperand(*first + segmentRegister).getReg() &&
         offset.isImm() && offset.getImm() == static_cast<int64_t>(abi::fixedMemoryBase);
}

// Stands as the segment of narrow addresses until registers are allocated: the allocator wants registers of 64 bits in addresses, which
// therefore keep these, and would have no meaning if the mark could get lost. Nothing else uses this segment.
llvm::MCRegister markOf(const llvm::MachineFunction &function) {
  const llvm::TargetRegisterInfo &target = *function.getSubtarget().getRegisterInfo();
  static const unsigned number = [&] {
    unsigned found = 1;
    while (llvm::StringRef(target.getName(found)) != "ES")
      ++found;
    return found;
  }();
  return number;
}

std::optional<Value> valueOf(const MachineOperand &operand) {
  if (!operand.isReg() || !operand.getReg().isVirtual())
    return std::nullopt;
  return Value{operand.getReg(), operand.getSubReg()};
}

// What an address of 64 bits has for a base or an index.
std::optional<Value> NarrowAddresses::lowPartOf(const MachineOperand &operand, unsigned lowPart) const {
  if (!operand.isReg() || operand.getSubReg())
    return std::nullopt;
  if (!operand.getReg())
    return Value{};
  return operand.getReg().isVirtual() ? std::optional(Value{operand.getReg(), lowPart}) : std::nullopt;
}

std::optional<NarrowAddress> NarrowAddresses::addressOfLea(const MachineInstr &lea, unsigned lowPart) const {
  auto part = [&](AddressPart which) -> const MachineOperand & { return lea.getOperand(1 + which); };
  auto base = lowPartOf(part(baseRegister), lowPart);
  auto index = lowPartOf(part(indexRegister), lowPart);
  if (!base || !index || !part(displacement).isImm() || part(segmentRegister).getReg())
    return std::nullopt;
  return NarrowAddress{*base, *index, part(scale).getImm(), part(displacement).getImm()};
}

std::optional<NarrowAddress> NarrowAddresses::addressOf(const MachineInstr &sum, unsigned lowPart) const {
  Sum kind = sums(*instructions)[sum.getOpcode()];
  if (kind == Sum::None)
    return std::nullopt;
  if (kind == Sum::Address)
    return addressOfLea(sum, lowPart);
  auto first = valueOf(sum.getOperand(1));
  if (!first)
    return std::nullopt;
  const MachineOperand &second = sum.getOperand(2);
  if (kind == Sum::OfRegisters) {
    auto index = valueOf(second);
    return index ? std::optional(NarrowAddress{.base = *first, .index = *index}) : std::nullopt;
  }
  if (!second.isImm())
    return std::nullopt;
  if (second.getImm() < 1 || second.getImm() > 3)
    return std::nullopt;
  return NarrowAddress{.index = *first, .scale = int64_t{1} << second.getImm()};
}

// A register of 64 bits with the value in its lower half; its upper half may hold anything.
Register NarrowAddresses::wideRegister(Value value, MachineInstr &access, const MachineInstr &extension) {
  auto lowPart = extension.getOperand(3).getImm();
  if (!value.reg || value.part == lowPart)
    return value.reg;
  const llvm::TargetRegisterClass *kind = registers->getRegClass(extension.getOperand(0).getReg());
  Register undefined = registers->createVirtualRegister(kind), wide = registers->createVirtualRegister(kind);
  llvm::MachineBasicBlock &block = *access.getParent();
  BuildMI(block, access, access.getDebugLoc(), instructions->get(llvm::TargetOpcode::IMPLICIT_DEF), undefined);
  BuildMI(block, access, access.getDebugLoc(), instructions->get(llvm::TargetOpcode::INSERT_SUBREG), wide)
      .addReg(undefined)
      .addReg(value.reg, 0, value.part)
      .addImm(lowPart);
  return wide;
}

void NarrowAddresses::setRegister(MachineOperand &operand, Register reg) {
  operand.setReg(reg);
  operand.setIsKill(false);
  if (reg)
    registers->clearKillFlags(reg);
}

void NarrowAddresses::put(const NarrowAddress &address, MachineInstr &access, const MachineInstr &extension) {
  unsigned first = *addressOperand(access);
  for (Value value : {address.base, address.index})
    if (value.reg)
      registers->clearKillFlags(value.reg);
  setRegister(access.getOperand(first + baseRegister), wideRegister(address.base, access, extension));
  setRegister(access.getOperand(first + indexRegister), wideRegister(address.index, access, extension));
  access.getOperand(first + scale).setImm(address.scale);
  // A displacement is 32 bits, and so is the sum.
  access.getOperand(first + displacement)
      .setImm(static_cast<int32_t>(static_cast<uint32_t>(address.constant + static_cast<int64_t>(abi::fixedMemoryBase))));
  access.getOperand(first + segmentRegister).setReg(markOf(*access.getMF()));
}

// What computed an address, unless something else wants it.
void NarrowAddresses::eraseUnused(Register reg) {
  MachineInstr *definition = registers->getVRegDef(reg);
  if (!definition || !registers->use_nodbg_empty(reg) || !definition->wouldBeTriviallyDead() ||
      !definition->allImplicitDefsAreDead())
    return;
  llvm::SmallVector<Register, 4> operands;
  for (const MachineOperand &operand : definition->uses())
    if (operand.isReg() && operand.getReg().isVirtual())
      operands.push_back(operand.getReg());
  definition->eraseFromParent();
  for (Register operand : operands)
    eraseUnused(operand);
}

bool NarrowAddresses::narrow(MachineInstr &extension) {
  constexpr size_t mostAccesses = 2;
  Register wide = extension.getOperand(0).getReg();
  auto narrowed = valueOf(extension.getOperand(2));
  if (!narrowed || narrowed->part || !registers->hasOneNonDBGUse(narrowed->reg))
    return false;
  const MachineInstr *sum = registers->getVRegDef(narrowed->reg);
  if (!sum || sum->getParent() != extension.getParent() || !sum->allImplicitDefsAreDead())
    return false;
  auto address = addressOf(*sum, static_cast<unsigned>(extension.getOperand(3).getImm()));
  if (!address || !address->index.reg)
    return false;
  llvm::SmallVector<MachineInstr *, mostAccesses> accesses;
  for (MachineOperand &use : registers->use_nodbg_operands(wide)) {
    if (accesses.size() == mostAccesses || use.getParent()->getParent() != sum->getParent() || !isPlainAccess(use))
      return false;
    accesses.push_back(use.getParent());
  }
  for (MachineInstr *access : accesses)
    put(*address, *access, extension);
  eraseUnused(wide);
  return !accesses.empty();
}

bool NarrowAddresses::runOnMachineFunction(llvm::MachineFunction &function) {
  if (!function.getFunction().hasFnAttribute(narrowAddressesAttribute))
    return false;
  registers = &function.getRegInfo();
  instructions = function.getSubtarget().getInstrInfo();
  bool changed = false;
  for (llvm::MachineBasicBlock &block : function)
    for (MachineInstr &instruction : llvm::make_early_inc_range(block))
      if (instruction.isSubregToReg())
        changed |= narrow(instruction);
  return changed;
}

// Once registers are allocated: the lower halves of what marked addresses have.
class FinishNarrowAddresses final : public llvm::MachineFunctionPass {
public:
  static char ID;
  FinishNarrowAddresses() : MachineFunctionPass(ID) {}
  llvm::StringRef getPassName() const override { return "narrow addresses get registers of 32 bits"; }
  bool runOnMachineFunction(llvm::MachineFunction &function) override;
};

char FinishNarrowAddresses::ID = 0;

bool isMarked(const MachineInstr &instruction, llvm::MCRegister mark) {
  return llvm::any_of(instruction.operands(), [&](const MachineOperand &each) { return each.isReg() && each.getReg() == mark; });
}

llvm::MCRegister lowerHalf(llvm::MCRegister reg, const llvm::TargetRegisterInfo &target) {
  for (unsigned part = 1; part < target.getNumSubRegIndices(); ++part)
    if (llvm::StringRef(target.getSubRegIndexName(part)) == "sub_32bit")
      return target.getSubReg(reg, part);
  llvm_unreachable("X86 has registers of 32 bits");
}

bool FinishNarrowAddresses::runOnMachineFunction(llvm::MachineFunction &function) {
  if (!function.getFunction().hasFnAttribute(narrowAddressesAttribute))
    return false;
  const llvm::TargetRegisterInfo &target = *function.getSubtarget().getRegisterInfo();
  llvm::MCRegister mark = markOf(function);
  for (llvm::MachineBasicBlock &block : function)
    for (MachineInstr &instruction : block.instrs()) {
      if (!isMarked(instruction, mark))
        continue;
      std::optional<unsigned> first = addressOperand(instruction);
      if (!first || instruction.getOperand(*first + segmentRegister).getReg() != mark)  // it would leave the sandbox
        llvm::report_fatal_error("a narrow address is where none can be");
      instruction.getOperand(*first + segmentRegister).setReg(llvm::Register());
      for (AddressPart part : {baseRegister, indexRegister})
        if (MachineOperand &operand = instruction.getOperand(*first + part); operand.getReg())
          operand.setReg(lowerHalf(operand.getReg().asMCReg(), target));
    }
  return true;
}

}  // namespace

llvm::MachineFunctionPass *createFinishNarrowAddresses() { return new FinishNarrowAddresses(); }

llvm::MachineFunctionPass *createNarrowAddresses() { return new NarrowAddresses(); }

}  // namespace wasmc

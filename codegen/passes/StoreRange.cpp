#include "codegen/passes/StoreRange.h"

#include <llvm/ADT/SmallPtrSet.h>
#include <llvm/IR/DataLayout.h>
#include <llvm/IR/Operator.h>

namespace wasmc {
namespace {

// Fewer stores seldom repay the comparison; each pair of pointers costs another one.
constexpr size_t minStores = 4, maxPairs = 2;
constexpr unsigned maxInstructions = 256;

// An access at a distance in bytes from a pointer, reached by additions of constants.
struct Place {
  llvm::Value *pointer;
  int64_t distance;
  int64_t size;

  bool meets(const Place &other) const { return distance < other.distance + other.size && other.distance < distance + size; }
  void addTo(ByteInterval &bytes) const {
    bytes.low = std::min(bytes.low, distance);
    bytes.high = std::max(bytes.high, distance + size);
  }
};

// None if the access is more than a plain one.
template <typename Access> std::optional<Place> placeOf(Access &access) {
  const llvm::DataLayout &layout = access.getDataLayout();
  llvm::Value *pointer = access.getPointerOperand();
  llvm::TypeSize size = layout.getTypeStoreSize(llvm::getLoadStoreType(&access));
  if (!access.isSimple() || size.isScalable() || layout.getIndexTypeSizeInBits(pointer->getType()) != 64)
    return std::nullopt;
  llvm::APInt distance(64, 0);
  while (auto *addition = llvm::dyn_cast<llvm::GetElementPtrInst>(pointer)) {
    llvm::APInt more(64, 0);
    if (!addition->accumulateConstantOffset(layout, more))
      break;
    distance += more;
    pointer = addition->getPointerOperand();
  }
  if (distance.abs().uge(ByteInterval::maxDistance))
    return std::nullopt;
  return Place{pointer, distance.getSExtValue(), static_cast<int64_t>(size.getFixedValue())};
}

bool isBefore(const llvm::Value *value, const llvm::Instruction &place) {
  const auto *instruction = llvm::dyn_cast<llvm::Instruction>(value);
  return !instruction || instruction->getParent() != place.getParent() || instruction->comesBefore(&place);
}

// Finds the ranges of a block one after the other.
class Scanner {
public:
  void run(llvm::BasicBlock &block) {
    for (llvm::Instruction &instruction : block) {
      if (!instruction.mayHaveSideEffects())
        continue;
      auto *store = llvm::dyn_cast<llvm::StoreInst>(&instruction);
      if (std::optional<Place> place = store ? placeOf(*store) : std::nullopt)
        add(*store, *place);
      else
        end();
    }
    end();
  }

  llvm::SmallVector<StoreRange, 2> ranges;

private:
  void add(llvm::StoreInst &store, const Place &place) {
    range.stores.push_back(&store);
    places.push_back(place);
  }

  // Notes what is between the stores and may go before them.
  void findLoads() {
    size_t storesBefore = 0;
    for (llvm::Instruction *next = range.stores.front(); next != range.stores.back(); next = next->getNextNode())
      if (next == range.stores[storesBefore])
        ++storesBefore;
      else if (auto *load = llvm::dyn_cast<llvm::LoadInst>(next))
        add(*load, llvm::ArrayRef(places).take_front(storesBefore));
  }

  // Notes a load behind such stores if it may go before them, and what that takes.
  void add(llvm::LoadInst &load, llvm::ArrayRef<Place> before) {
    std::optional<Place> place = placeOf(load);
    if (!place || !isBefore(place->pointer, *range.stores.front()))
      return;
    auto pairs = range.pairs;
    for (const Place &stored : before) {
      bool isKnown = stored.pointer == place->pointer;
      if (isKnown ? stored.meets(*place) : !isComparable(stored.pointer, place->pointer))
        return;
      if (isKnown)
        continue;
      StoreRange::Bytes &bytes = pairs[{stored.pointer, place->pointer}];
      stored.addTo(bytes.stored);
      place->addTo(bytes.loaded);
    }
    if (pairs.size() > maxPairs)
      return;
    range.pairs = std::move(pairs);
    range.loads.push_back(&load);
  }

  bool isComparable(const llvm::Value *target, const llvm::Value *source) const {
    return target->getType() == source->getType() && isBefore(target, *range.stores.front());
  }

  void end() {
    if (range.stores.size() >= minStores && hasNeighbours()) {
      findLoads();
      if (!range.pairs.empty() && findBegin())
        ranges.push_back(std::move(range));
    }
    range = {};
    places.clear();
  }

  // Whether any two stores could become one.
  bool hasNeighbours() const {
    for (size_t i = 0; i < places.size(); ++i)
      for (size_t j = 0; j < i; ++j)
        if (places[i].pointer == places[j].pointer && places[i].size == places[j].size &&
            std::abs(places[i].distance - places[j].distance) == places[i].size)
          return true;
    return false;
  }

  // Finds where the range begins: behind what else has an effect, and behind what the pointers need from memory or from other blocks.
  // Whether it is small enough.
  bool findBegin() {
    llvm::SmallPtrSet<const llvm::Value *, 16> needed;
    for (const auto &[pointers, bytes] : range.pairs)
      needed.insert({pointers.first, pointers.second});
    unsigned instructions = 0;
    for (llvm::Instruction *next = range.stores.back(); next; next = next->getPrevNode()) {
      bool isOther = next->mayHaveSideEffects() && !llvm::is_contained(range.stores, next);
      bool isAddress = needed.contains(next);
      if (isOther || !isCopyable(*next) || (isAddress && next->mayReadFromMemory()))
        break;
      if (++instructions > maxInstructions)
        return false;
      if (isAddress) {
        range.addresses.push_back(next);
        needed.insert(next->op_begin(), next->op_end());
      } else {
        range.begin = next;
      }
    }
    return range.begin == range.stores.front() || range.begin->comesBefore(range.stores.front());
  }

  static bool isCopyable(const llvm::Instruction &instruction) {
    const auto *call = llvm::dyn_cast<llvm::CallBase>(&instruction);
    return !llvm::isa<llvm::PHINode, llvm::AllocaInst>(instruction) && !instruction.getType()->isTokenTy() &&
           !(call && (call->cannotDuplicate() || call->isConvergent()));
  }

  StoreRange range;
  llvm::SmallVector<Place, 8> places;  // of its stores
};

}  // namespace

llvm::SmallVector<StoreRange, 2> findStoreRanges(llvm::BasicBlock &block) {
  Scanner scanner;
  scanner.run(block);
  return std::move(scanner.ranges);
}

}  // namespace wasmc

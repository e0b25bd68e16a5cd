#include "tools/common/NumberSearch.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace wasmc {
namespace {

// The numbers that kernels know today are below it.
constexpr uint32_t knownNumbers = 470;
// What an instruction costs to be translated, in instructions run: 0.2 to 0.3 us and 1.7 to 2.7 ns, measured on Linux 6.18, x86-64.
constexpr uint64_t translation = 110;

class Planner {
public:
  explicit Planner(std::span<const uint32_t> numbers) : numbers(numbers) {
    // A range worth dividing ends at a number or behind it.
    points = {0, std::max(knownNumbers, numbers.empty() ? 0 : numbers.back() + 1)};
    for (uint32_t number : numbers)
      points.insert(points.end(), {number, number + 1});
    std::ranges::sort(points);
    points.erase(std::ranges::unique(points).begin(), points.end());
    plans.resize(points.size() * points.size());
  }

  NumberSearch search() { return search(0, points.size() - 1); }

private:
  struct Plan {
    uint64_t cost;
    size_t split;  // an index of `points`; 0: none
  };

  std::span<const uint32_t> within(size_t begin, size_t end) const {
    auto first = std::ranges::lower_bound(numbers, points[begin]), last = std::ranges::lower_bound(numbers, points[end]);
    return {first, last};
  }

  // Of the range from points[begin] to points[end]: from one number on each is compared with one more.
  uint64_t costInTurn(size_t begin, size_t end) const {
    uint64_t count = within(begin, end).size(), others = points[end] - points[begin] - count;
    return count * translation + others * count + count * (count + 1) / 2;
  }

  Plan planOf(size_t begin, size_t end) {
    std::optional<Plan> &known = plans[begin * points.size() + end];
    if (known)
      return *known;
    Plan best = {costInTurn(begin, end), 0};
    for (size_t split = begin + 1; split < end && best.cost > 0; ++split) {
      uint64_t cost = translation + (points[end] - points[begin]) + planOf(begin, split).cost + planOf(split, end).cost;
      if (cost < best.cost)
        best = {cost, split};
    }
    known = best;
    return best;
  }

  NumberSearch search(size_t begin, size_t end) {
    size_t split = planOf(begin, end).split;
    if (split == 0)
      return {within(begin, end), 0, nullptr, nullptr};
    return {within(begin, end), points[split], std::make_unique<NumberSearch>(search(begin, split)),
            std::make_unique<NumberSearch>(search(split, end))};
  }

  std::span<const uint32_t> numbers;
  std::vector<uint32_t> points;
  std::vector<std::optional<Plan>> plans;  // by both ends of the range
};

}  // namespace

NumberSearch cheapestSearch(std::span<const uint32_t> numbers) { return Planner(numbers).search(); }

}  // namespace wasmc

// The annotations of one module, each of which has to be taken by the part of the parser that it belongs to.
// Source: specification, appendix "Custom Sections and Annotations"; the branch hinting proposal.
#pragma once

#include "frontend/text/Cursor.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace wasmc::text {

// The order of sections in a module (5.5.16); First and Last are what lies around them.
enum class SectionOrder : uint8_t {
  First,
  Type,
  Import,
  Function,
  Table,
  Memory,
  Tag,
  Global,
  Export,
  Start,
  Element,
  DataCount,
  Code,
  Data,
  Last
};

struct CustomSection {
  std::string name;
  std::string contents;
  SectionOrder section = SectionOrder::Last;
  bool isBefore = true;
};

class Annotations {
public:
  // Borrows the cursor: all of these look at what stands in front of its next token.
  explicit Annotations(Cursor &cursor);

  std::optional<std::string> takeName();
  // Whether there is one to be taken.
  bool atName() const;
  std::optional<CustomSection> takeCustom();
  // The hint's value; a second one for the same instruction is an error.
  std::optional<uint8_t> takeBranchHint();

  // Whether none of the kind is left between two tokens that has not been taken; an error otherwise.
  void expectNone(AnnotationKind kind, uint32_t firstToken, uint32_t lastToken, std::string_view message);

private:
  // Those of one kind, by index in list.annotations. They are taken in order where several stand in front of one token.
  struct Queue {
    std::vector<uint32_t> entries;
    std::vector<bool> isTaken;
    size_t next = 0;  // where a search in front of the token `position` resumes
    uint32_t position = UINT32_MAX;
  };
  const Annotation *take(AnnotationKind kind);
  // The first entry that stands in front of the token or a later one.
  size_t find(const Queue &queue, uint32_t token) const;

  Cursor &cursor;
  const TokenList &list;
  std::array<Queue, 3> queues;  // by AnnotationKind
};

}  // namespace wasmc::text

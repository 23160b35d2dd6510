// One block of running text: CommonMark inside (md4c), then [word]{w} for quantities and [word]{?term} for the glossary.
#pragma once

#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "ui/rich_text.hpp"

namespace epochs::lesson {

// Paragraphs and list items, in order. HTML, images, links and tables are not part of the grammar and stay plain text.
struct InlineBlocks {
  std::vector<ui::Paragraph> paragraphs;
  std::vector<ui::Paragraph> items;    // of lists
  int paragraphs_before_items = 0;     // so many paragraphs stand before the first item
};
InlineBlocks parse_inline(std::string_view markdown);

std::string plain(const ui::Paragraph& paragraph);

}  // namespace epochs::lesson

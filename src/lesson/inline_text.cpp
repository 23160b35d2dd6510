#include "lesson/inline_text.hpp"

#include <md4c.h>

namespace epochs::lesson {
namespace {

struct Builder {
  InlineBlocks out;
  ui::Paragraph current;
  int strong = 0, code = 0, item = 0;

  void add(std::string_view text) {
    const bool is_strong = strong > 0, is_code = code > 0;
    if (!current.empty() && current.back().strong == is_strong && current.back().code == is_code)
      current.back().text += text;
    else
      current.push_back({std::string(text), {}, {}, is_strong, is_code});
  }
  void close() {
    if (current.empty()) return;
    if (item > 0) {
      out.items.push_back(std::move(current));
    } else {
      out.paragraphs.push_back(std::move(current));
      if (out.items.empty()) out.paragraphs_before_items = static_cast<int>(out.paragraphs.size());
    }
    current.clear();
  }
};

int enter_block(MD_BLOCKTYPE type, void*, void* user) {
  auto& builder = *static_cast<Builder*>(user);
  builder.close();
  if (type == MD_BLOCK_LI) ++builder.item;
  return 0;
}

int leave_block(MD_BLOCKTYPE type, void*, void* user) {
  auto& builder = *static_cast<Builder*>(user);
  builder.close();
  if (type == MD_BLOCK_LI) --builder.item;
  return 0;
}

int enter_span(MD_SPANTYPE type, void*, void* user) {
  auto& builder = *static_cast<Builder*>(user);
  if (type == MD_SPAN_STRONG) ++builder.strong;
  if (type == MD_SPAN_CODE) ++builder.code;
  return 0;
}

int leave_span(MD_SPANTYPE type, void*, void* user) {
  auto& builder = *static_cast<Builder*>(user);
  if (type == MD_SPAN_STRONG) --builder.strong;
  if (type == MD_SPAN_CODE) --builder.code;
  return 0;
}

// A line break in the source is a space between Latin words and nothing between ideographs.
bool joins_without_space(const ui::Paragraph& so_far) {
  if (so_far.empty() || so_far.back().text.empty()) return false;
  return is_cjk(decode_utf8(so_far.back().text).back());
}

int take_text(MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* user) {
  auto& builder = *static_cast<Builder*>(user);
  if (type == MD_TEXT_SOFTBR || type == MD_TEXT_BR) {
    if (!joins_without_space(builder.current)) builder.add(" ");
  } else if (type == MD_TEXT_NULLCHAR) {
    builder.add("\xEF\xBF\xBD");
  } else {
    builder.add({text, size});
  }
  return 0;
}

ui::Span marked(const ui::Span& style, std::string_view text, std::string_view mark) {
  ui::Span span = style;
  span.text = text;
  if (mark.starts_with('?'))
    span.term = mark.substr(1);
  else
    span.quantity = mark;
  return span;
}

// "[word]{w}" inside one span becomes a span of its own; anything else with brackets stays as it is.
void split_marks(const ui::Span& span, ui::Paragraph& out) {
  const std::string_view text = span.text;
  std::size_t plain_from = 0;
  for (std::size_t open = text.find('['); open != std::string_view::npos; open = text.find('[', open + 1)) {
    const std::size_t close = text.find("]{", open);
    const std::size_t end = close == std::string_view::npos ? close : text.find('}', close);
    if (end == std::string_view::npos) break;
    if (text.find('[', open + 1) < close) continue;
    if (open > plain_from) out.push_back(marked(span, text.substr(plain_from, open - plain_from), {}));
    out.push_back(marked(span, text.substr(open + 1, close - open - 1), text.substr(close + 2, end - close - 2)));
    plain_from = end + 1;
    open = end;
  }
  if (plain_from < text.size()) out.push_back(marked(span, text.substr(plain_from), {}));
}

void split_all(std::vector<ui::Paragraph>& paragraphs) {
  for (ui::Paragraph& paragraph : paragraphs) {
    ui::Paragraph out;
    for (const ui::Span& span : paragraph) {
      if (span.code)
        out.push_back(span);
      else
        split_marks(span, out);
    }
    paragraph = std::move(out);
  }
}

}  // namespace

InlineBlocks parse_inline(std::string_view markdown) {
  MD_PARSER parser{};
  parser.flags = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS;
  parser.enter_block = enter_block;
  parser.leave_block = leave_block;
  parser.enter_span = enter_span;
  parser.leave_span = leave_span;
  parser.text = take_text;
  Builder builder;
  md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &builder);
  split_all(builder.out.paragraphs);
  split_all(builder.out.items);
  return std::move(builder.out);
}

std::string plain(const ui::Paragraph& paragraph) {
  std::string out;
  for (const ui::Span& span : paragraph) out += span.text;
  return out;
}

}  // namespace epochs::lesson

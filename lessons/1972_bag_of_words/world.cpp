#include "world.hpp"

#include <utility>

#include "data/pieces.hpp"

namespace epochs::bag {
namespace {

// Words of the documents that are written here and that TinyWorld does not know.
constexpr std::string_view kMoreWords[] = {"孩子们", "蛋糕", "牛奶", "奶酪", "面包", "公共汽车", "晚点", "车站", "厨师", "司机", "商店", "便宜", "傍晚", "天空", "颜色", "大海", "厨房", "面包师", "瓶子", "城市", "价钱",
                                           "医生", "治好", "病人", "大夫", "医治", "患者", "中午", "火车", "这里", "睡觉", "东西", "量子", "物理", "这家", "新鲜", "今天", "城里"};

const data::WordList& chinese_words() {
  static const data::WordList list = [] {
    std::vector<std::string> words = world().words(Language::Chinese);
    words.insert(words.end(), std::begin(kMoreWords), std::end(kMoreWords));
    return data::WordList(words);
  }();
  return list;
}

bool is_ideograph(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF); }
bool is_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9') || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x370 && c <= 0x52F); }

char32_t lower(char32_t c) {
  if (c >= U'A' && c <= U'Z') return c + 32;
  return c >= 0xC0 && c <= 0xDE && c != 0xD7 ? c + 32 : c;
}

void end_chinese(std::vector<Piece>& out, std::string& run, Cut cut) {
  const std::vector<std::string_view> cuts = cut == Cut::Words ? chinese_words().split(run) : data::split_characters(run);
  for (const std::string_view piece : cuts) out.push_back({std::string(piece), std::string(piece)});
  run.clear();
}

}  // namespace

const data::TinyWorld& world() {
  static const data::TinyWorld shipped = data::TinyWorld::shipped();
  return shipped;
}

std::vector<Piece> pieces_of(std::string_view text, Cut cut) {
  std::vector<Piece> out;
  Piece latin;
  std::string chinese;
  for (const char32_t c : decode_utf8(text)) {
    if (!is_letter(c) && !latin.text.empty()) out.push_back(std::exchange(latin, {}));
    if (!is_ideograph(c)) end_chinese(out, chinese, cut);
    if (is_letter(c)) {
      append_utf8(latin.text, c);
      append_utf8(latin.word, lower(c));
    } else if (is_ideograph(c)) {
      append_utf8(chinese, c);
    } else {
      out.emplace_back();
      append_utf8(out.back().text, c);
    }
  }
  if (!latin.text.empty()) out.push_back(latin);
  end_chinese(out, chinese, cut);
  return out;
}

std::vector<std::string> words_of(std::string_view text, Cut cut) {
  std::vector<std::string> out;
  for (Piece& piece : pieces_of(text, cut))
    if (!piece.word.empty()) out.push_back(std::move(piece.word));
  return out;
}

}  // namespace epochs::bag

// Where the selected number comes from, term by term, and what happens to it.
#include <algorithm>
#include <array>
#include <cmath>

#include "code_points.hpp"
#include "one_hot.hpp"
#include "views.hpp"

namespace epochs::bag {
namespace {

using lesson::Account;

struct Speech {
  Language language;
  std::string operator()(Localized text) const { return std::string(text.in(language)); }
  bool english() const { return language == Language::English; }
};

std::string in_index(const std::string& word) { return "\\v{" + word + "}"; }

Account read_account(const Snapshot& seen, const Speech& say) {
  Account a;
  a.symbol = a.sum_symbol = "N", a.quantity = "n";
  a.description = say({"documents counted so far", "已经数过的文档"});
  a.value = a.sum = seen.read;
  a.decimals = 0;
  a.consequences = {say({"Every document read adds 1 to N, and 1 to df of each of its words.", "每读一篇，N 加 1，它的每个词的 df 也加 1。"})};
  return a;
}

constexpr std::array<const char*, 6> kPowers = {"× 1", "× 16", "× 16²", "× 16³", "× 16⁴", "× 16⁵"};

// 39,292 = 9·4096 + 9·256 + 7·16 + 12: what the four signs of U+997C say.
Account character_account(const Snapshot& seen, int index, const Speech& say) {
  const CodePoint point = points_in(seen.characters)[static_cast<std::size_t>(index)];
  Account a;
  a.symbol = a.sum_symbol = "\\v{" + hexadecimal(point.code) + "}", a.quantity = "x";
  a.description = say({"code point, to the base of sixteen", "码位，十六进制"});
  a.source = point.written.size() < 4 ? point.written : "";
  a.value = a.sum = static_cast<double>(point.code);
  a.decimals = 0;
  for (std::size_t place = kPowers.size(); place-- > 0;) {
    const int digit = static_cast<int>(point.code >> (4 * place)) & 15;
    if (digit == 0) continue;
    const double power = std::pow(16, static_cast<double>(place));
    a.terms.push_back({"\\v{" + std::string(1, "0123456789ABCDEF"[digit]) + "}", "x", "", kPowers[place], digit * power, {static_cast<double>(digit), power}});
  }
  a.consequences = {say({"A number in a list. Nothing in it says what the character means.", "表里的一个编号，里面没有半点意思。"})};
  return a;
}

Account distance_account(int from, int to, const Speech& say) {
  Account a;
  const std::string one(vocabulary_word(from).in(say.language)), other(vocabulary_word(to).in(say.language));
  const double far = distance(one_hot(from, kMostWords), one_hot(to, kMostWords));
  a.symbol = "\\c{act}{d}", a.quantity = "act";
  a.description = say.english() ? "distance of “" + one + "” and “" + other + "”" : "“" + one + "”与“" + other + "”的距离";
  a.value = far;
  a.terms_title = say({"Squared differences, coordinate by coordinate", "逐个坐标的差的平方"});
  a.sum_symbol = "\\c{act}{d}^2", a.sum_label = say({"the rest: 0", "其余为 0"});
  if (from != to) {
    a.terms = {{"(1-0)^2", "x", "", one, 1, {1, 1}}, {"(0-1)^2", "x", "", other, 1, {-1, -1}}};
    a.sum = 2;
    a.consequences = {say({"Its root is √2 for any two words, however long the vectors are.", "开方得 √2：无论哪两个词、向量多长，都一样。"})};
  } else {
    a.consequences = {say({"A word is at no distance from itself.", "一个词与它自己的距离是 0。"})};
  }
  return a;
}

Account idf_account(const Collection& side, int word, const Speech& say) {
  const Reading& reading = side.reading;
  const std::string& name = reading.shelf().words[static_cast<std::size_t>(word)];
  Account a;
  a.symbol = a.sum_symbol = "\\v{idf}", a.quantity = "idf";
  a.description = say.english() ? "how much “" + name + "” tells" : "“" + name + "”能说明多少";
  const int df = reading.df(word), n = reading.read();
  a.value = a.sum = reading.idf(word);
  if (df > 0) a.terms = {{"\\ln \\v{N}", "n", "ln " + std::to_string(n), say({"documents", "文档数"}), std::log(n)}, {"-\\ln \\v{df}", "df", "−ln " + std::to_string(df), say({"with this word", "含此词的"}), -std::log(df)}};
  if (df == 0) a.consequences = {say({"No document read so far holds it: it weighs nothing yet.", "读过的文档里还没有它，暂时没有分量。"})};
  else if (df == n) a.consequences = {say({"It stands in every document, so it tells none from another: 0.", "每篇都有它，所以分不出哪篇是哪篇：0。"})};
  else a.consequences = {say.english() ? "It stands in " + std::to_string(df) + " of " + std::to_string(n) + ": the fewer, the more it tells." : n ? std::to_string(n) + " 篇里有 " + std::to_string(df) + " 篇含有它：越少越能说明问题。" : ""};
  return a;
}

Account weight_account(const Collection& side, int document, int word, const Speech& say) {
  const Reading& reading = side.reading;
  const std::string& name = reading.shelf().words[static_cast<std::size_t>(word)];
  const int tf = reading.tf(document, word);
  Account a;
  const bool weighted = reading.weighting() == Weighting::TfIdf;
  a.quantity = weighted ? "tfidf" : "tf";
  a.symbol = a.sum_symbol = weighted ? "\\c{tfidf}{w}" : "\\v{tf}";
  a.description = say.english() ? "“" + name + "” in " + name_of_document(document, say.language) : "“" + name + "”在" + name_of_document(document, say.language) + "里";
  a.value = a.sum = reading.weight({word, tf});
  a.decimals = weighted ? 3 : 0;
  const double n = std::log(reading.read()), df = reading.df(word) > 0 ? std::log(reading.df(word)) : 0;
  if (!weighted) {
    for (int i = 0; i < tf; ++i) a.terms.push_back({"1", "tf", "1", say.english() ? "time " + std::to_string(i + 1) : "第 " + std::to_string(i + 1) + " 次", 1});
  } else {
    a.terms = {{"\\v{tf}\\,\\ln \\v{N}", "tf", std::to_string(tf) + " · ln " + std::to_string(reading.read()), say({"all N", "全部 N 篇"}), tf * n},
               {"-\\v{tf}\\,\\ln \\v{df}", "df", "−" + std::to_string(tf) + " · ln " + std::to_string(std::max(1, reading.df(word))), say({"with the word", "含该词的"}), -tf * df}};
    a.consequences = {"tf " + std::to_string(tf) + "   df " + std::to_string(reading.df(word)) + "   N " + std::to_string(reading.read()) + "   idf " + format_number(reading.idf(word), 3)};
  }
  a.consequences.push_back(tf == 0 ? say({"The document does not hold this word.", "这篇文档里没有这个词。"}) : say({"One coordinate of the document’s vector.", "这就是文档向量的一个坐标。"}));
  a.uses = {{"idf", to_text({Place::Kind::Idf, word, 0})}, {say({"similarity to the question", "与问题的相似度"}), to_text({Place::Kind::Cosine, document, 0})}};
  return a;
}

Account cosine_account(const Collection& side, int document, const Speech& say) {
  const Reading& reading = side.reading;
  const Bag &query = side.query.bag, &bag = reading.bag(document);
  const double lengths = std::sqrt(reading.length_squared(query) * reading.length_squared(bag));
  Account a;
  a.symbol = a.sum_symbol = "\\v{cos}", a.quantity = "cos";
  a.description = say.english() ? "similarity of the question and " + name_of_document(document, say.language) : "问题与" + name_of_document(document, say.language) + "的相似度";
  a.value = a.sum = reading.cosine(query, bag);
  a.sum_label = lengths > 0 ? "|q| |d| = " + format_number(lengths, 3) : "";
  for (const Count& count : query) {
    const int tf = reading.tf(document, count.word);
    if (tf == 0 || !(lengths > 0)) continue;
    const double q = reading.weight(count), d = reading.weight({count.word, tf});
    if (q * d == 0) continue;
    a.terms.push_back({in_index(reading.shelf().words[static_cast<std::size_t>(count.word)]), "q", format_number(q, 2) + " × " + format_number(d, 2) + " / " + format_number(lengths, 2), "", q * d / lengths});
  }
  if (reading.length_squared(query) <= 0) a.consequences = {say({"The question is the zero vector: it points nowhere, so nothing can be near to it.", "问题是零向量，没有方向，谈不上和谁近。"})};
  else if (a.terms.empty()) a.consequences = {say({"No word with a weight in common: exactly 0, whatever the two mean.", "没有一个有分量的共同词：恰好是 0，不管意思多像。"})};
  else a.consequences = {say({"1 would be the same direction, 0 no word in common.", "1 是方向相同，0 是没有共同的词。"})};
  return a;
}

}  // namespace

lesson::Account account_of(const Snapshot& seen, Place place, Language page) {
  const Speech say{page};
  const Collection& side = seen.side(page);
  if (!exists(place, seen, page)) return read_account(seen, say);
  switch (place.kind) {
    case Place::Kind::Character: return character_account(seen, place.a, say);
    case Place::Kind::Distance: return distance_account(place.a, place.b, say);
    case Place::Kind::Weight: return weight_account(side, place.a, place.b, say);
    case Place::Kind::Idf: return idf_account(side, place.a, say);
    case Place::Kind::Cosine: return cosine_account(side, place.a, say);
    case Place::Kind::Read: break;
  }
  return read_account(seen, say);
}

}  // namespace epochs::bag

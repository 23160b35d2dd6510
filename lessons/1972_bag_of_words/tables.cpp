// The numbers of each view as a table: what "Save data (CSV)" writes. In both languages, for the run holds both.
#include "code_points.hpp"
#include "lesson/setting.hpp"
#include "one_hot.hpp"
#include "views.hpp"

namespace epochs::bag {
namespace {

using lesson::plain_number;
using lesson::Table;

std::string written(double value) { return plain_number(value, 9); }
const char* code_of(Language language) { return language == Language::English ? "en" : "zh"; }

Table characters_table(const Snapshot& seen) {
  Table out{"characters", {"character", "code_point", "hexadecimal", "nearest_by_number"}, {}};
  const std::vector<CodePoint> points = points_in(seen.characters);
  for (int i = 0; i < static_cast<int>(points.size()); ++i) {
    const CodePoint& point = points[static_cast<std::size_t>(i)];
    const int near = nearest_by_number(points, i);
    out.rows.push_back({point.written, std::to_string(static_cast<std::uint32_t>(point.code)), hexadecimal(point.code), near < 0 ? "" : points[static_cast<std::size_t>(near)].written});
  }
  return out;
}

Table one_hot_table(const Snapshot& seen) {
  Table out{"onehot", {"word", "other", "distance"}, {}};
  for (int a = 0; a < seen.vocabulary; ++a)
    for (int b = 0; b < seen.vocabulary; ++b)
      out.rows.push_back({std::string(vocabulary_word(a).english), std::string(vocabulary_word(b).english), written(distance(one_hot(a, seen.vocabulary), one_hot(b, seen.vocabulary)))});
  return out;
}

Table documents_table(const Snapshot& seen) {
  Table out{"documents", {"document", "language", "text", "topic", "read"}, {}};
  for (int i = 0; i < seen.size(); ++i)
    for (const Language language : {Language::English, Language::Chinese}) {
      const Document& document = seen.library->documents[static_cast<std::size_t>(i)];
      out.rows.push_back({std::to_string(i + 1), code_of(language), document.in(language), std::string(name_of_topic(document.topic).english), i < seen.read ? "1" : "0"});
    }
  return out;
}

void add_matrix(Table& out, const Collection& side, const char* language) {
  for (int document = 0; document < side.reading.read(); ++document)
    for (const Count& count : side.reading.bag(document))
      out.rows.push_back({language, std::to_string(document + 1), side.reading.shelf().words[static_cast<std::size_t>(count.word)], std::to_string(count.count), std::to_string(side.reading.df(count.word)),
                          written(side.reading.idf(count.word)), written(side.reading.weight(count))});
}

void add_idf(Table& out, const Collection& side, const char* language) {
  for (const int word : side.reading.words_by_df())
    out.rows.push_back({language, side.reading.shelf().words[static_cast<std::size_t>(word)], std::to_string(side.reading.df(word)), std::to_string(side.reading.read()), written(side.reading.idf(word))});
}

}  // namespace

std::vector<lesson::Table> tables_of(const Snapshot& seen) {
  Table matrix{"matrix", {"language", "document", "word", "tf", "df", "idf", "weight"}, {}}, idf{"idf", {"language", "word", "df", "documents", "idf"}, {}}, nearest{"nearest", {"language", "document", "similarity"}, {}};
  for (const Language language : {Language::English, Language::Chinese}) {
    const Collection& side = seen.sides[static_cast<std::size_t>(language)];
    add_matrix(matrix, side, code_of(language));
    add_idf(idf, side, code_of(language));
    for (std::size_t i = 0; i < side.similarity.size(); ++i) nearest.rows.push_back({code_of(language), std::to_string(i + 1), written(side.similarity[i])});
  }
  return {characters_table(seen), one_hot_table(seen), documents_table(seen), matrix, idf, nearest};
}

}  // namespace epochs::bag

// A dictionary for the tests' own reading of TinyWorld: it takes words from the file as a person would, and shares no code with the program.
#pragma once

#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace epochs::test {

struct DictionaryWord {
  std::string kind;                          // "noun", "verb", "adjective", "word"
  std::string english, chinese, section;     // section: category, class …
  std::set<std::string> tags;
  std::vector<std::string> forms;            // English: noun one, many · verb base, agrees, past, done, ing · adjective plain, more
  std::string measure, container, before;
  bool is(const std::string& tag) const { return tags.count(tag) != 0; }
};

struct Dictionary {
  std::vector<DictionaryWord> words;
  std::multimap<std::string, int> english, chinese;                                       // forms ("jumped over", 两) to words
  std::map<std::string, std::pair<std::set<std::string>, std::set<std::string>>> reasons;   // "too jump_over": what subject and object are like
  std::set<std::string> chinese_tokens;                                                    // 猫, 唱 and 歌 …
  std::set<std::string> measures, particles;                                              // 只, 里 …
};

inline std::string stripped(const std::string& text) {
  const auto from = text.find_first_not_of(" \t\r");
  return from == std::string::npos ? "" : text.substr(from, text.find_last_not_of(" \t\r") - from + 1);
}

inline std::vector<std::string> pieces(const std::string& text, char at) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string piece; std::getline(in, piece, at);)
    if (piece = stripped(piece); !piece.empty() || at == ':') out.push_back(piece);
  return out;
}

inline std::string joined(const std::string& text) {
  std::string out;
  for (const std::string& piece : pieces(text, ' ')) out += piece;
  return out;
}

inline void take_noun(Dictionary& dictionary, DictionaryWord word, const std::vector<std::string>& cells) {
  word.forms = {pieces(cells[0], '/')[0]};
  if (pieces(cells[0], '/').size() > 1) word.forms.push_back(pieces(cells[0], '/')[1]);
  if (cells[1] != "-" && cells[1] != "name") word.forms.push_back(cells[1]);
  const auto measure = pieces(cells[3], '/');
  if (measure[0] != "-") dictionary.measures.insert(word.measure = measure[0]);
  if (measure.size() > 1) word.container = measure[1];
  if (cells.size() > 5 && pieces(cells[5], '/').size() > 1) dictionary.particles.insert(pieces(cells[5], '/')[1]);
  if (cells.size() > 4)
    for (const std::string& tag : pieces(cells[4], ' ')) word.tags.insert(tag);
  dictionary.words.push_back(word);
}

inline void take_line(Dictionary& dictionary, const std::vector<std::string>& title, const std::vector<std::string>& cells) {
  DictionaryWord word;
  word.section = title.size() > 1 ? title[1] : "";
  word.tags.insert(title.begin() + 1, title.end());
  word.english = pieces(cells[0], '/')[0];
  if (title[0] == "nouns") {
    word.kind = "noun", word.chinese = cells[2];
    take_noun(dictionary, word, cells);
  } else if (title[0] == "verbs") {
    word.kind = "verb", word.chinese = joined(pieces(cells[4], '/')[0]);
    for (const std::string& token : pieces(pieces(cells[4], '/')[0], ' ')) dictionary.chinese_tokens.insert(token);
    const auto past = pieces(cells[2], '/');
    word.forms = {cells[0], cells[1], past[0], past.back(), cells[3]};
    dictionary.words.push_back(word);
  } else if (title[0] == "adjectives") {
    word.kind = "adjective", word.chinese = cells[2], word.forms = {cells[0], cells[1]};
    word.before = pieces(cells[3], ' ')[0];
    dictionary.words.push_back(word);
  } else if (title[0] == "words") {
    word.kind = "word", word.chinese = cells[1], word.forms = {cells[0]};
    dictionary.words.push_back(word);
  } else if (title[0] == "reason") {
    const auto subject = pieces(cells[1], ' '), object = pieces(cells[2], ' ');
    dictionary.reasons[title[1] + " " + cells[0]] = {{subject.begin(), subject.end()}, {object.begin(), object.end()}};
  }
}

inline Dictionary read_dictionary(const std::string& path) {
  Dictionary out;
  std::ifstream in(path);
  std::vector<std::string> title;
  for (std::string line; std::getline(in, line);) {
    line = stripped(line);
    if (line.empty() || line[0] == '#') continue;
    if (line[0] == '[') {
      title = pieces(line.substr(1, line.size() - 2), ' ');
    } else if (title[0] != "phrase" && title[0] != "sentence" && title[0] != "parts" && title[0] != "relation" && title[0] != "topics") {
      take_line(out, title, pieces(line, ':'));
    }
  }
  for (std::size_t i = 0; i < out.words.size(); ++i) {
    const DictionaryWord& word = out.words[i];
    for (const std::string& form : std::set<std::string>(word.forms.begin(), word.forms.end())) out.english.emplace(form, static_cast<int>(i));
    for (const std::string& form : std::set<std::string>{word.chinese, word.before}) {
      out.chinese.emplace(form, static_cast<int>(i));
      if (word.kind != "verb") out.chinese_tokens.insert(form);
    }
  }
  for (const char* form : {"am", "is", "are", "was", "were"}) out.english.erase(form);   // the parser knows them
  return out;
}

}  // namespace epochs::test

#include "data/tiny_world_json.hpp"

#include <cstdio>

namespace epochs::data {
namespace {

void append_string(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;                         // words hold no control characters: the reader refuses them
  }
  out += '"';
}

template <class Items, class Write>
void append_list(std::string& out, const Items& items, Write write) {
  out += '[';
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += ',';
    first = false;
    write(item);
  }
  out += ']';
}

void append_places(std::string& out, std::initializer_list<int> places) {
  append_list(out, places, [&](int place) { out += std::to_string(place); });
}

// "name":{"en":…,"zh":…}
template <class Write>
void append_both(std::string& out, std::string_view name, Write write) {
  out += ',';
  append_string(out, name);
  out += ":{\"en\":";
  write(Language::English);
  out += ",\"zh\":";
  write(Language::Chinese);
  out += '}';
}

std::string_view name_of_sentiment(Sentiment sentiment) { return sentiment == Sentiment::Positive ? "positive" : sentiment == Sentiment::Negative ? "negative" : "neutral"; }

}  // namespace

void append_json(std::string& out, const TinyWorld& world, const WorldSentence& sentence) {
  const auto tokens = [&](Language language, auto write) { append_list(out, sentence.side(language).tokens, write); };
  out += "{\"kind\":";
  append_string(out, world.kind_name(sentence.kind));
  append_both(out, "text", [&](Language language) { append_string(out, world.text_of(sentence, language)); });
  append_both(out, "tokens", [&](Language language) { tokens(language, [&](const WorldToken& token) { append_string(out, world.words(language)[static_cast<std::size_t>(token.word)]); }); });
  append_both(out, "part", [&](Language language) { tokens(language, [&](const WorldToken& token) { append_string(out, name_of(token.part)); }); });
  append_both(out, "category", [&](Language language) { tokens(language, [&](const WorldToken& token) { append_string(out, world.category_of(token)); }); });
  out += ",\"align\":";
  append_list(out, sentence.links, [&](WordLink link) { append_places(out, {link.english, link.chinese}); });
  append_both(out, "referents", [&](Language language) { append_list(out, sentence.side(language).referents, [&](Referent referent) { append_places(out, {referent.pronoun, referent.noun}); }); });
  append_both(out, "subjects", [&](Language language) { append_list(out, sentence.side(language).subjects, [&](VerbSubject found) { append_places(out, {found.verb, found.subject, found.between()}); }); });
  out += ",\"topic\":";
  append_string(out, world.topic_name(sentence.topic));
  out += ",\"sentiment\":";
  append_string(out, name_of_sentiment(sentence.sentiment));
  out += sentence.held_out ? ",\"held_out\":true}\n" : ",\"held_out\":false}\n";
}

void append_relations_json(std::string& out, const TinyWorld& world) {
  for (const std::string& name : world.relations())
    for (const Language language : {Language::English, Language::Chinese}) {
      const bool both = name == "translation";
      if (both && language == Language::Chinese) continue;
      for (const WordPair& pair : world.relation(name, language)) {
        out += "{\"relation\":";
        append_string(out, name);
        if (!both) out += language == Language::English ? ",\"language\":\"en\"" : ",\"language\":\"zh\"";
        out += ",\"pair\":";
        append_list(out, std::initializer_list<std::string_view>{pair.first, pair.second}, [&](std::string_view word) { append_string(out, word); });
        out += "}\n";
      }
    }
}

}  // namespace epochs::data

#include "names.hpp"

#include <nlohmann/json.hpp>

#include "core/check.hpp"
#include "lesson/command_json.hpp"
#include "session/exact_json.hpp"

namespace epochs::bag {
namespace {

using lesson::named_from_json;
using lesson::refuse;
using lesson::whole_from_json;
using nlohmann::json;

constexpr std::size_t kLongestBytes = 4 * kLongestDocument;

std::string text_of(const json& value, std::size_t longest = kLongestBytes) {
  if (!value.is_string()) refuse("a text must be a text");
  std::string text = value.get<std::string>();
  if (text.size() > longest || !is_valid_utf8(text)) refuse("a text is too long or no UTF-8");
  return text;
}

json texts(const Document& document) { return {document.english, document.chinese, document.topic}; }

Document document_from(const json& value) {
  if (!value.is_array() || value.size() != 3) refuse("a document must be a list of two texts and a topic");
  return {text_of(value[0]), text_of(value[1]), whole_from_json(value[2], "the topic", -1, 1)};
}

struct Write {
  json operator()(const ChooseDocuments& c) const { return {{"documents", lesson::name_for(kSets, c.set).key}}; }
  json operator()(const SetWeighting& c) const { return {{"weighting", lesson::name_for(kWeightings, c.weighting).key}}; }
  json operator()(const SetCut& c) const { return {{"cut", lesson::name_for(kCuts, c.cut).key}}; }
  json operator()(const SetReader& c) const { return {{"language", lesson::name_for(kReaders, c.reader).key}}; }
  json operator()(const SetRead& c) const { return {{"read", c.read}}; }
  json operator()(const SetVocabulary& c) const { return {{"vocabulary", c.words}}; }
  json operator()(const SetCharacters& c) const { return {{"characters", c.text}}; }
  json operator()(const SetQuery& c) const { return {{"query", json::array({c.text, lesson::name_for(kSides, c.side).key})}}; }
  json operator()(const EditDocument& c) const { return {{"edit", json::array({c.index, c.text, lesson::name_for(kSides, c.side).key})}}; }
  json operator()(const AddDocument& c) const { return {{"add", c.text}}; }
  json operator()(const DeleteDocument& c) const { return {{"delete", c.index}}; }
};

Command read_list(const std::string& name, const json& value) {
  const bool edit = name == "edit";
  if (!value.is_array() || value.size() != (edit ? 3 : 2)) refuse(name + " is a list of another length");
  const Side side = named_from_json(kSides, value.back(), "side");
  if (!edit) return SetQuery{text_of(value[0]), side};
  return EditDocument{whole_from_json(value[0], "the place of the document", 0, kMostDocuments - 1), text_of(value[1]), side};
}

Command read(const std::string& name, const json& value) {
  if (name == "documents") return ChooseDocuments{named_from_json(kSets, value, "set of documents")};
  if (name == "weighting") return SetWeighting{named_from_json(kWeightings, value, "weighting")};
  if (name == "cut") return SetCut{named_from_json(kCuts, value, "cut")};
  if (name == "language") return SetReader{named_from_json(kReaders, value, "language")};
  if (name == "read") return SetRead{whole_from_json(value, "how many are read", 0, kMostDocuments)};
  if (name == "vocabulary") return SetVocabulary{whole_from_json(value, "the vocabulary", kFewestWords, kMostWords)};
  if (name == "characters") return SetCharacters{text_of(value, 4 * kMostCharacters)};
  if (name == "query" || name == "edit") return read_list(name, value);
  if (name == "add") return AddDocument{text_of(value)};
  if (name == "delete") return DeleteDocument{whole_from_json(value, "the place of the document", 0, kMostDocuments - 1)};
  lesson::refuse_command(name);
}

}  // namespace

void to_json(json& out, const Command& command) { out = std::visit(Write{}, command); }

void from_json(const json& in, Command& command) {
  const auto [name, value] = lesson::only_entry(in);
  command = read(name, value);
}

void to_json(json& out, const BagOfWords::State& s) {
  out = {{"seed", s.seed}, {"documents", lesson::name_for(kSets, s.set).key}, {"weighting", lesson::name_for(kWeightings, s.weighting).key}, {"cut", lesson::name_for(kCuts, s.cut).key},
         {"language", lesson::name_for(kReaders, s.reader).key}, {"read", s.read}, {"vocabulary", s.vocabulary}, {"characters", s.characters}, {"query", texts(s.query)}};
  if (s.set != Set::Own) return;       // the others are known by name and seed
  out["texts"] = json::array();
  for (const Document& document : s.library->documents) out["texts"].push_back(texts(document));
}

void from_json(const json& in, BagOfWords::State& out) {
  BagOfWords::State s;
  s.seed = session::whole_from_json(in.at("seed"), UINT64_MAX);
  s.set = named_from_json(kSets, in.at("documents"), "set of documents");
  s.weighting = named_from_json(kWeightings, in.at("weighting"), "weighting");
  s.cut = named_from_json(kCuts, in.at("cut"), "cut");
  s.reader = named_from_json(kReaders, in.at("language"), "language");
  s.vocabulary = whole_from_json(in.at("vocabulary"), "the vocabulary", kFewestWords, kMostWords);
  s.characters = text_of(in.at("characters"), 4 * kMostCharacters);
  s.query = document_from(in.at("query"));
  std::vector<Document> documents = documents_of(s.set, s.seed).documents;
  if (s.set == Set::Own) {
    const json& texts = in.at("texts");
    if (!texts.is_array() || texts.size() > static_cast<std::size_t>(kMostDocuments)) refuse("texts must be a list of at most 200");
    for (const json& each : texts) documents.push_back(document_from(each));
  }
  s.read = whole_from_json(in.at("read"), "how many are read", 0, static_cast<int>(documents.size()));
  s.library = std::make_shared<const Library>(std::move(documents), s.cut);
  out = std::move(s);
}

}  // namespace epochs::bag

#include "player.hpp"

#include <algorithm>
#include <cmath>

#include "code_points.hpp"
#include "core/atomic_file.hpp"
#include "nn/checkpoint.hpp"

namespace epochs::bag {

namespace {

constexpr std::string_view kSettingKeys = "documents, weighting, cut, language, read, vocabulary";
constexpr double kReadingRate = 8;     // documents a second, where a step plays to its answer

// Word of the document that weighs most; −1: there is none.
int heaviest(const Reading& reading, int document) {
  int best = -1;
  double most = -1;
  for (const Count& count : reading.bag(document))
    if (const double weight = reading.weight(count); weight > most) most = weight, best = count.word;
  return best;
}

lesson::Setting anew(lesson::Setting setting) {
  setting.begins_anew = true;
  return setting;
}

template <class T, std::size_t N, class Make>
Result<Command> choice(const std::array<lesson::Named<T>, N>& names, std::string_view key, std::string_view value, Make make) {
  const auto found = lesson::find_named(names, value);
  if (!found) return lesson::no_such_choice(key, value);
  return Command(make(*found));
}

Result<Command> command_for(std::string_view key, std::string_view value) {
  if (key == "documents") return choice(kSets, key, value, [](Set set) { return ChooseDocuments{set}; });
  if (key == "weighting") return choice(kWeightings, key, value, [](Weighting weighting) { return SetWeighting{weighting}; });
  if (key == "cut") return choice(kCuts, key, value, [](Cut cut) { return SetCut{cut}; });
  if (key == "language") return choice(kReaders, key, value, [](Reader reader) { return SetReader{reader}; });
  if (key != "read" && key != "vocabulary") return lesson::no_such_setting(key, kSettingKeys);
  const bool read = key == "read";
  const std::optional<double> number = lesson::number_in(value);
  if (!number || *number != std::floor(*number) || *number < (read ? 0 : kFewestWords) || *number > (read ? kMostDocuments : kMostWords))
    return lesson::not_in_range(key, read ? Localized{"a whole number from 0 to 200", "0 到 200 的整数"} : Localized{"a whole number from 2 to 24", "2 到 24 的整数"}, value);
  if (read) return Command(SetRead{static_cast<int>(*number)});
  return Command(SetVocabulary{static_cast<int>(*number)});
}

}  // namespace

BagPlayer::BagPlayer(std::uint64_t seed, bool threaded) : TypedPlayer(seed, threaded, [](std::uint64_t s) { return BagOfWords(s); }) {}

// ---- Stage -------------------------------------------------------------------------------------------------------------

Localized BagPlayer::view_title(std::string_view view) const {
  if (view == "characters") return {"What a machine knows of a character", "机器眼里的一个字"};
  if (view == "onehot") return {"Distance of every word from every other", "每个词与每个词的距离"};
  if (view == "documents") return {"Documents, and how near each is to the question", "文档，以及各与问题有多近"};
  if (view == "idf") return {"The more documents hold a word, the less it tells", "含有它的文档越多，它越说明不了问题"};
  if (view == "nearest") return {"One similarity, opened", "拆开一个相似度"};
  return seen()->weighting == Weighting::Counts ? Localized{"How often each word stands in each document", "每个词在每篇文档里出现几次"}
                                                : Localized{"What each word weighs in each document", "每个词在每篇文档里有多重"};
}

namespace {

// The number that each step is about, until another is chosen.
Place subject_of(std::string_view step, const Snapshot& seen, Language page) {
  const Collection& side = seen.side(page);
  if (step == "question") return {Place::Kind::Character, 0, 0};
  if (step == "onehot") return {Place::Kind::Distance, 0, 1};
  if (step == "counts" || step == "weights" || step == "chinese") {
    if (seen.read == 0) return {};
    const int word = heaviest(side.reading, 0);
    return word < 0 ? Place{} : Place{Place::Kind::Weight, 0, word};
  }
  if (step == "idf" || step == "reading") {
    const std::vector<int> words = side.reading.words_by_df();
    return words.empty() ? Place{} : Place{Place::Kind::Idf, step == "idf" ? words.back() : words.front(), 0};
  }
  return seen.read == 0 ? Place{} : Place{Place::Kind::Cosine, std::max(0, side.nearest), 0};
}

}  // namespace

void BagPlayer::draw(ui::Ui& ui, std::string_view view, ui::Rect area) {
  const auto now = seen();
  std::vector<Command> wishes;
  const bool running = runner().status().mode == session::RunMode::Running;
  if (!about_.empty()) hand_.selected = subject_of(about_, *now, ui.language);
  const Place before = hand_.selected;
  Scene scene{ui, *now, now->side(ui.language), now->language(ui.language), at(), running, hand_, wishes};
  if (view == "characters") draw_characters_view(scene, area);
  if (view == "onehot") draw_one_hot_view(scene, area);
  if (view == "documents") draw_documents_view(scene, area);
  if (view == "matrix") draw_matrix_view(scene, area);
  if (view == "idf") draw_idf_view(scene, area);
  if (view == "nearest") draw_nearest_view(scene, area);
  if (!(hand_.selected == before)) about_.clear();   // the learner has chosen another
  for (Command& command : wishes) post(std::move(command));
}

std::optional<lesson::Account> BagPlayer::account(Language language) const {
  const auto now = seen();
  const bool chosen = about_.empty();
  if (hand_.question_open && hand_.hides_difference) return account_of(*now, {Place::Kind::Character, 0, 0}, language);
  if (hand_.question_open && hand_.hides_similarity) return account_of(*now, {}, language);
  return account_of(*now, chosen ? hand_.selected : subject_of(about_, *now, language), language);
}

void BagPlayer::select(std::string_view selection) {
  const auto place = parse_place(selection);
  if (!place) return;
  hand_.selected = *place;
  about_.clear();
}

void BagPlayer::on_enter(const lesson::Step& step) {
  trace_beat(lesson::Beat::Forward);
  hand_.selected = {};
  hand_.editing = hand_.compared = -1;
  hand_.scroll = 0, hand_.followed = -1;
  hand_.hides_difference = step.id == "question";
  hand_.hides_distance = step.id == "onehot";
  hand_.hides_silence = step.id == "idf";
  hand_.hides_similarity = step.id == "order" || step.id == "misled" || step.id == "synonyms" || step.id == "one";
  about_ = step.id;
}

// ---- Predictions -------------------------------------------------------------------------------------------------------

// Read off what stands on the screen, edits included; the hundred documents are read by a copy, for the run itself has yet to read them.
std::optional<int> BagPlayer::measured_answer(const lesson::Step& step) {
  const auto now = seen();
  const Collection& side = now->side(Language::English);
  if (step.id == "misled") {             // the nearest by counts: the shop, the sea, another
    return side.nearest == 0 ? 0 : side.nearest == 1 ? 1 : 2;
  }
  if (step.id == "synonyms") {           // of the two ways to say the same: near to 1, between, exactly 0
    if (now->read < 2) return 2;
    const double near = side.reading.cosine(side.reading.bag(0), side.reading.bag(1));
    return near > 0.5 ? 0 : near > 0 ? 1 : 2;
  }
  if (step.id == "reading") {            // of a hundred, how many with a neighbour of their own topic: half, 60 to 90, more than 90
    BagOfWords copy(seed(), Set::Topics);
    copy.apply(SetWeighting{Weighting::TfIdf});
    copy.apply(SetRead{kMostDocuments});
    const double right = 1 - copy.loss();
    return right < 0.6 ? 0 : right <= 0.9 ? 1 : 2;
  }
  return std::nullopt;
}

std::optional<double> BagPlayer::reveal(const lesson::Step& step) {
  if (step.id == "one" && about_ == step.id) {
    const auto now = seen();
    if (now->read > 0 && !now->sides.front().reading.bag(0).empty()) select(to_text({Place::Kind::Weight, 0, 0}));
  }
  return step.id == "reading" ? std::optional(kReadingRate) : std::nullopt;   // of the twin run that the step opens
}

// ---- Settings ----------------------------------------------------------------------------------------------------------

std::vector<lesson::Setting> BagPlayer::settings() const {
  using lesson::choice_setting, lesson::number_setting;
  const auto now = seen();
  lesson::Setting vocabulary = number_setting("vocabulary", {"One-hot vocabulary", "独热词表"}, {kFewestWords, kMostWords, lesson::Scale::Whole}, now->vocabulary);
  vocabulary.waits = hand_.question_open && hand_.hides_distance;
  return {anew(choice_setting("documents", {"Documents", "文档"}, kSets, now->set)),
          anew(choice_setting("weighting", {"Weights", "权重"}, kWeightings, now->weighting)),
          anew(choice_setting("cut", {"Chinese is cut", "中文切分"}, kCuts, now->cut)),
          anew(choice_setting("language", {"Language of the documents", "文档语言"}, kReaders, now->reader)),
          number_setting("read", {"Documents counted N", "已数文档 N"}, {0, static_cast<double>(std::max(1, now->size())), lesson::Scale::Whole}, now->read),
          std::move(vocabulary)};
}

Result<void> BagPlayer::set(std::string_view key, std::string_view value) {
  const Result<Command> command = command_for(key, value);
  if (!command) return command.failure();
  if (key == "documents") hand_.editing = hand_.compared = -1, hand_.scroll = 0, hand_.followed = -1;
  post(command.value());
  return {};
}

// ---- Keeping and handing out ---------------------------------------------------------------------------------------------

// What the step chose by itself it chooses again.
void BagPlayer::save_view(nlohmann::json& json) const {
  if (about_.empty()) json["selected"] = to_text(hand_.selected);
}

void BagPlayer::restore_view(const nlohmann::json& json) {
  if (const auto selected = json.find("selected"); selected != json.end() && selected->is_string()) select(selected->get<std::string>());
}

// The weights of the documents read, one a row, in English and in Chinese.
Result<void> BagPlayer::write_model(const std::string& file) const {
  const auto now = seen();
  nn::Tensors tensors;
  for (const Collection& side : now->sides) {
    const Index rows = side.reading.read(), columns = static_cast<Index>(side.reading.shelf().words.size());
    if (rows == 0 || columns == 0) return Error{"No document has been read yet, so there are no vectors to write.", "还没有读过文档，没有向量可写。"};
    Matrix all = Matrix::Zero(rows, columns);
    for (int document = 0; document < side.reading.read(); ++document)
      for (const Count& count : side.reading.bag(document)) all(document, count.word) = static_cast<Real>(side.reading.weight(count));
    tensors.tensors.push_back({&side == &now->sides.front() ? "english" : "chinese", {rows, columns}, all});
  }
  return write_atomically(file, nn::write_safetensors(tensors), Readers::Everyone);
}

lesson::HonestyRecord BagPlayer::honesty() const {
  const auto now = seen();
  const std::string count = std::to_string(now->size());
  lesson::HonestyRecord record;
  if (now->set == Set::Topics) record.data = {"TinyWorld sentences on two topics", "小世界里两个主题的句子"};
  else if (now->set == Set::Own) record.data = {"documents of your own", "你自己的文档"};
  else record.data = {"short documents written for this lesson", "为本课写的短文"};
  record.size = {count + " documents, counted here", count + " 篇文档，当场数出"};
  record.seed = seed();
  return record;
}

}  // namespace epochs::bag

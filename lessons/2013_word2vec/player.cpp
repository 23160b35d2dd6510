#include "player.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "files.hpp"
#include "gap.hpp"
#include "outcomes.hpp"
#include "settings.hpp"

namespace epochs::word2vec {
namespace {

constexpr std::chrono::microseconds kReadingSlice(4000);
constexpr double kSafeRate = 0.05, kRevealRate = 64;             // updates a second at which words are seen to glide
constexpr long kLearnedPairs = 600'000, kSettledPairs = 3'200'000;     // guesses after which an answer is measured; of an analogy, at its smaller rate

long pairs_before(const lesson::Step& step) { return step.id == "analogy" ? kSettledPairs : kLearnedPairs; }

// What a step is about, in the words of its text.
struct Subject {
  std::string_view step, word;
  std::array<std::string_view, 3> analogy = {};
};
constexpr std::array<Subject, 7> kSubjects{{{"question", "cat"}, {"map", "cat"}, {"neighbours", "cat"}, {"analogy", "king", {"man", "woman", "king"}}, {"bilingual", "man"}, {"break", "cat"}, {"limits", "old"}}};

int commonest_long_word(const Text& text) {
  for (int word = 0; word < text.size(); ++word)
    if (text.word(word).size() > 3) return word;
  return text.size() > 0 ? 0 : -1;
}

int nearest_to(const Snapshot& seen, int word) {
  if (word < 0 || word >= seen.vectors->rows()) return -1;
  const auto row = seen.vectors->row(word);
  const int without[] = {word};
  const std::vector<Near> near = nearest(*seen.vectors, {row.data(), static_cast<std::size_t>(row.size())}, 1, without);
  return near.empty() ? -1 : near.front().word;
}

// Where the first gap of a line stands: an account asks for the place in the line.
int first_gap(const Text& text, const std::string& written) {
  const Line line = line_of(text, written);
  const auto hole = std::find(line.ids.begin(), line.ids.end(), -1);
  return hole == line.ids.end() ? 0 : static_cast<int>(hole - line.ids.begin());
}

}  // namespace

Word2VecPlayer::Word2VecPlayer(std::uint64_t seed, bool threaded) : TypedPlayer(seed, threaded, [](std::uint64_t s) { return Word2Vec(s); }) {
  if (threaded) hand_.map.places = MapPlaces(Beside::Thread);
  find_words(*seen());
}

// ---- Stage -------------------------------------------------------------------------------------------------------------

Localized Word2VecPlayer::view_title(std::string_view view) const {
  if (view == "pair") return {"One guess: closer, further apart", "猜一次：拉近与推远"};
  if (view == "network") return {"One-hot in, neighbours out", "独热进，邻居出"};
  if (view == "matrices") return {"Two vectors for every word", "每个词两个向量"};
  if (view == "neighbours") return {"Who is near, found in three ways", "谁是近邻，三种找法"};
  if (view == "analogy") return {"A step from word to word", "从词到词的一步"};
  if (view == "shelf") return {"The shelf, and the baskets", "货架与购物篮"};
  if (view == "gap") return {"A hole in a line", "句子里的空"};
  return {"Where the words stand", "词在哪里"};
}

void Word2VecPlayer::draw(ui::Ui& ui, std::string_view view, ui::Rect area) {
  const auto now = seen();
  follow(*now, ui.time);
  find_words(*now);
  if (!about_.empty()) hand_.selected = subject_of(*now);
  const Place before = hand_.selected;
  std::vector<Command> wishes;
  const bool running = runner().status().mode == session::RunMode::Running;
  Scene scene{ui, *now, ui.language, at(), running, hand_, wishes};
  if (view == "map") draw_map_view(scene, area);
  if (view == "pair") draw_pair_view(scene, area);
  if (view == "network") draw_network_view(scene, area);
  if (view == "matrices") draw_matrices_view(scene, area);
  if (view == "neighbours") draw_neighbours_view(scene, area);
  if (view == "analogy") draw_analogy_view(scene, area);
  if (view == "shelf") draw_shelf_view(scene, area);
  if (view == "gap") draw_gap_view(scene, area);
  if (!(hand_.selected == before)) about_.clear();               // the learner has chosen another
  for (Command& command : wishes) take(wished_, command), post(std::move(command));
}

// A wish that is not in the picture after a fifth of a second was undone or refused.
void Word2VecPlayer::follow(const Snapshot& now, double time) {
  if (now.settings == wished_ || !runner().settled()) agreed_at_ = time;
  else if (time - agreed_at_ > 0.2) wished_ = now.settings;
}

// Ids are those of one text: with another one the words are looked up again.
void Word2VecPlayer::find_words(const Snapshot& now) {
  if (found_in_.lock() == now.text) return;
  found_in_ = now.text;
  hand_.word = -1;
  hand_.analogy = {-1, -1, -1};
  for (const Subject& subject : kSubjects) {
    if (subject.step != hand_.step) continue;
    hand_.word = now.text->find(subject.word);
    for (std::size_t i = 0; i < hand_.analogy.size(); ++i)
      if (!subject.analogy[i].empty()) hand_.analogy[i] = now.text->find(subject.analogy[i]);
  }
  if (hand_.word < 0) hand_.word = commonest_long_word(*now.text);
}

Place Word2VecPlayer::subject_of(const Snapshot& now) const {
  const auto there = [&](Place place) { return exists(place, now) ? place : Place{}; };
  if (about_ == "analogy") return hand_.question_open ? Place{} : there({Place::Kind::Analogy, 0, 0});
  if (about_ == "gap") return there({Place::Kind::Fit, first_gap(*now.text, hand_.gap.line.text()), 0});
  if (about_ == "window" || about_ == "pair" || about_ == "network") return there({Place::Kind::Score, about_ == "network" ? std::max(0, now.next.example.target) : 0, 0});
  if (about_ == "map" && hand_.question_open) return there({Place::Kind::Vector, std::max(0, hand_.word), 0});
  const int near = nearest_to(now, hand_.word);
  return near < 0 ? Place{} : there({Place::Kind::Cosine, hand_.word, near});
}

std::optional<lesson::Account> Word2VecPlayer::account(Language language) const {
  const auto now = seen();
  const Place place = about_.empty() ? hand_.selected : subject_of(*now);
  return account_of(*now, hand_, exists(place, *now) ? place : Place{}, language);
}

void Word2VecPlayer::select(std::string_view selection) {
  const auto place = parse_place(selection);
  if (!place) return;
  hand_.selected = *place;
  about_.clear();
}

void Word2VecPlayer::on_enter(const lesson::Step& step) {
  trace_beat(lesson::Beat::Forward);
  hand_.step = about_ = step.id;
  hand_.analogy_state.open = -1;
  found_in_.reset();                   // the words of this step
  find_words(*seen());
}

// ---- Predictions -------------------------------------------------------------------------------------------------------

// Measured once the run has learned enough, on the very vectors of the picture.
std::optional<int> Word2VecPlayer::measured_answer(const lesson::Step& step) {
  const auto now = seen();
  if (now->pairs < pairs_before(step)) return std::nullopt;
  const Text& text = *now->text;
  if (step.id == "map") {              // another animal, a word that stands beside it, any
    const int cat = text.find("cat"), near = nearest_to(*now, cat);
    if (cat < 0 || near < 0) return 2;
    if (is_animal(text.word(near))) return 0;
    return stands_beside(text, cat, near) ? 1 : 2;
  }
  if (step.id == "analogy") {          // queen, one of the three, another
    const int a = text.find("man"), b = text.find("woman"), c = text.find("king");
    if (a < 0 || b < 0 || c < 0) return 2;
    const std::vector<Near> best = analogy(*now->vectors, a, b, c, 1, QueryWords::Allowed);
    if (best.empty()) return 2;
    const int word = best.front().word;
    return text.word(word) == "queen" ? 0 : word == a || word == b || word == c ? 1 : 2;
  }
  return std::nullopt;
}

std::optional<double> Word2VecPlayer::reveal(const lesson::Step& step) {
  if (step.id == "break") {
    runner().play();
    return kRevealRate;
  }
  if (step.id != "map" && step.id != "analogy") return std::nullopt;
  const auto now = seen();
  if (now->pairs < pairs_before(step)) runner().advance((pairs_before(step) - now->pairs + wished_.pairs - 1) / wished_.pairs);
  return step.id == "map" ? kRevealRate : 0;    // hundreds of large updates are not waited for one by one
}

LocalizedText Word2VecPlayer::parameter_words(const std::string& parameter) const {
  if (parameter == "v") return {"the vectors v of centres", "中心词的向量 v"};
  if (parameter == "u") return {"the vectors u of neighbours", "邻居的向量 u"};
  return {parameter, parameter};
}

void Word2VecPlayer::repair() {
  wished_.rate = kSafeRate;
  runner().seek(std::max(0L, runner().status().health.update - 12));
  post(SetRate{kSafeRate});
}

// ---- Settings ----------------------------------------------------------------------------------------------------------

std::vector<lesson::Setting> Word2VecPlayer::settings() const { return settings_of(wished_); }

Result<void> Word2VecPlayer::set(std::string_view key, std::string_view value) {
  if (key == "file" || key == "own") {           // a text or word vectors; the settings follow what the model takes
    Result<Command> read = key == "file" ? command_for_file(std::string(value)) : command_for_paste(value);
    if (!read) return read.failure();
    take(wished_, read.value());
    post(std::move(read).value());
    return {};
  }
  Settings wish = wished_;
  const Result<Command> command = change(wish, key, value);
  if (!command) return command.failure();
  if (wish == wished_) return {};
  wished_ = wish;
  post(command.value());
  return {};
}

// ---- Files -----------------------------------------------------------------------------------------------------------

Result<void> Word2VecPlayer::begin_reading(const std::string& path) {
  auto opened = FileReading::open(path);
  if (!opened) return opened.failure();
  reading_ = std::move(opened).value();
  return {};
}

std::optional<lesson::Reading> Word2VecPlayer::reading() const {
  if (!reading_) return std::nullopt;
  return lesson::Reading{std::filesystem::path(reading_->path()).filename().string(), reading_->share()};
}

std::optional<Result<LocalizedText>> Word2VecPlayer::go_on_reading() {
  if (!reading_) return std::nullopt;
  auto end = reading_->go_on(kReadingSlice);
  if (!end) return std::nullopt;
  const std::string name = reading()->name;
  reading_.reset();
  if (!*end) return Result<LocalizedText>(end->failure());
  const auto* text = std::get_if<UseText>(&end->value());
  const bool beginning = text && text->text->extent == Extent::Beginning;
  const std::string most = group_thousands(static_cast<long long>(kMostTextWords));
  take(wished_, end->value());
  post(std::move(*end).value());
  if (beginning) return Result<LocalizedText>(LocalizedText{name + " is long: the lesson reads its first " + most + " words.", name + " 很长：本课只读开头的 " + most + " 个词。"});
  return Result<LocalizedText>(LocalizedText{"The lesson now reads " + name + ".", "本课现在读 " + name + "。"});
}

Localized Word2VecPlayer::settings_note() const {
  if (wished_.source != Source::Vectors) return {};
  return {"These vectors come from a file: nothing trains them. Choose a text and it begins anew.", "这些向量来自文件，不再训练；选一种文本就会重新开始。"};
}

// ---- Keeping and handing out ---------------------------------------------------------------------------------------------

// What the step chose by itself it chooses again.
void Word2VecPlayer::save_view(nlohmann::json& json) const {
  if (about_.empty()) json["selected"] = to_text(hand_.selected);
}

void Word2VecPlayer::restore_view(const nlohmann::json& json) {
  if (const auto selected = json.find("selected"); selected != json.end() && selected->is_string()) select(selected->get<std::string>());
}

Result<void> Word2VecPlayer::write_model(const std::string& file) const {
  return write_vectors(*seen(), file);
}

std::vector<lesson::ModelForm> Word2VecPlayer::model_forms() const {
  std::vector<lesson::ModelForm> out;
  for (const ModelForm& form : kModelForms) out.push_back({std::string(form.ending), form.label});
  return out;
}

Result<void> Word2VecPlayer::fetch(Command& command) const { return read_again(command); }

lesson::HonestyRecord Word2VecPlayer::honesty() const {
  const auto now = seen();
  const Text& text = *now->text;
  const std::string words = group_thousands(text.total), different = group_thousands(text.size()), guesses = group_thousands(now->pairs);
  lesson::HonestyRecord record;
  record.seed = seed();
  if (!now->trainable()) {
    record.kind = lesson::Honesty::Pretrained;
    record.data = {"word vectors from " + now->file, "来自 " + now->file + " 的词向量"};
    record.size = {different + " words with " + std::to_string(now->vectors->cols()) + " numbers each", different + " 个词，各 " + std::to_string(now->vectors->cols()) + " 个数"};
    return record;
  }
  const Localized name = lesson::name_for(kSources, now->settings.source).label;
  record.data = {std::string(name.english), std::string(name.chinese)};
  if (now->settings.source == Source::Own) {
    const bool beginning = text.extent == Extent::Beginning;
    record.data = text.name.empty() ? LocalizedText{"a text that you pasted", "你粘贴的文本"} : LocalizedText{text.name, text.name};
    if (beginning) record.data = {"the beginning of " + text.name, text.name + " 的开头部分"};
  }
  record.size = {words + " words, " + different + " different; " + guesses + " guesses made here", words + " 个词，" + different + " 种；当场猜了 " + guesses + " 次"};
  return record;
}

}  // namespace epochs::word2vec

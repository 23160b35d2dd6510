#include "player.hpp"

#include <algorithm>
#include <cmath>

#include "core/atomic_file.hpp"
#include "data/packages.hpp"
#include "drawing_json.hpp"
#include "nn/checkpoint.hpp"
#include "place_json.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {

using lesson::plain_number;

namespace {

constexpr double kSafeRate = 0.05;
constexpr long kLearned = 200;           // updates after which both networks read centred digits
constexpr double kReads = 0.8;           // of the centred digits, at least
constexpr double kAsBefore = 0.15, kHalf = 0.5;   // wrong answers on moved digits: up to the first "as many as before", above the second "more than half"
constexpr int kAsked = 3, kShown = 2;    // pixels to the right, of the questions of "question" and "window"
constexpr int kOpening = 3;              // a picture with edges, corners and arcs

// The number that each step is about is the one in the inspector, until another is chosen.
constexpr std::pair<std::string_view, std::string_view> kAbout[] = {{"question", "bar/1/3"},    {"picture", "x/1/0/13/13"}, {"window", "z/1/0/9/9"}, {"kernel", "x/1/0/9/9"},
                                                                    {"pooling", "p/1/0/5/5"},   {"shared", "z/1/0/9/9"},    {"learn", "J/1/0"},      {"look", "bar/1/3"},
                                                                    {"break", "h/1/0"},         {"history", "bar/1/3"}};
constexpr int kMostPictures = 1'000'000;

}  // namespace

CnnPlayer::CnnPlayer(std::uint64_t seed, bool threaded)
    : TypedPlayer(seed, threaded, [digits = cnn_data::built_in(seed)](std::uint64_t s) { return Recogniser::with_built_in(s, digits); }) {
  hand_.probe = kOpening;
  runner().request({hand_.probe, true, false});   // its tables are of this picture before any view has been drawn
}

namespace {

// What leaves the picture is lost, paper comes in.
data::DigitPicture moved(std::span<const std::uint8_t> picture, int right, int down) {
  data::DigitPicture out{};
  for (int row = std::max(0, down); row < std::min(kSide, kSide + down); ++row)
    for (int column = std::max(0, right); column < std::min(kSide, kSide + right); ++column)
      out[static_cast<std::size_t>(row * kSide + column)] = picture[static_cast<std::size_t>((row - down) * kSide + column - right)];
  return out;
}

}  // namespace

std::shared_ptr<const Reading> reading_of(const Snapshot& seen, Hand& hand) {
  const bool sample = hand.showing == Showing::Sample;
  if (sample && hand.right == 0 && hand.down == 0 && seen.reading) return seen.reading;
  const auto probe = static_cast<std::size_t>(seen.probe);
  const data::DigitPicture picture = sample ? moved(seen.digits->picture(probe), hand.right, hand.down) : moved(hand.pad.picture(), hand.right, hand.down);
  const bool same = hand.read && hand.read_by == seen.network && hand.read->picture == picture;
  const int label = sample ? seen.digits->label(probe) : hand.label >= 0 ? hand.label : same ? hand.read->answer.digit() : read(*seen.network, picture).digit();
  if (same && hand.read->label == label) return hand.read;
  hand.read_by = seen.network;
  hand.read = std::make_shared<const Reading>(record(*seen.network, picture, label));
  return hand.read;
}

// ---- Stage -----------------------------------------------------------------------------------------------------------

Localized CnnPlayer::view_title(std::string_view view) const {
  if (view == "image") return {"Draw here", "在这里写"};
  if (view == "window") return {"One kernel, everywhere", "一个卷积核，滑遍各处"};
  if (view == "kernel") return {"Be the kernel", "自己当卷积核"};
  if (view == "pooling") return {"Cut off, then keep the strongest", "先截断，再取最强"};
  if (view == "text") return {"Words are numbers too", "文字也是数"};
  if (view == "maps") return {"What each filter finds", "每个滤波器找到了什么"};
  if (view == "confusion") return {"Where it errs", "错在哪里"};
  if (view == "likes") return {"What this filter likes", "这个滤波器喜欢什么"};
  if (view == "occlusion") return {"Which part decides", "靠哪里认出来"};
  return {"Which digit?", "是哪个数字？"};
}

void CnnPlayer::draw(ui::Ui& ui, std::string_view view, ui::Rect area) {
  if (view == "confusion") scored_at_ = ui.time;
  runner().request({hand_.probe, true, scored_at_ >= 0 && ui.time - scored_at_ < 0.5});
  const auto now = seen();
  follow(*now, ui.time);
  const std::shared_ptr<const Reading> reading = reading_of(*now, hand_);
  std::vector<Command> wishes;
  // While training runs nothing is walked through: everything of the picture is shown.
  const session::Status status = runner().status();
  const bool running = status.mode == session::RunMode::Running;
  const lesson::TracePlace place = running ? lesson::TracePlace{lesson::Beat::Update, 0} : at();
  Scene scene{ui, *now, *reading, place, hand_, wishes, status, running};
  if (view == "image") draw_image_view(scene, area);
  if (view == "window") draw_window_view(scene, area);
  if (view == "kernel") draw_kernel_view(scene, area);
  if (view == "pooling") draw_pooling_view(scene, area);
  if (view == "maps") draw_maps_view(scene, area);
  if (view == "text") draw_text_view(scene, area);
  if (view == "confusion") draw_confusion_view(scene, area);
  if (view == "likes") draw_likes_view(scene, area);
  if (view == "occlusion") draw_occlusion_view(scene, area);
  if (view == "bars") draw_bars_view(scene, area);
  for (const Command& command : wishes) {
    if (const auto* rate = std::get_if<SetRate>(&command)) wished_.rate = rate->rate;   // what trouble would be blamed on
    post(command);
  }
}

// A wish that is not in the picture after a fifth of a second was undone or refused.
void CnnPlayer::follow(const Snapshot& now, double time) {
  if ((now.settings == wished_ && now.digits->source == source_) || !runner().settled()) agreed_at_ = time;
  else if (time - agreed_at_ > 0.2) wished_ = now.settings, source_ = now.digits->source;
}

std::optional<lesson::Account> CnnPlayer::account(Language language) const {
  const auto now = seen();
  const auto reading = reading_of(*now, hand_);
  if (!spot_of(hand_.selected, *reading, now->settings.shape)) return std::nullopt;
  return account_of(*now, *reading, hand_.selected, language);
}

void CnnPlayer::select(std::string_view selection) {
  const auto now = seen();
  const auto place = parse_place(selection);
  if (place && spot_of(*place, *reading_of(*now, hand_), now->settings.shape)) hand_.selected = *place;
}

void CnnPlayer::on_enter(const lesson::Step& step) {
  trace_beat(lesson::Beat::Loss);        // the whole way, with what came out
  hand_.right = hand_.down = 0;
  hand_.sliding = hand_.trial.sliding = false;
  hand_.step = step.id;
  hand_.recovered = hand_.thrown_off = false;
  // Until the learner has chosen a place: one where a filter has something to say.
  if (const auto now = seen(); hand_.window == WindowPlace{}) {
    const WindowPlace place = strongest_place(1, *now->network, *reading_of(*now, hand_));
    hand_.window = place;
    hand_.pooled = {place.row / now->settings.shape.pool, place.column / now->settings.shape.pool};
  }
  for (const auto& [id, number] : kAbout)
    if (id == step.id) select(number);
}

// Has the plain network learned the digits in the middle? Its weights may be newer than the run.
bool CnnPlayer::plain_reads() const {
  const auto now = seen();
  return now->plain && share_right(read_all(*now->plain, *now->digits->test), *now->digits->test) >= kReads;
}

// Of the plain network, on digits that it has not learned, moved as the question says.
std::optional<int> CnnPlayer::measured_answer(const lesson::Step& step) {
  if (step.id != "question" || runner().status().update < kLearned || !plain_reads()) return std::nullopt;
  const auto now = seen();
  const data::Images moved_digits = data::shifted(*now->digits->test, kAsked, 0);
  const double wrong = 1 - share_right(read_all(*now->plain, moved_digits), moved_digits);
  return wrong <= kAsBefore ? 0 : wrong <= kHalf ? 1 : 2;
}

std::optional<double> CnnPlayer::reveal(const lesson::Step& step) {
  if (step.id == "question") {
    const long update = runner().status().update;
    if (update < kLearned || !plain_reads()) runner().advance(update < kLearned ? kLearned - update : kLearned);
    hand_.showing = Showing::Sample;
    hand_.right = kAsked, hand_.down = 0;
    return 0;
  }
  if (step.id == "window") hand_.right = kShown, hand_.down = 0;
  if (step.id != "break") return std::nullopt;
  runner().play();
  return 64;
}

// "conv1/w", "hidden1/b": weights or biases of a layer.
LocalizedText CnnPlayer::parameter_words(const std::string& parameter) const {
  const std::size_t slash = parameter.find('/');
  if (slash == std::string::npos) return {parameter, parameter};
  const std::string layer = parameter.substr(0, slash), kind = parameter.substr(slash + 1);
  const bool maps = layer.starts_with("conv");
  const std::string number = maps ? layer.substr(4) : "";
  const LocalizedText of = maps ? LocalizedText{"map layer " + number, "第 " + number + " 个卷积层"} : layer == "output" ? LocalizedText{"the output layer", "输出层"} : LocalizedText{"the dense layer", "全连接层"};
  return {(kind == "b" ? "the biases of " : maps ? "the kernels of " : "the weights of ") + of.english, of.chinese + (kind == "b" ? "的偏置" : maps ? "的卷积核" : "的权重")};
}

void CnnPlayer::repair() {
  wished_.rate = kSafeRate;
  const auto status = runner().status();
  runner().seek(std::max(0L, status.health.update - 12));
  post(SetRate{kSafeRate, wished_.half_life});
}

// ---- Settings --------------------------------------------------------------------------------------------------------

std::vector<lesson::Setting> CnnPlayer::settings() const { return settings_of(wished_, source_); }

Result<void> CnnPlayer::set(std::string_view key, std::string_view value) {
  if (key == "picture") {                // which one is looked at: no command, nothing that training knows of
    const std::optional<double> number = lesson::number_in(value);
    if (!number || *number < 1 || *number > kMostPictures) return lesson::not_in_range(key, {"the number of a picture, from 1", "某幅图的编号，从 1 起"}, value);
    hand_.probe = static_cast<int>(*number) - 1;
    hand_.showing = Showing::Sample;
    return {};
  }
  const Settings before = wished_;
  const Result<Command> command = change(wished_, key, value);
  if (!command) return command.failure();
  const auto* digits = std::get_if<UseDigits>(&command.value());
  if (digits ? digits->source == source_ && source_ != Source::Own : before == wished_) return {};
  if (digits) source_ = digits->source;
  post(command.value());
  return {};
}

void CnnPlayer::settings_restored(const Recogniser& model) {
  wished_ = model.settings();
  source_ = model.digits().source;
}

// ---- Keeping and handing out -----------------------------------------------------------------------------------------

void CnnPlayer::save_view(nlohmann::json& json) const {
  json["probe"] = hand_.probe;
  json["selected"] = to_text(hand_.selected);
  json["showing"] = hand_.showing == Showing::Drawing ? "drawing" : "sample";
  json["pen"] = std::lround(hand_.pen * cnn_view::Pad::kGrid);
  json["label"] = hand_.label;
  json["moved"] = {hand_.right, hand_.down};
  json["drawing"] = cnn_view::drawing_to_json(hand_.pad.strokes());
  place_to_json(json, hand_);
}

void CnnPlayer::restore_view(const nlohmann::json& json) {
  if (const auto probe = json.find("probe"); probe != json.end() && probe->is_number_integer())
    hand_.probe = static_cast<int>(std::clamp<std::int64_t>(probe->get<std::int64_t>(), 0, kMostPictures));
  restore_drawing(json);
  place_from_json(json, hand_);
  if (const auto selected = json.find("selected"); selected != json.end() && selected->is_string()) select(selected->get<std::string>());
}

void CnnPlayer::restore_drawing(const nlohmann::json& json) {
  const auto number = [&](const char* key) -> std::optional<std::int64_t> {
    const auto found = json.find(key);
    return found != json.end() && found->is_number_integer() ? std::optional(found->get<std::int64_t>()) : std::nullopt;
  };
  if (const auto moved = json.find("moved"); moved != json.end() && moved->is_array() && moved->size() == 2 && (*moved)[0].is_number_integer() && (*moved)[1].is_number_integer()) {
    const auto within = [](const nlohmann::json& by) { return static_cast<int>(std::clamp<std::int64_t>(by.get<std::int64_t>(), -kMostMoved, kMostMoved)); };
    hand_.right = within((*moved)[0]), hand_.down = within((*moved)[1]);
  }
  if (const auto pen = number("pen")) hand_.pen = std::clamp(static_cast<double>(*pen) / cnn_view::Pad::kGrid, cnn_view::kThinnestPen, cnn_view::kThickestPen);
  const auto drawing = json.find("drawing");
  auto strokes = drawing == json.end() ? std::nullopt : cnn_view::drawing_from_json(*drawing);
  if (!strokes) return;
  hand_.pad.take(std::move(*strokes));
  if (const auto label = number("label"); label && *label >= 0 && *label < kClasses) hand_.label = static_cast<int>(*label);
  if (json.value("showing", nlohmann::json()) == "drawing") hand_.showing = Showing::Drawing;
}

// The digits that a saved run learned from, where they are not the built-in ones: read here once, for the rehearsal and the run alike.
Result<void> CnnPlayer::fetch(Command& command) const {
  auto* use = std::get_if<UseDigits>(&command);
  if (!use || use->loaded || use->source == Source::BuiltIn) return {};
  Result<cnn_data::Shared> digits = use->source == Source::Real ? cnn_data::real(data::package_folder()) : cnn_data::own(use->first_file, use->second_file);
  if (!digits && use->source == Source::Real && !cnn_data::real_is_there(data::package_folder()))
    return Error{"This run learned from the real digits, which are not installed here; tools/setup.sh --data fetches them.", "这次训练用的是真实手写数字，而这台电脑上没有安装；可用 tools/setup.sh --data 下载。"};
  if (!digits) return Error{"This run cannot go on without its digits: " + digits.error(), "缺少所用的数字，这次训练无法继续：" + digits.failure().in(Language::Chinese)};
  use->loaded = std::move(digits).value();
  return {};
}

Result<void> CnnPlayer::write_model(const std::string& file) const {
  const auto now = seen();
  nn::Cnn model = now->network->model;   // parameters() gives places to write to
  nn::Tensors tensors;
  for (const nn::Parameter* parameter : model.parameters())
    tensors.tensors.push_back({parameter->name, {parameter->value.rows(), parameter->value.cols()}, parameter->value});
  return write_atomically(file, nn::write_safetensors(tensors), Readers::Everyone);
}

std::vector<lesson::Table> CnnPlayer::tables() const {
  const auto now = seen();
  return tables_of(*now, *reading_of(*now, hand_), hand_);
}

lesson::HonestyRecord CnnPlayer::honesty() const {
  const auto now = seen();
  const Localized name = lesson::name_for(kSources, now->digits->source).label;
  const std::string count = group_thousands(static_cast<long long>(now->digits->size())), size = group_thousands(parameter_count(now->settings.shape));
  return {lesson::Honesty::TrainedNow,
          {std::string(name.english) + ", " + count + " digits", std::string(name.chinese) + "，" + count + " 个数字"},
          {size + " parameters", size + " 个参数"},
          seed()};
}

}  // namespace epochs::inline EPOCHS_PRECISION::cnn

#include "player.hpp"

#include <array>
#include <cmath>

#include "core/atomic_file.hpp"
#include "nn/checkpoint.hpp"

namespace epochs::inline EPOCHS_PRECISION::backprop {

using lesson::Beat;
using lesson::plain_number;
using lesson::Scale;

namespace {

constexpr long kDescentUpdates = 2000;   // of the prediction in the step "descent"
constexpr double kSafeRate = 0.3;
constexpr int kMostPoints = static_cast<int>(data::kMostPoints);

// The number that each step is about is the one in the inspector, until another is chosen.
constexpr std::pair<std::string_view, std::string_view> kAbout[] = {{"question", "a/1/0/0"}, {"hidden", "a/1/0/0"},  {"forward", "z/1/0/0"}, {"loss", "J/0/0/0"},  {"backward", "J/0/0/0"},
                                                                    {"check", "w/1/0/0"},    {"descent", "w/1/0/0"}, {"spiral", "a/3/0/0"},  {"break", "w/1/0/0"}, {"history", "a/2/0/0"}};

Settings opening() {
  Settings settings;
  settings.rate = kSafeRate;
  return settings;
}

}  // namespace

BackpropPlayer::BackpropPlayer(std::uint64_t seed, bool threaded)
    : TypedPlayer(seed, threaded, [](std::uint64_t s) { return Backprop(s, opening()); }), wished_(opening()) {}

// ---- Stage -------------------------------------------------------------------------------------------------------------

Localized BackpropPlayer::view_title(std::string_view view) const {
  if (view == "field") return {"The plane, as the network sees it", "网络眼中的平面"};
  if (view == "network") return {"The network: every unit is a picture", "网络：每个单元都是一幅图"};
  if (view == "graph") return {"One point, one operation after another", "一个点，一步一步地算"};
  return {"Check this gradient numerically", "用数值方法检验梯度"};
}

void BackpropPlayer::draw(ui::Ui& ui, std::string_view view, ui::Rect area) {
  runner().request({hand_.probe, true, true});
  const auto now = seen();
  follow(now->settings, ui.time);
  if (!exists(hand_.selected, now->network)) hand_.selected = {Place::Kind::A, now->network.layers(), 0, 0};
  std::vector<Command> wishes;
  // While training runs nothing is walked through: all four beats of the probe are shown.
  const bool running = runner().status().mode == session::RunMode::Running;
  const TracePlace place = running ? TracePlace{Beat::Update, now->network.layers()} : at();
  Scene scene{ui, *now, place, hand_, wishes, question_};
  if (view == "field") draw_field_view(scene, area);
  if (view == "network") draw_network_view(scene, area);
  if (view == "graph") draw_graph_view(scene, area);
  if (view == "check") draw_check_view(scene, area);
  for (const Command& command : wishes) post(command);
}

// A wish that is not in the picture after a fifth of a second was undone or refused.
void BackpropPlayer::follow(const Settings& settings, double time) {
  if (settings == wished_ || !runner().settled()) agreed_at_ = time;
  else if (time - agreed_at_ > 0.2) wished_ = settings;
}

std::optional<lesson::Account> BackpropPlayer::account(Language language) const {
  const auto now = seen();
  if (now->probe < 0 || !exists(hand_.selected, now->network)) return std::nullopt;
  return account_of(*now, hand_.selected, language);
}

void BackpropPlayer::select(std::string_view selection) {
  const auto place = parse_place(selection);
  if (place && exists(*place, seen()->network)) hand_.selected = *place;
}

// Each step opens at the beat that it is about; the blame is not shown before the question of "backward" is answered.
void BackpropPlayer::on_enter(const lesson::Step& step) {
  descending_ = step.id != "descent";
  for (const auto& [id, number] : kAbout)
    if (id == step.id) hand_.selected = parse_place(number).value_or(hand_.selected);
  if (step.id == "forward") stand({Beat::Forward, 0});
  else trace_beat(step.id == "loss" || step.id == "backward" ? Beat::Loss : Beat::Forward);
}

// ---- Predictions -------------------------------------------------------------------------------------------------------

std::optional<int> BackpropPlayer::measured_answer(const lesson::Step& step) {
  if (step.id != "descent") return std::nullopt;
  if (!descending_ || runner().status().update < kDescentUpdates) return std::nullopt;
  const auto right = std::lround(4 * seen()->train.accuracy);
  return right <= 2 ? 0 : right == 3 ? 1 : 2;
}

std::optional<double> BackpropPlayer::reveal(const lesson::Step& step) {
  if (step.id == "backward") {
    trace_beat(Beat::Backward);
    hand_.selected = {Place::Kind::Delta, seen()->network.layers(), 0, 0};
    return std::nullopt;
  }
  if (step.id == "descent") {
    runner().restart();                // the question is about 2,000 updates from the start
    runner().advance(kDescentUpdates);
    descending_ = true;
    return 0;
  }
  runner().play();
  return 64;
}

void BackpropPlayer::repair() {
  wished_.rate = kSafeRate;
  const auto status = runner().status();
  runner().seek(std::max(0L, status.health.update - 12));
  post(SetRate{kSafeRate});
}

// ---- Settings ----------------------------------------------------------------------------------------------------------

namespace {

constexpr int kMostLayers = 4, kMostUnits = 16, kFirstUnits = 4;
constexpr std::array<Named<int>, kMostLayers + 1> kLayerCounts{{{0, "0", {"none", "无"}}, {1, "1", {"1", "1"}}, {2, "2", {"2", "2"}}, {3, "3", {"3", "3"}}, {4, "4", {"4", "4"}}}};
constexpr std::array<Named<int>, kMostLayers> kUnits{{{0, "units1", {"Units in layer 1", "第 1 层的单元数"}},
                                                      {1, "units2", {"Units in layer 2", "第 2 层的单元数"}},
                                                      {2, "units3", {"Units in layer 3", "第 3 层的单元数"}},
                                                      {3, "units4", {"Units in layer 4", "第 4 层的单元数"}}}};

// New layers are as wide as the one before them.
void set_layers(std::vector<int>& hidden, int count) {
  const int units = hidden.empty() ? kFirstUnits : hidden.back();
  hidden.resize(static_cast<std::size_t>(count), units);
}

lesson::Setting anew(lesson::Setting setting) {
  setting.begins_anew = true;
  return setting;
}

}  // namespace

std::vector<lesson::Setting> BackpropPlayer::settings() const {
  using lesson::choice_setting, lesson::number_setting;
  const Settings& s = wished_;
  std::vector<lesson::Setting> all{anew(choice_setting("data", {"Data", "数据"}, kDatasets, s.dataset)),
                                   anew(choice_setting("layers", {"Hidden layers", "隐藏层数"}, kLayerCounts, static_cast<int>(s.shape.hidden.size())))};
  for (std::size_t i = 0; i < s.shape.hidden.size(); ++i)
    all.push_back(anew(lesson::count_setting(std::string(kUnits[i].key), kUnits[i].label, 1, kMostUnits, s.shape.hidden[i])));
  const std::array rest{anew(choice_setting("activation", {"Bend", "激活函数"}, kActivations, s.shape.activation)),
                        anew(choice_setting("loss", {"Loss", "损失"}, kLosses, s.shape.loss)),
                        choice_setting("optimizer", {"Optimizer", "优化器"}, kOptimizers, s.optimizer),
                        number_setting("rate", {"Learning rate η", "学习率 η"}, {0.001, 100, Scale::Logarithmic}, s.rate),
                        number_setting("batch", {"Batch (0: all)", "批量大小（0：全部）"}, {0, 100, Scale::Whole}, s.batch),
                        number_setting("decay", {"Regularisation λ", "正则化 λ"}, {0, 0.1, Scale::Linear}, s.decay)};
  all.insert(all.end(), rest.begin(), rest.end());
  return all;
}

void BackpropPlayer::set_shape(const Shape& shape) {
  if (shape == wished_.shape) return;
  wished_.shape = shape;
  post(SetShape{shape});
}

Result<void> BackpropPlayer::set(std::string_view key, std::string_view value) {
  if (key == "rate" || key == "batch" || key == "decay" || key == "point") return set_number(key, value);
  if (key == "points") {
    auto points = parse_points(value, "points");
    if (!points) return points.failure();
    post(LoadPoints{std::move(points).value()});
    wished_.dataset = Dataset::Own;
    return {};
  }
  if (key == "hidden" || key == "layers" || lesson::find_named(kUnits, key)) return set_hidden(key, value);
  return set_choice(key, value);
}

// The layers all at once ("8,8"), how many there are, or the units of one: what is not there yet comes to be.
Result<void> BackpropPlayer::set_hidden(std::string_view key, std::string_view value) {
  Shape shape = wished_.shape;
  if (key == "hidden") {
    const auto hidden = parse_hidden(value);
    if (!hidden) return lesson::not_in_range(key, {"up to four layers of 1 to 16 units, such as 4 or 8,8", "最多四层、每层 1 到 16 个单元，例如 4 或 8,8"}, value);
    shape.hidden = *hidden;
  } else if (key == "layers") {
    const auto count = lesson::find_named(kLayerCounts, value);
    if (!count) return lesson::no_such_choice(key, value);
    set_layers(shape.hidden, *count);
  } else {
    const auto units = lesson::number_in(value);
    if (!units || *units < 1 || *units > kMostUnits || *units != std::floor(*units)) return lesson::not_in_range(key, {"a whole number from 1 to 16", "1 到 16 的整数"}, value);
    const int layer = *lesson::find_named(kUnits, key);
    if (static_cast<int>(shape.hidden.size()) <= layer) set_layers(shape.hidden, layer + 1);
    shape.hidden[static_cast<std::size_t>(layer)] = static_cast<int>(*units);
  }
  set_shape(shape);
  return {};
}

Result<void> BackpropPlayer::set_choice(std::string_view key, std::string_view value) {
  Shape shape = wished_.shape;
  bool known = false;
  const auto take = [&](const auto& names, auto& place) {
    const auto found = lesson::find_named(names, value);
    if (found) place = *found;
    known = found.has_value();
  };
  Settings wish = wished_;
  if (key == "data") take(kDatasets, wish.dataset);
  else if (key == "activation") take(kActivations, shape.activation);
  else if (key == "loss") take(kLosses, shape.loss);
  else if (key == "optimizer") take(kOptimizers, wish.optimizer);
  else return lesson::no_such_setting(key, "data, hidden, layers, units1, units2, units3, units4, activation, loss, optimizer, rate, batch, decay, point, points");
  if (!known) return lesson::no_such_choice(key, value);
  if (wish.dataset != wished_.dataset || (key == "data" && wish.dataset != seen()->settings.dataset)) post(ChooseDataset{wish.dataset});
  if (wish.optimizer != wished_.optimizer) post(SetOptimizer{wish.optimizer});
  wished_ = wish;
  set_shape(shape);
  return {};
}

Result<void> BackpropPlayer::set_number(std::string_view key, std::string_view value) {
  const std::optional<double> number = lesson::number_in(value);
  const auto within = [&](double least, double most) { return number && *number >= least && *number <= most; };
  if (key == "rate") {
    if (!within(0, kLargestRate) || *number <= 0) return lesson::not_in_range(key, {"a number above 0 and at most 1,000", "大于 0 且不超过 1,000 的数"}, value);
    if (*number != wished_.rate) post(SetRate{*number});
    wished_.rate = *number;
  } else if (key == "batch") {
    if (!within(0, kMostPoints)) return lesson::not_in_range(key, {"0 (all) to 10,000", "0（全部）到 10,000 的整数"}, value);
    if (static_cast<int>(*number) != wished_.batch) post(SetBatch{static_cast<int>(*number)});
    wished_.batch = static_cast<int>(*number);
  } else if (key == "decay") {
    if (!within(0, kLargestDecay)) return lesson::not_in_range(key, {"a number from 0 to 1", "0 到 1 之间的数"}, value);
    if (*number != wished_.decay) post(SetDecay{*number});
    wished_.decay = *number;
  } else {
    if (!within(1, kMostPoints)) return lesson::not_in_range(key, {"the number of a point, from 1", "某个点的编号，从 1 起"}, value);
    hand_.probe = static_cast<int>(*number) - 1;
  }
  return {};
}

// "W1", "b2": of the layer with this number.
LocalizedText BackpropPlayer::parameter_words(const std::string& parameter) const {
  if (parameter.size() < 2 || (parameter[0] != 'W' && parameter[0] != 'b')) return {parameter, parameter};
  const std::string layer = parameter.substr(1);
  if (parameter[0] == 'W') return {"the weights of layer " + layer, "第 " + layer + " 层的权重"};
  return {"the biases of layer " + layer, "第 " + layer + " 层的偏置"};
}

// ---- Keeping and handing out ---------------------------------------------------------------------------------------------

void BackpropPlayer::save_view(nlohmann::json& json) const {
  json["probe"] = hand_.probe;
  json["selected"] = to_text(hand_.selected);
}

void BackpropPlayer::restore_view(const nlohmann::json& json) {
  if (const auto probe = json.find("probe"); probe != json.end() && probe->is_number_integer())
    hand_.probe = static_cast<int>(std::clamp<std::int64_t>(probe->get<std::int64_t>(), 0, kMostPoints));
  if (const auto selected = json.find("selected"); selected != json.end() && selected->is_string()) select(selected->get<std::string>());
}

Result<void> BackpropPlayer::write_model(const std::string& file) const {
  const auto now = seen();
  nn::Tensors tensors;
  for (const nn::Parameter& parameter : now->network.parameters)
    tensors.tensors.push_back({parameter.name, {parameter.value.rows(), parameter.value.cols()}, parameter.value});
  return write_atomically(file, nn::write_safetensors(tensors), Readers::Everyone);
}

std::vector<lesson::Table> BackpropPlayer::tables() const { return tables_of(*seen()); }

lesson::HonestyRecord BackpropPlayer::honesty() const {
  const auto now = seen();
  std::size_t numbers = 0;
  for (const nn::Parameter& parameter : now->network.parameters) numbers += static_cast<std::size_t>(parameter.value.size());
  const Localized name = lesson::name_for(kDatasets, now->settings.dataset).label;
  const std::string points = std::to_string(now->data->train.size()), layers = "2 → " + hidden_text(now->settings.shape.hidden) + " → 1";
  return {lesson::Honesty::TrainedNow,
          {std::string(name.english) + ", " + points + " points", std::string(name.chinese) + "，" + points + " 个点"},
          {layers + ", " + std::to_string(numbers) + " parameters", layers + "，" + std::to_string(numbers) + " 个参数"},
          seed()};
}

}  // namespace epochs::inline EPOCHS_PRECISION::backprop

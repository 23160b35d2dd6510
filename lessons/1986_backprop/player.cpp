#include "player.hpp"

#include <charconv>
#include <cmath>
#include <cstdlib>

#include "core/atomic_file.hpp"
#include "nn/checkpoint.hpp"
#include "session/saved_json.hpp"

namespace epochs::inline EPOCHS_PRECISION::backprop {

using lesson::Beat;

namespace {

constexpr long kDescentUpdates = 2000;   // of the prediction in the step "descent"
constexpr double kSafeRate = 0.3;

session::RunnerKind kind_for(bool threaded) { return threaded ? session::RunnerKind::Threaded : session::RunnerKind::Cooperative; }

Settings opening() {
  Settings settings;
  settings.rate = kSafeRate;
  return settings;
}

std::optional<double> parse_number(std::string_view text) {
  const std::string copy(text.substr(0, 40));
  char* end = nullptr;
  const double value = std::strtod(copy.c_str(), &end);
  if (copy.empty() || end != copy.c_str() + copy.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace

BackpropPlayer::BackpropPlayer(std::uint64_t seed, bool threaded)
    : seed_(seed), runner_(session::make_runner(Backprop(seed, opening()), kind_for(threaded))), wished_(opening()) {}

// ---- The trace clock -------------------------------------------------------------------------------------------------

lesson::TracePosition BackpropPlayer::trace_position() const {
  const auto seen = runner_->latest();
  return {at_.beat, at_.op, ops_of(at_.beat, seen->network), code_line_of(at_, seen->network)};
}

void BackpropPlayer::trace_step(int direction) {
  const auto seen = runner_->latest();
  at_.op += direction;
  if (at_.op >= ops_of(at_.beat, seen->network)) {
    at_.op = 0;
    if (at_.beat == Beat::Update) runner_->advance(1);
    at_.beat = static_cast<Beat>((static_cast<int>(at_.beat) + 1) % 4);
  } else if (at_.op < 0) {
    const long update = runner_->status().update;
    if (at_.beat == Beat::Forward && update == 0) {
      at_.op = 0;
      return;
    }
    if (at_.beat == Beat::Forward) runner_->seek(update - 1);
    at_.beat = static_cast<Beat>((static_cast<int>(at_.beat) + 3) % 4);
    at_.op = ops_of(at_.beat, seen->network) - 1;
  }
}

void BackpropPlayer::trace_beat(Beat beat) { at_ = {beat, ops_of(beat, runner_->latest()->network) - 1}; }

// ---- Stage -------------------------------------------------------------------------------------------------------------

Localized BackpropPlayer::view_title(std::string_view view) const {
  if (view == "field") return {"The plane, as the network sees it", "网络眼中的平面"};
  if (view == "network") return {"The network: every unit is a picture", "网络：每个单元都是一幅图"};
  if (view == "graph") return {"One point, one operation after another", "一个点，一步一步地算"};
  return {"Check this gradient numerically", "用数值方法检验梯度"};
}

void BackpropPlayer::draw(ui::Ui& ui, std::string_view view, ui::Rect area) {
  runner_->request({hand_.probe, true, true});
  const auto seen = runner_->latest();
  if (!exists(hand_.selected, seen->network)) hand_.selected = {Place::Kind::A, seen->network.layers(), 0, 0};
  std::vector<Command> wishes;
  // While training runs nothing is walked through: all four beats of the probe are shown.
  const bool running = runner_->status().mode == session::RunMode::Running;
  const OpRange at = running ? OpRange{Beat::Update, seen->network.layers()} : at_;
  Scene scene{ui, *seen, at, hand_, wishes};
  if (view == "field") draw_field_view(scene, area);
  if (view == "network") draw_network_view(scene, area);
  if (view == "graph") draw_graph_view(scene, area);
  if (view == "check") draw_check_view(scene, area);
  for (const Command& command : wishes) post(command);
}

std::optional<lesson::Account> BackpropPlayer::account(Language language) const {
  const auto seen = runner_->latest();
  if (seen->probe < 0 || !exists(hand_.selected, seen->network)) return std::nullopt;
  return account_of(*seen, hand_.selected, language);
}

void BackpropPlayer::select(std::string_view selection) {
  const auto place = parse_place(selection);
  if (place && exists(*place, runner_->latest()->network)) hand_.selected = *place;
}

// Each step opens at the beat that it is about; the blame is not shown before the question of "backward" is answered.
void BackpropPlayer::on_enter(const lesson::Step& step) {
  if (step.id == "forward") at_ = {Beat::Forward, 0};
  else trace_beat(step.id == "loss" || step.id == "backward" ? Beat::Loss : Beat::Forward);
}

// ---- Predictions -------------------------------------------------------------------------------------------------------

std::optional<int> BackpropPlayer::measured_answer(const lesson::Step& step) {
  if (step.id != "descent") return std::nullopt;
  if (runner_->status().update < kDescentUpdates) return std::nullopt;
  const auto right = std::lround(4 * runner_->latest()->train.accuracy);
  return right <= 2 ? 0 : right == 3 ? 1 : 2;
}

void BackpropPlayer::reveal(const lesson::Step& step) {
  if (step.id == "backward") return trace_beat(Beat::Backward);
  if (step.id == "descent") {
    runner_->set_speed(0);
    return runner_->advance(std::max(0L, kDescentUpdates - runner_->status().update));
  }
  runner_->set_speed(64);
  runner_->play();
}

void BackpropPlayer::repair() {
  wished_.rate = kSafeRate;
  const auto status = runner_->status();
  runner_->seek(std::max(0L, status.health.update - 12));
  post(SetRate{kSafeRate});
}

// ---- Settings ----------------------------------------------------------------------------------------------------------

namespace {

template <class T, std::size_t N>
lesson::Setting choice(std::string key, Localized label, const std::array<Named<T>, N>& names, T value) {
  lesson::Setting setting;
  setting.key = std::move(key);
  setting.label = label;
  for (const auto& name : names) setting.choices.emplace_back(std::string(name.key), name.label);
  setting.value = name_for(names, value).key;
  return setting;
}

lesson::Setting number(std::string key, Localized label, double low, double high, double value, bool logarithmic, bool whole) {
  lesson::Setting setting;
  setting.key = std::move(key);
  setting.label = label;
  setting.kind = lesson::Setting::Kind::Number;
  setting.low = low, setting.high = high, setting.logarithmic = logarithmic, setting.whole = whole;
  char text[32];
  std::snprintf(text, sizeof text, "%g", value);
  setting.value = text;
  return setting;
}

lesson::Setting hidden_choice(const std::vector<int>& hidden) {
  lesson::Setting setting;
  setting.key = "hidden";
  setting.label = {"Hidden units", "隐藏单元"};
  for (const char* shape : {"0", "2", "4", "8", "4,4", "8,8", "12,12", "8,8,8", "8,8,8,8"}) {
    const std::string_view name = std::string_view(shape) == "0" ? "none" : shape;
    setting.choices.emplace_back(shape, Localized{name, std::string_view(shape) == "0" ? "无" : shape});
  }
  setting.value = hidden_text(hidden);
  return setting;
}

}  // namespace

std::vector<lesson::Setting> BackpropPlayer::settings() const {
  const Settings& s = wished_;
  return {choice("data", {"Data", "数据"}, kDatasets, s.dataset),
          hidden_choice(s.shape.hidden),
          choice("activation", {"Bend", "激活函数"}, kActivations, s.shape.activation),
          choice("loss", {"Loss", "损失"}, kLosses, s.shape.loss),
          choice("optimizer", {"Optimizer", "优化器"}, kOptimizers, s.optimizer),
          number("rate", {"Learning rate η", "学习率 η"}, 0.001, 100, s.rate, true, false),
          number("batch", {"Batch (0: all)", "批大小（0：全部）"}, 0, 100, s.batch, false, true),
          number("decay", {"Regularisation λ", "正则化 λ"}, 0, 0.1, s.decay, false, false)};
}

void BackpropPlayer::set_shape(const Shape& shape) {
  if (shape == wished_.shape) return;
  wished_.shape = shape;
  post(SetShape{shape});
}

Result<void> BackpropPlayer::set(std::string_view key, std::string_view value) {
  Shape shape = wished_.shape;
  const auto unknown = [&] { return Error{"\"" + std::string(value.substr(0, 40)) + "\" is no choice for " + std::string(key) + " in this lesson"}; };
  if (key == "data") {
    const auto dataset = find_named(kDatasets, value);
    if (!dataset) return unknown();
    if (*dataset != runner_->latest()->settings.dataset || *dataset != wished_.dataset) post(ChooseDataset{*dataset});
    wished_.dataset = *dataset;
  } else if (key == "hidden") {
    const auto hidden = parse_hidden(value);
    if (!hidden) return Error{"hidden takes up to four layers of 1 to 16 units, such as 4 or 8,8, not \"" + std::string(value.substr(0, 40)) + "\""};
    shape.hidden = *hidden;
  } else if (key == "activation") {
    const auto activation = find_named(kActivations, value);
    if (!activation) return unknown();
    shape.activation = *activation;
  } else if (key == "loss") {
    const auto loss = find_named(kLosses, value);
    if (!loss) return unknown();
    shape.loss = *loss;
  } else if (key == "optimizer") {
    const auto optimizer = find_named(kOptimizers, value);
    if (!optimizer) return unknown();
    if (*optimizer != wished_.optimizer) post(SetOptimizer{*optimizer});
    wished_.optimizer = *optimizer;
  } else if (key == "points") {
    auto points = parse_points(value, "points");
    if (!points) return Error{points.error()};
    post(LoadPoints{std::move(points).value()});
    wished_.dataset = Dataset::Own;
  } else {
    return set_number(key, value);
  }
  set_shape(shape);
  return {};
}

Result<void> BackpropPlayer::set_number(std::string_view key, std::string_view value) {
  const auto number = parse_number(value);
  const auto outside = [&](const char* range) { return Error{std::string(key) + " must be " + range + ", not \"" + std::string(value.substr(0, 40)) + "\""}; };
  if (key == "rate") {
    if (!number || *number <= 0 || *number > 1000) return outside("above 0 and at most 1000");
    if (*number != wished_.rate) post(SetRate{*number});
    wished_.rate = *number;
  } else if (key == "batch") {
    if (!number || *number < 0 || *number > kMostLessonPoints) return outside("0 (all) to 10,000");
    if (static_cast<int>(*number) != wished_.batch) post(SetBatch{static_cast<int>(*number)});
    wished_.batch = static_cast<int>(*number);
  } else if (key == "decay") {
    if (!number || *number < 0 || *number > 1) return outside("0 to 1");
    if (*number != wished_.decay) post(SetDecay{*number});
    wished_.decay = *number;
  } else if (key == "point") {
    if (!number || *number < 1 || *number > kMostLessonPoints) return outside("the number of a point");
    hand_.probe = static_cast<int>(*number) - 1;
  } else {
    return Error{"there is no setting \"" + std::string(key.substr(0, 40)) + "\" in this lesson; it has data, hidden, activation, loss, optimizer, rate, batch, decay and point"};
  }
  return {};
}

// ---- Keeping and handing out ---------------------------------------------------------------------------------------------

nlohmann::json BackpropPlayer::save() const {
  nlohmann::json json = session::saved_to_json<Backprop>(runner_->save());
  json["seed"] = seed_;
  json["probe"] = hand_.probe;
  json["selected"] = to_text(hand_.selected);
  return json;
}

Result<void> BackpropPlayer::restore(const nlohmann::json& state) {
  auto saved = session::saved_from_json<Backprop>(state);
  if (!saved) return Error{saved.error()};
  // What the settings will be once the commands are replayed.
  Backprop rehearsal(seed_, opening());
  for (const auto& edit : saved.value().recording.edits) {
    if (!std::holds_alternative<ChooseDataset>(edit.command) && !std::holds_alternative<SetShape>(edit.command) &&
        !std::holds_alternative<SetOptimizer>(edit.command) && !std::holds_alternative<SetRate>(edit.command) &&
        !std::holds_alternative<SetBatch>(edit.command) && !std::holds_alternative<SetDecay>(edit.command))
      continue;
    try {
      rehearsal.apply(edit.command);
    } catch (const CheckFailed& fault) {
      return Error{std::string("The saved run is damaged: ") + fault.what()};
    }
  }
  wished_ = rehearsal.settings();
  runner_->load(std::move(saved).value());
  if (state.contains("probe") && state["probe"].is_number_integer()) hand_.probe = std::clamp(state["probe"].get<int>(), 0, kMostLessonPoints);
  if (state.contains("selected") && state["selected"].is_string()) select(state["selected"].get<std::string>());
  return {};
}

Result<void> BackpropPlayer::write_model(const std::string& file) const {
  const auto seen = runner_->latest();
  nn::Tensors tensors;
  for (const nn::Parameter& parameter : seen->network.parameters)
    tensors.tensors.push_back({parameter.name, {parameter.value.rows(), parameter.value.cols()}, parameter.value});
  return write_atomically(file, nn::write_safetensors(tensors));
}

std::vector<lesson::Table> BackpropPlayer::tables() const {
  const auto seen = runner_->latest();
  const auto text = [](double value) {
    char out[32];
    std::snprintf(out, sizeof out, "%.9g", value);
    return std::string(out);
  };
  lesson::Table points{"field", {"x1", "x2", "y"}, {}}, weights{"network", {"parameter", "row", "column", "value", "gradient"}, {}};
  for (const Point& p : seen->data->train) points.rows.push_back({text(static_cast<double>(p.x1)), text(static_cast<double>(p.x2)), std::to_string(p.y)});
  for (std::size_t i = 0; i < seen->network.parameters.size(); ++i) {
    const nn::Parameter& parameter = seen->network.parameters[i];
    for (Index row = 0; row < parameter.value.rows(); ++row)
      for (Index column = 0; column < parameter.value.cols(); ++column)
        weights.rows.push_back({parameter.name, std::to_string(row + 1), std::to_string(column + 1), text(static_cast<double>(parameter.value(row, column))),
                                seen->pass.gradients.empty() ? "" : text(static_cast<double>(seen->pass.gradients[i](row, column)))});
  }
  return {points, weights};
}

lesson::HonestyRecord BackpropPlayer::honesty() const {
  const auto seen = runner_->latest();
  std::size_t numbers = 0;
  for (const nn::Parameter& parameter : seen->network.parameters) numbers += static_cast<std::size_t>(parameter.value.size());
  return {lesson::Honesty::TrainedNow, std::string(name_for(kDatasets, seen->settings.dataset).key) + ", " + std::to_string(seen->data->train.size()) + " points",
          "2 → " + hidden_text(seen->settings.shape.hidden) + " → 1, " + std::to_string(numbers) + " parameters", seed_};
}

}  // namespace epochs::inline EPOCHS_PRECISION::backprop

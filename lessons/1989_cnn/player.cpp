#include "player.hpp"

#include <algorithm>

#include "core/atomic_file.hpp"
#include "nn/checkpoint.hpp"

namespace epochs::inline EPOCHS_PRECISION::cnn {

using lesson::plain_number;

namespace {

constexpr double kSafeRate = 0.05;
constexpr int kMostPictures = 1'000'000;

}  // namespace

CnnPlayer::CnnPlayer(std::uint64_t seed, bool threaded)
    : TypedPlayer(seed, threaded, [](std::uint64_t s) { return Recogniser(s); }) {}

std::shared_ptr<const Reading> reading_of(const Snapshot& seen, Hand& hand) {
  if (hand.showing == Showing::Sample) {
    if (seen.reading) return seen.reading;
    const auto probe = static_cast<std::size_t>(seen.probe);
    return std::make_shared<const Reading>(record(*seen.network, seen.digits->picture(probe), seen.digits->label(probe)));
  }
  const data::DigitPicture& picture = hand.pad.picture();
  const bool same = hand.read && hand.read_by == seen.network && hand.read->picture == picture;
  const int label = hand.label >= 0 ? hand.label : same ? hand.read->answer.digit() : read(*seen.network, picture).digit();
  if (same && hand.read->label == label) return hand.read;
  hand.read_by = seen.network;
  hand.read = std::make_shared<const Reading>(record(*seen.network, picture, label));
  return hand.read;
}

// ---- Stage -----------------------------------------------------------------------------------------------------------

Localized CnnPlayer::view_title(std::string_view view) const {
  if (view == "image") return {"Draw here", "在这里写"};
  return {"Which digit?", "是哪个数字？"};
}

void CnnPlayer::draw(ui::Ui& ui, std::string_view view, ui::Rect area) {
  runner().request({hand_.probe, true, false});
  const auto now = seen();
  follow(*now, ui.time);
  const std::shared_ptr<const Reading> reading = reading_of(*now, hand_);
  std::vector<Command> wishes;
  // While training runs nothing is walked through: everything of the picture is shown.
  const bool running = runner().status().mode == session::RunMode::Running;
  const lesson::TracePlace place = running ? lesson::TracePlace{lesson::Beat::Update, 0} : at();
  Scene scene{ui, *now, *reading, place, hand_, wishes};
  if (view == "image") draw_image_view(scene, area);
  if (view == "bars") draw_bars_view(scene, area);
  for (const Command& command : wishes) post(command);
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
}

void CnnPlayer::restore_view(const nlohmann::json& json) {
  if (const auto probe = json.find("probe"); probe != json.end() && probe->is_number_integer())
    hand_.probe = static_cast<int>(std::clamp<std::int64_t>(probe->get<std::int64_t>(), 0, kMostPictures));
  if (const auto selected = json.find("selected"); selected != json.end() && selected->is_string()) select(selected->get<std::string>());
}

Result<void> CnnPlayer::write_model(const std::string& file) const {
  const auto now = seen();
  nn::Cnn model = now->network->model;   // parameters() gives places to write to
  nn::Tensors tensors;
  for (const nn::Parameter* parameter : model.parameters())
    tensors.tensors.push_back({parameter->name, {parameter->value.rows(), parameter->value.cols()}, parameter->value});
  return write_atomically(file, nn::write_safetensors(tensors));
}

std::vector<lesson::Table> CnnPlayer::tables() const {
  const auto now = seen();
  const auto reading = reading_of(*now, hand_);
  const auto text = [](double value) { return plain_number(value, 9); };
  lesson::Table image{"image", {"row", "column", "grey"}, {}}, bars{"bars", {"digit", "probability"}, {}}, weights{"weights", {"parameter", "row", "column", "value"}, {}};
  for (int i = 0; i < kPixels; ++i)
    image.rows.push_back({std::to_string(i / kSide + 1), std::to_string(i % kSide + 1), text(reading->picture[static_cast<std::size_t>(i)] / 255.0)});
  for (std::size_t digit = 0; digit < kClasses; ++digit) bars.rows.push_back({std::to_string(digit), text(reading->answer.bars[digit])});
  nn::Cnn model = now->network->model;
  for (const nn::Parameter* parameter : model.parameters())
    for (Index row = 0; row < parameter->value.rows(); ++row)
      for (Index column = 0; column < parameter->value.cols(); ++column)
        weights.rows.push_back({parameter->name, std::to_string(row + 1), std::to_string(column + 1), text(static_cast<double>(parameter->value(row, column)))});
  return {image, bars, weights};
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

#include "app/gallery/parts.hpp"

#include <algorithm>
#include <array>

#include "app/inspector_panel.hpp"
#include "app/narrative.hpp"
#include "app/press.hpp"
#include "app/sheet.hpp"
#include "app/top_bar.hpp"
#include "app/transport.hpp"
#include "core/check.hpp"
#include "lesson/text_store.hpp"
#include "lessons/catalog.hpp"
#include "viz/gallery/specimen.hpp"

namespace epochs::app::gallery {

using ui::Face;
using ui::Rect;
using ui::Token;
using ui::Ui;
using ui::Vec2;
using viz::gallery::Specimen;
using viz::gallery::Stage;

namespace {

constexpr std::string_view kLesson = "1957_perceptron";
constexpr long kUpdates = 120;

constexpr std::array<Part, 8> kParts = {{
    {"honesty_mark", {"Honesty mark", "来源标记"}, 640, 200},
    {"predict_card", {"Predict card", "预测卡片"}, 1120, 350},
    {"transport_bar", {"Transport bar", "播放栏"}, 1120, 400},
    {"inspector_waterfall", {"Inspector with its waterfall", "数值说明与瀑布图"}, 400, 760},
    {"model_settings", {"Settings of a model, a number being typed", "模型设置，正在输入一个数"}, 400, 760},
    {"model_runs", {"Seed, stop rule and twin run", "种子、停止条件与对照训练"}, 400, 620},
    {"sheet_settings", {"Sheet: settings", "面板：设置"}, 720, 560},
    {"sheet_search", {"Sheet: search", "面板：搜索"}, 720, 640},
}};

}  // namespace

std::span<const Part> parts() { return kParts; }

struct PartsGallery::State {
  const lesson::Lesson& lesson = *lessons::find(kLesson);
  std::unique_ptr<lesson::Player> player = lesson.make(1, false);
  lesson::TextStore words{std::string(kLesson), {}};
  const std::vector<std::string> no_code;
  Shell shell;

  State() {
    player->training().advance(kUpdates);
    player->training().settle();
  }

  void draw_marks(Ui& ui, Rect area) {
    constexpr lesson::Honesty kinds[] = {lesson::Honesty::TrainedNow, lesson::Honesty::Replayed, lesson::Honesty::Pretrained, lesson::Honesty::Illustrative};
    for (int i = 0; i < 4; ++i) {
      const float right = area.x + (i % 2 == 0 ? area.w / 2 - 16 : area.w), y = area.y + 24 + 56 * static_cast<float>(i / 2);
      draw_honesty(ui, {right, y}, kinds[i]);
    }
  }

  const lesson::Prediction& prediction(Language language) const {
    const auto& steps = words.text(language).steps;
    const auto asking = std::find_if(steps.begin(), steps.end(), [](const lesson::Step& step) { return step.prediction.has_value(); });
    EPOCHS_CHECK(asking != steps.end(), "gallery: the lesson asks nothing");
    return *asking->prediction;
  }

  // Three cards: pointed at, chosen with the keyboard on Check, answered wrongly.
  void draw_predictions(Ui& ui, Rect area) {
    const lesson::Prediction& asked = prediction(ui.language);
    const int right = std::max(0, asked.answer), wrong = right == 0 ? 1 : 0;
    const Guess guesses[] = {{}, {wrong, false, false, -1, {}}, {wrong, true, false, right, {}}};
    const Stage stages[] = {Stage::Hovered, Stage::Focused, Stage::Rest};
    const float w = (area.w - 32) / 3;
    for (int i = 0; i < 3; ++i) {
      Guess guess = guesses[i];
      NarrativeWish wish;
      const Rect card{area.x + (w + 16) * static_cast<float>(i), area.y, w, predict_card_height(ui, w, asked, guess)};
      Specimen specimen(ui, stages[i], {card.x + 60, card.bottom() - 96}, "predict.check");
      draw_predict_card(specimen.frame(), card, asked, guess, wish);
    }
  }

  // At rest, with the pointer on play, with the keyboard on the speed; below them without room for the beats' words.
  void draw_transports(Ui& ui, Rect area) {
    const Stage stages[] = {Stage::Rest, Stage::Hovered, Stage::Focused};
    for (int i = 0; i < 3; ++i) {
      LessonLayout layout;
      layout.transport = {area.x, area.y + 108 * static_cast<float>(i), area.w, 92};
      TransportState state;
      state.speed = 3;
      Specimen specimen(ui, stages[i], {layout.transport.x + area.w * 0.4f, layout.transport.center().y}, "transport.speed");
      draw_transport(specimen.frame(), *player, layout, state);
    }
  }

  void draw_inspector(Ui& ui, Rect area) {
    player->select("z");
    const lesson::Step& step = words.text(ui.language).steps.front();
    SideState side;
    side.open = true;                  // on a card's ground
    ui.canvas.fill({area.x - 12, area.y - 8, area.w + 24, area.h + 16}, ui.color(Token::Surface2), 12);
    Specimen specimen(ui, Stage::Rest, {}, "");
    draw_side(specimen.frame(), area, {*player, step, no_code}, side);
  }

  void draw_settings(Ui& ui, Rect area) {
    const lesson::Step& step = words.text(ui.language).steps.front();
    SideState side;
    side.tab = SideTab::Model;
    side.entry.id = "setting.rate";
    side.entry.field.edit.set("99");
    side.entry.field.typing = true;
    side.entry.field.touched = ui.time;
    side.entry.problem = ui.say({"A number from 0.01 to 10.", "请填 0.01 到 10 之间的数。"});
    Specimen specimen(ui, Stage::Focused, {}, "setting.rate.number");
    draw_side(specimen.frame(), area, {*player, step, no_code}, side);
  }

  // The same panel at its end.
  void draw_runs(Ui& ui, Rect area) {
    const lesson::Step& step = words.text(ui.language).steps.front();
    SideState side;
    side.tab = SideTab::Model;
    side.stop.loss_below = 0.1;
    {
      Specimen measured(ui, Stage::Rest, {}, "");   // scrolls as far as there is anything
      side.scroll = 1e6f;
      ui.canvas.push_clip({});
      draw_side(measured.frame(), area, {*player, step, no_code}, side);
      ui.canvas.pop_clip();
    }
    Specimen specimen(ui, Stage::Focused, {}, "model.new_seed");
    draw_side(specimen.frame(), area, {*player, step, no_code}, side);
  }

  // Sheets place themselves in the window: here the window is the panel.
  void draw_sheet(Ui& ui, Rect area, Sheet sheet) {
    Specimen specimen(ui, Stage::Focused, {}, sheet == Sheet::Search ? "sheet.search" : "sheet.settings.theme.1");
    Ui frame = specimen.frame();
    frame.window = area;
    shell.settings.language = ui.language;
    shell.settings.brightness = ui.theme.brightness;
    shell.sheet = sheet;
    ui.canvas.push_clip(area);
    if (sheet == Sheet::Search) {
      shell.search = {};
      shell.search.field.edit.set(ui.say({"19", "词"}));
      shell.search.field.typing = true;
      shell.search.field.touched = ui.time;
      draw_search_sheet(frame, shell);
    } else {
      draw_settings_sheet(frame, shell);
    }
    ui.canvas.pop_clip();
  }

  void draw(Ui& ui, std::string_view id, Rect area) {
    if (id == "honesty_mark") return draw_marks(ui, area);
    if (id == "predict_card") return draw_predictions(ui, area);
    if (id == "transport_bar") return draw_transports(ui, area);
    if (id == "inspector_waterfall") return draw_inspector(ui, area);
    if (id == "model_settings") return draw_settings(ui, area);
    if (id == "model_runs") return draw_runs(ui, area);
    if (id == "sheet_settings") return draw_sheet(ui, area, Sheet::Settings);
    if (id == "sheet_search") return draw_sheet(ui, area, Sheet::Search);
    EPOCHS_CHECK(false, "gallery: no part is called " + std::string(id));
  }
};

PartsGallery::PartsGallery() : state_(std::make_unique<State>()) {}
PartsGallery::~PartsGallery() = default;

void PartsGallery::draw(Ui& ui, std::string_view id, Rect panel) {
  const auto part = std::find_if(kParts.begin(), kParts.end(), [&](const Part& p) { return p.id == id; });
  EPOCHS_CHECK(part != kParts.end(), "gallery: no part is called " + std::string(id));
  ui.canvas.fill(panel, ui.color(Token::Background), 14);
  ui.canvas.outline(panel, ui.color(Token::Line), 14);
  ui.canvas.text({panel.x + 22, panel.y + 30}, ui.say(part->title), {Face::Semibold, ui::kHeading}, ui.color(Token::Text1));
  state_->draw(ui, id, {panel.x + 22, panel.y + 54, panel.w - 44, panel.h - 76});
}

}  // namespace epochs::app::gallery

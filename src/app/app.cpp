#include "app/app.hpp"

#include <nlohmann/json.hpp>

#include "lessons/catalog.hpp"

namespace epochs::app {

struct App::State {
  AppOptions options;
  std::string notice;
  const lesson::Lesson* lesson = nullptr;
  std::unique_ptr<lesson::Player> player;
};

App::App(AppOptions options) : state_(std::make_unique<State>()) {
  state_->notice = options.notice;
  state_->options = std::move(options);
}

App::~App() = default;

void App::frame(ui::Ui& ui) {
  ui.canvas.fill(ui.window, ui.color(ui::Token::Background));
  ui.canvas.text({40, 39}, state_->lesson ? ui.say(state_->lesson->title) : "Epochs", {ui::Face::Semibold, 16}, ui.color(ui::Token::Text1));
  if (!state_->notice.empty()) ui.canvas.text({40, 70}, state_->notice, {ui::Face::Ui, ui::kSmall}, ui.color(ui::Token::Text2));
}

bool App::wants_redraw() const { return state_->player && state_->player->training().status().mode == session::RunMode::Running; }

const Settings& App::settings() const { return state_->options.settings; }

std::string App::title() const { return "Epochs"; }

void App::open_hall() {
  state_->player.reset();
  state_->lesson = nullptr;
}

Result<void> App::open_lesson(std::string_view id, std::string_view) {
  const lesson::Lesson* lesson = lessons::find(id);
  if (!lesson || !lesson->make) return Error{"There is no lesson \"" + std::string(id) + "\"; \"epochs list\" names them."};
  state_->player = lesson->make(state_->options.seed, state_->options.threaded);
  state_->lesson = lesson;
  return {};
}

Result<void> App::open_state(const nlohmann::json& state) {
  if (!state.is_object() || !state.contains("lesson") || !state["lesson"].is_string()) return Error{"This state names no lesson."};
  return open_lesson(state["lesson"].get<std::string>());
}

void App::drop_file(const std::filesystem::path& file) { tell("Nothing here can take the file " + file.filename().string() + "."); }

lesson::Player* App::player() { return state_->player.get(); }
std::size_t App::step_count() const { return 0; }
std::string App::step_id(std::size_t) const { return {}; }
void App::save() {}
void App::tell(std::string sentence) { state_->notice = std::move(sentence); }

}  // namespace epochs::app

#include "app/exports.hpp"

#include <nlohmann/json.hpp>

#include "app/notes_page.hpp"
#include "app/stage.hpp"
#include "core/atomic_file.hpp"
#include "ui/canvas_svg.hpp"

namespace epochs::app {

namespace {

std::string quoted(const std::string& field) {
  if (field.find_first_of(",\"\r\n") == std::string::npos) return field;
  std::string out = "\"";
  for (char c : field) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

void append_row(std::string& out, const std::vector<std::string>& row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) out += ',';
    out += quoted(row[i]);
  }
  out += "\n";
}

std::string said(Language language, const std::string& where) { return (language == Language::English ? "Saved as " : "已保存为 ") + where; }

std::string no_home(Language language) { return language == Language::English ? "There is no home folder to save into; set HOME." : "没有可用的主目录；请设置 HOME。"; }

std::string save_tables(Language language, LessonScreen& screen, const ExportWish& wish, const std::filesystem::path& stem) {
  const std::vector<lesson::Table> tables = screen.player().tables();
  const lesson::Table* chosen = nullptr;
  for (const lesson::Table& table : tables)
    if (table.name == wish.view) chosen = &table;
  if (!chosen) return language == Language::English ? "This picture has no numbers to save." : "这幅图没有可保存的数据。";
  const std::filesystem::path file = stem.string() + "-" + chosen->name + ".csv";
  const Result<void> done = write_atomically(file, csv_of(*chosen), Readers::Everyone);
  return done ? said(language, file.string()) : done.failure().in(language);
}

std::string save_model(Language language, LessonScreen& screen, const std::filesystem::path& stem, const std::string& ending) {
  const std::string file = stem.string() + "-vectors" + ending;
  const Result<void> done = screen.player().write_model(file);
  return done ? said(language, file) : done.failure().in(language);
}

}  // namespace

std::string csv_of(const lesson::Table& table) {
  std::string out;
  append_row(out, table.columns);
  for (const auto& row : table.rows) append_row(out, row);
  return out;
}

std::string save_export(const ui::Ui& ui, LessonScreen& screen, const ExportWish& wish) {
  const Language language = ui.language;
  const std::filesystem::path folder = export_directory(wish.kind == Export::Csv || wish.kind == Export::Model ? UserFolder::Documents : UserFolder::Pictures);
  if (folder.empty()) return no_home(language);
  const std::filesystem::path stem = folder / (screen.lesson().id + "-" + screen.step_id(screen.step()));
  if (wish.kind == Export::Csv) return save_tables(language, screen, wish, stem);
  if (wish.kind == Export::Model) return save_model(language, screen, stem, wish.ending);
  ui::SvgCanvas svg(ui.canvas, wish.area, ui.color(ui::Token::Surface1));
  ui::Ui paper = ui::with_canvas(ui, svg);
  draw_panel(paper, screen.player(), wish.view, wish.area);
  const std::filesystem::path file = stem.string() + "-" + wish.view + ".svg";
  const Result<void> done = write_atomically(file, svg.document(), Readers::Everyone);
  if (!done) return done.failure().in(language);
  if (!svg.has_textures()) return said(language, file.string());
  return said(language, file.string()) + (language == Language::English ? "; its pixel pictures are grey there, take PNG for them" : "；其中的像素图以灰块代替，需要时请存 PNG");
}

Result<SharedState> read_state(const nlohmann::json& state) {
  if (!state.is_object() || state.value("version", nlohmann::json()) != 1)
    return Error{"This file is not a state of Epochs: it needs \"version\": 1; save it again with \"copy state\".", "这不是 Epochs 的课程状态：缺少 \"version\": 1；请重新“复制状态”。"};
  SharedState out;
  const auto lesson = state.find("lesson");
  if (lesson == state.end() || !lesson->is_string()) return Error{"This state names no lesson: \"lesson\" should be one of those in \"epochs list\".", "这个状态没有指明课程：“lesson”应是“epochs list”中的一个。"};
  out.lesson = lesson->get<std::string>();
  if (const auto step = state.find("step"); step != state.end() && step->is_string()) out.step = step->get<std::string>();
  if (const auto seed = state.find("seed"); seed != state.end()) {
    if (!seed->is_number_unsigned()) return Error{"The seed of this state is not a whole number from 0 on.", "这个状态的随机种子不是从 0 起的整数。"};
    out.seed = seed->get<std::uint64_t>();
  }
  out.handout = handout_from_json(state);
  return out;
}

std::string save_state(Language language, LessonScreen& screen, const Handout& handout) {
  const std::filesystem::path folder = export_directory(UserFolder::Documents);
  if (folder.empty()) return no_home(language);
  const std::filesystem::path file = folder / (screen.lesson().id + "-" + screen.step_id(screen.step()) + ".epochs");
  const Result<void> done = write_atomically(file, write_state(screen, handout).dump() + "\n", Readers::Everyone);
  return done ? said(language, file.string()) : done.failure().in(language);
}

std::string save_notes(Language language, LessonScreen& screen) {
  const std::filesystem::path folder = export_directory(UserFolder::Documents);
  if (folder.empty()) return no_home(language);
  const std::filesystem::path file = folder / (screen.lesson().id + notes_ending(language));
  const Result<void> done = write_atomically(file, notes_page(screen.lesson(), screen.text(language), language), Readers::Everyone);
  if (!done) return done.failure().in(language);
  return said(language, file.string()) + (language == Language::English ? "; open it in a browser and print it" : "；用浏览器打开后即可打印");
}

nlohmann::json write_state(LessonScreen& screen, const Handout& handout) {
  nlohmann::json state = screen.player().save();
  state["version"] = 1;
  state["lesson"] = screen.lesson().id;
  state["step"] = screen.step_id(screen.step());
  state["seed"] = screen.seed();
  handout_to_json(state, handout);
  return state;
}

}  // namespace epochs::app

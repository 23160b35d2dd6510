#include "app/commands/list.hpp"

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "lesson/text_store.hpp"
#include "lessons/catalog.hpp"

namespace epochs::app {
namespace {

std::string_view name_of(lesson::Era era) {
  switch (era) {
    case lesson::Era::Neurons: return "neurons";
    case lesson::Era::Seeing: return "seeing";
    case lesson::Era::Words: return "words";
    case lesson::Era::Sequences: return "sequences";
    case lesson::Era::Attention: return "attention";
    case lesson::Era::LanguageModels: return "language models";
  }
  return "";
}

std::string_view status_of(const lesson::Lesson& lesson) { return lesson.make ? "ready" : "coming"; }

std::vector<std::string> steps_of(const std::string& id) {
  std::vector<std::string> steps;
  const lesson::TextStore words(id, {});
  for (const lesson::Step& step : words.text(Language::English).steps) steps.push_back(step.id);
  return steps;
}

nlohmann::ordered_json to_json(const lesson::Lesson& lesson) {
  nlohmann::ordered_json claims = nlohmann::ordered_json::array();
  for (const claim::Claim& claim : lesson.claims) claims.push_back(claim.id);
  return {{"id", lesson.id},
          {"year", lesson.year},
          {"era", name_of(lesson.era)},
          {"title", {{"en", lesson.title.english}, {"zh", lesson.title.chinese}}},
          {"status", status_of(lesson)},
          {"steps", steps_of(lesson.id)},
          {"claims", claims}};
}

void print(const lesson::Lesson& lesson, std::ostream& out) {
  const std::string pad(lesson.id.size() < 22 ? 22 - lesson.id.size() : 1, ' ');
  out << lesson.id << pad << lesson.title.english << " / " << lesson.title.chinese << (lesson.make ? "" : "  (coming)") << "\n";
  for (const std::string& step : steps_of(lesson.id)) out << "    step   " << step << "\n";
  for (const claim::Claim& claim : lesson.claims) out << "    claim  " << claim.id << ": " << claim.statement.english << "\n";
}

}  // namespace

void run_list(const ListOptions& options, std::span<const lesson::Lesson> lessons, Console& console) {
  if (!options.json) {
    for (const lesson::Lesson& lesson : lessons) print(lesson, console.out);
    return;
  }
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const lesson::Lesson& lesson : lessons) list.push_back(to_json(lesson));
  console.out << nlohmann::ordered_json{{"lessons", list}}.dump() << "\n";
}

void add_list(CLI::App& program, Console& console) {
  const auto options = std::make_shared<ListOptions>();
  CLI::App* command = program.add_subcommand("list", "Lessons, steps, claims");
  command->add_flag("--json", options->json, "One JSON object");
  command->callback([options, &console] { run_list(*options, lessons::catalog(), console); });
}

}  // namespace epochs::app

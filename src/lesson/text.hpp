// A lesson's words: text.en.md / text.zh.md parsed into steps (grammar: CONTRIBUTING, "Lesson texts").
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/result.hpp"
#include "core/text.hpp"
#include "ui/rich_text.hpp"

namespace epochs::lesson {

struct Prediction {
  ui::Paragraph question;
  std::vector<std::string> options;
  int answer = -1;             // index from 0 (texts count from 1); −1: `answer=measured`, the lesson measures it
  ui::Paragraph reason;        // one sentence, shown beside guess and outcome
};

// `:::twin rate=1 reviews neuron`: the run twice on one clock once the question is answered, in the second with this setting.
struct TwinWish {
  std::string key, value;
  std::vector<std::string> views;                    // of each run, one above the other
};

struct Step {
  std::string id, title;
  std::string lead;                                  // presenter: one sentence of at most 20 words
  std::vector<ui::Paragraph> body;                   // at most 80 words or 130 characters
  std::vector<std::string> formulas;
  std::vector<std::string> views;                    // what stands on the stage
  std::vector<std::pair<std::string, std::string>> settings;   // applied on entering the step
  std::vector<std::string> spotlights;               // anchors
  std::optional<Prediction> prediction;
  std::optional<TwinWish> twin;                      // opens with the answer to the prediction
  std::vector<std::string> claims;                   // "prove it" buttons
  std::string notes;                                 // for the speaker
  std::optional<int> tour_updates;                   // how far a picture of this step has trained
  int code_line = -1;                                // line of the code twin that this step is about
};

struct LessonText {
  std::string title, idea;                           // card in the hall
  std::vector<Step> steps;
  std::vector<std::string> code;                     // the code twin: about ten lines
  ui::Paragraph last_question;                       // kept for a later visit
  std::vector<std::string> sources;                  // papers with year and authors
};

// `file` names the source in errors ("text.en.md:41: …").
Result<LessonText> parse_lesson_text(std::string_view markdown, const std::string& file);

}  // namespace epochs::lesson

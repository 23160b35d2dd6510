// The pictures of the lesson: functions of the snapshot and of what the learner points at; what the learner does comes back as commands.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lesson/player.hpp"
#include "lesson/trace_walk.hpp"
#include "model.hpp"
#include "ui/frame.hpp"
#include "ui/text_field.hpp"
#include "viz/heatmap.hpp"

namespace epochs::bag {

// A number that has an account.
struct Place {
  enum class Kind { Read, Character, Distance, Weight, Idf, Cosine };
  Kind kind = Kind::Read;
  int a = 0, b = 0;            // Character: which · Distance: words · Weight: document, word · Idf: word · Cosine: document
  bool operator==(const Place&) const = default;
};
std::string to_text(Place place);                     // "weight/2/5"
std::optional<Place> parse_place(std::string_view text);
bool exists(Place place, const Snapshot& seen, Language page);

// A text field whose words are the model's: handed over when typing rests.
struct Draft {
  ui::TextFieldState field;
  double changed_at = -1;      // −1: nothing that the model has not
  std::string known;           // what the model's text was in the last frame
};

// Documents cut into pieces and wrapped: a hundred of them are not measured anew in every frame.
struct Wrapped {
  std::shared_ptr<const Library> library;
  Language language = Language::English;
  float width = 0, size = 0, scale = 0;        // of the text's column and its type
  struct Text {
    std::vector<Piece> pieces;
    int lines = 1;
  };
  std::vector<Text> texts;
};

struct Hand {
  Place selected;
  Draft characters, query, document;
  ui::TextFieldState addition;
  int editing = -1;            // which document is in the field
  int compared = -1;           // with which document the question is compared; −1: the nearest
  Wrapped wrapped;
  float scroll = 0;            // of the list of documents, units
  int followed = -1;           // how many were read when the list last moved to the next
  std::string dragged;         // slider
  viz::HeatmapState distances, matrix;
  bool question_open = false, hides_difference = false, hides_distance = false, hides_silence = false, hides_similarity = false;   // what the open question asks for
};

struct Scene {
  ui::Ui& ui;
  const Snapshot& seen;
  const Collection& side;      // in the language that is read
  Language language;           // of the documents
  lesson::TracePlace at;
  bool running = false;
  Hand& hand;
  std::vector<Command>& wishes;
  int compared() const { return hand.compared >= 0 && hand.compared < seen.read ? hand.compared : side.nearest; }
  const std::string& word(int id) const { return side.reading.shelf().words[static_cast<std::size_t>(id)]; }
  Side edited() const { return language == Language::English ? Side::English : Side::Chinese; }
};

void draw_characters_view(Scene& scene, ui::Rect area);
void draw_one_hot_view(Scene& scene, ui::Rect area);
void draw_documents_view(Scene& scene, ui::Rect area);
void draw_matrix_view(Scene& scene, ui::Rect area);
void draw_idf_view(Scene& scene, ui::Rect area);
void draw_nearest_view(Scene& scene, ui::Rect area);

// The part of a picture that a word of the text means, while the learner points at the word.
void lit_outline(ui::Ui& ui, ui::Rect area);

// Draws the field; the text when typing has rested or ended.
std::optional<std::string> draft_field(Scene& scene, std::string_view id, ui::Rect area, Draft& draft, const std::string& now, const ui::TextFieldStyle& style);

lesson::Account account_of(const Snapshot& seen, Place place, Language page);
std::vector<lesson::Table> tables_of(const Snapshot& seen);
int ops_of(lesson::Beat beat);
int code_line_of(lesson::TracePlace at);
std::string beat_words(const Scene& scene);           // what the beat does to the document that comes next; empty when all are read

std::string name_of_document(int index, Language language);

}  // namespace epochs::bag

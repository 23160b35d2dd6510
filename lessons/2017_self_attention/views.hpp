// The pictures of the lesson: functions of the snapshot and of what the learner points at; what the learner does comes back as commands.
// Quantities of the texts, which light up with the pictures: q · k · v · score · weight_a (an attention weight) · x (a word vector) · y (the answer) · loss.
// Pictures: looks, heads, query, pizza, hide, cost, scale, chart.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lesson/player.hpp"
#include "lesson/trace_walk.hpp"
#include "model.hpp"
#include "ui/frame.hpp"
#include "view_state.hpp"

namespace epochs::self_attention {

// A number that has an account in the inspector. a: the word that looks, or whose vector it is; b: the word looked at, a column, or a word of the vocabulary.
struct Place {
  enum class Kind { Input, Query, Key, Value, Score, Weight, Mixed, Sum, Logit, Probability, Loss };
  Kind kind = Kind::Weight;
  int layer = 0, head = 0, a = 0, b = 0;
  bool operator==(const Place&) const = default;
};
std::string to_text(Place place);                // "weight/1/0/8/1"
std::optional<Place> parse_place(std::string_view text);

// The sentence that the pictures show, looked at with what the learner meddles with; worked out again only when something changed.
struct Shown {
  std::shared_ptr<const Network> network;
  std::shared_ptr<const Corpus> corpus;
  Way way;
  Meddling meddling;
  Sentence sentence;
  std::string typed;                             // what `problem` is about
  LocalizedText problem;                         // of the learner's own sentence
  std::shared_ptr<const Look> look, plain;       // plain: without meddling; the same where nothing is meddled with
  std::shared_ptr<const Pull> pull;              // null where nobody knows what the sentence means
  std::optional<Answer> answer, plain_answer;
  std::string word(int place) const { return corpus->word(sentence.at(place)); }
  int words() const { return static_cast<int>(sentence.words.size()); }
};

// What the learner points at, and what views remember. Each picture keeps its own memory in one struct of view_state.hpp.
struct Hand {
  Place selected;
  int layer = -1, head = 0;    // that is looked at; layer −1: the last. Head kAny: the mean of all
  int query = -1;              // the word that looks; −1: the pronoun
  SentenceChoice sentence = SentenceChoice::Example;
  std::string typed;           // of SentenceChoice::Typed
  ui::TextFieldState field;
  Meddling meddling;           // of the sentence that is shown, never of the training
  HeadsState heads;
  QueryState query_view;
  PizzaState pizza;
  HideState hide;
  CostState cost;
  ChartState chart;
  std::string dragged;         // the slider that the pointer holds
  bool question_open = false;  // views that could say what the question asks wait
  std::string step;            // id of the open step
};
int layer_of(const Hand& hand, const Shown& shown);
int head_of(const Hand& hand, const Shown& shown);               // kAny stays
int query_of(const Hand& hand, const Shown& shown);
bool exists(Place place, const Shown& shown);
void follow(Shown& shown, const Snapshot& seen, const Hand& hand);

struct Scene {
  ui::Ui& ui;
  const Snapshot& seen;
  const Shown& shown;
  Language language;
  lesson::TracePlace at;
  bool running = false;
  Hand& hand;
  std::vector<Command>& wishes;
};

void draw_looks_view(Scene& scene, ui::Rect area);         // the sentence twice: who looks at whom, with lines as wide as the weight; the answer; tired and wide; a typed sentence
void draw_heads_view(Scene& scene, ui::Rect area);         // every head of every layer as a map of weights, side by side; heads muted
void draw_query_view(Scene& scene, ui::Rect area);         // one word's query against every key: scores, weights, the mix of values, with numbers; a score edited
void draw_pizza_view(Scene& scene, ui::Rect area);         // "I like to eat pizza" in five steps
void draw_hide_view(Scene& scene, ui::Rect area);          // attention is not explanation: each word hidden from "it", and what becomes of the answer
void draw_cost_view(Scene& scene, ui::Rect area);          // measured time and steps against length; n²
void draw_scale_view(Scene& scene, ui::Rect area);         // softmax with and without √d: largest weight and gradient against width
void draw_chart_view(Scene& scene, ui::Rect area);         // shares right over the run

int ops_of(lesson::Beat beat, const Snapshot& seen);
int code_line_of(lesson::TracePlace at, const Snapshot& seen);
// Of the walk forwards: how far it has come. Everything once it is beyond that beat, or while training runs.
struct Walked {
  int layer = 1 << 20;         // in this layer …
  int op = 1 << 20;            // … 0 projected, 1 scores, 2 weights, 3 mixed, 4 added
  bool embedded_only = false, answered = true;
  bool has(int at_layer, int at_op) const { return !embedded_only && (at_layer < layer || (at_layer == layer && at_op <= op)); }
};
Walked walked(const Scene& scene);

std::optional<lesson::Account> account_of(const Snapshot& seen, const Shown& shown, const Hand& hand, Language language);
std::vector<lesson::Table> tables_of(const Snapshot& seen, const Shown& shown, const Hand& hand);

}  // namespace epochs::self_attention
